"""Facts that contradict one another, or that nobody would mean: sums, days, hours and dates."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careers.checks.facts import PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register
from careers.enums import EmploymentType, PayUnit

PAY_IMPLAUSIBLE = Rule(
    "pay_implausible",
    Level.WARNS,
    _("pay of %(words)s %(other)s is hardly meant: look at amount and unit"),
)
PAY_REVERSED = Rule("pay_reversed", Level.BLOCKS, _("“pay up to” is lower than “pay from”"))
HOURS_REVERSED = Rule("hours_reversed", Level.BLOCKS, _("“hours up to” is lower than “hours from”"))
ANSWER_IMPLAUSIBLE = Rule(
    "answer_implausible",
    Level.WARNS,
    _("an answer within %(count)s days is hardly meant: candidates rely on it"),
)
DEADLINE_REVERSED = Rule(
    "deadline_reversed", Level.BLOCKS, _("the deadline comes before the opening")
)
DEADLINE_SOON = Rule(
    "deadline_soon",
    Level.WARNS,
    _("the deadline leaves less than a day to apply"),
)
WEEK_IMPLAUSIBLE = Rule(
    "week_implausible",
    Level.WARNS,
    _("%(count)s hours are hardly a full-time week: enter the hours of full-time work"),
)
SHARE_IMPLAUSIBLE = Rule(
    "share_implausible",
    Level.WARNS,
    _("%(count)s percent of full time is hardly meant: enter percent, not hours"),
)
FULL_TIME_SHORTER = Rule(
    "kind_implausible",
    Level.WARNS,
    _(
        "full-time is ticked, but the hours end at %(count)s percent: tick part-time, or correct them"
    ),
)
PART_TIME_FULL = Rule(
    "kind_implausible",
    Level.WARNS,
    _(
        "only part-time is ticked, but the hours begin at 100 percent: tick full-time, or correct them"
    ),
)
START_PAST = Rule("start_past", Level.WARNS, _("the start has passed: set a later one, or none"))
TERM_REVERSED = Rule("term_reversed", Level.BLOCKS, _("the fixed term ends before the start"))
PLAUSIBLE_PAY = {
    PayUnit.HOUR: (Decimal(5), Decimal(250)),
    PayUnit.MONTH: (Decimal(200), Decimal(50_000)),
    PayUnit.YEAR: (Decimal(2_000), Decimal(600_000)),
}
"""Between a small side job and a board's pay, wide enough for euro, franc, pound and dollar."""
ALLOWANCES = frozenset({EmploymentType.VOLUNTEER, EmploymentType.INTERN})
CURRENCIES = frozenset({"CHF", "EUR", "GBP", "USD"})
MOST_ANSWER_DAYS = 180
SHORTEST_NOTICE = timedelta(days=1)
WEEK = (Decimal(5), Decimal(48))
"""Hours; the upper end is six days of eight (ArbZG § 3)."""
LEAST_PERCENT = 10
FULL = 100


@register
def check_pay_plausible(facts: PostingFacts) -> Iterator[Finding]:
    """Amounts that do not fit their unit, as 52 a year; an allowance may be as small as it likes."""
    least, most = PLAUSIBLE_PAY[PayUnit(facts.pay_unit)]
    if not ALLOWANCES.isdisjoint(facts.employment_types):
        least = Decimal(0)
    for amount in dict.fromkeys((facts.pay_min, facts.pay_max)):
        is_judged = bool(amount) and facts.pay_currency in CURRENCIES
        if amount and is_judged and not least <= amount <= most:
            yield PAY_IMPLAUSIBLE.build_finding(
                place=Place("pay"), words=amount, other=PayUnit(facts.pay_unit).label
            )
    if is_reversed(facts.pay_min, facts.pay_max):
        yield PAY_REVERSED.build_finding(place=Place("pay"))


@register
def check_days_plausible(facts: PostingFacts) -> Iterator[Finding]:
    """An answer on the day of the application, or after half a year, is a typo or no promise."""
    days = facts.answer_days
    if days is not None and not 1 <= days <= MOST_ANSWER_DAYS:
        yield ANSWER_IMPLAUSIBLE.build_finding(place=Place("answer_days"), count=days)


@register
def check_deadline_plausible(facts: PostingFacts) -> Iterator[Finding]:
    """Time to apply; what is public already may end at any moment."""
    opens, closes = facts.opens_at, facts.closes_at
    if closes is None or facts.closed or closes <= facts.now:
        return
    if opens is not None and closes <= opens:
        yield DEADLINE_REVERSED.build_finding(place=Place("deadline"))
        return
    opening = opens if facts.is_published else max(opens or facts.now, facts.now)
    if opening is not None and closes - opening < SHORTEST_NOTICE:
        yield DEADLINE_SOON.build_finding(place=Place("deadline"))


@register
def check_hours_plausible(facts: PostingFacts) -> Iterator[Finding]:
    """Full-time weeks and shares of them. Source: ArbZG § 3, at most 48 hours a week."""
    least, most = WEEK
    week, lowest = facts.weekly_hours, facts.hours_percent_min
    if week is not None and not least <= week <= most:
        yield WEEK_IMPLAUSIBLE.build_finding(place=Place("weekly_hours"), count=week)
    if is_reversed(lowest, facts.hours_percent_max):
        yield HOURS_REVERSED.build_finding(place=Place("hours"))
    if lowest is not None and lowest < LEAST_PERCENT:
        yield SHARE_IMPLAUSIBLE.build_finding(place=Place("hours_percent_min"), count=lowest)


@register
def check_kind_fits_hours(facts: PostingFacts) -> Iterator[Finding]:
    """Full-time at 50 percent, part-time at 100: filters and channels read the one, people the other."""
    kinds, highest = facts.employment_types, facts.hours_percent_max
    if EmploymentType.FULL_TIME in kinds and highest is not None and highest < FULL:
        yield FULL_TIME_SHORTER.build_finding(place=Place("hours"), count=highest)
    is_part_time = EmploymentType.PART_TIME in kinds and EmploymentType.FULL_TIME not in kinds
    if is_part_time and facts.hours_percent_min == FULL:
        yield PART_TIME_FULL.build_finding(place=Place("hours"))


@register
def check_dates_plausible(facts: PostingFacts) -> Iterator[Finding]:
    """A start that has passed, and a term that ends before it begins."""
    starts, ends = facts.starts_on, facts.fixed_term_until
    if starts is not None and starts < timezone.localdate(facts.now) and not facts.closed:
        yield START_PAST.build_finding(place=Place("starts_on"))
    if is_reversed(starts, ends):
        yield TERM_REVERSED.build_finding(place=Place("fixed_term_until"))


def is_reversed[Value: (Decimal, int, date)](low: Value | None, high: Value | None) -> bool:
    return low is not None and high is not None and high < low
