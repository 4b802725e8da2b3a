"""The key facts of a posting in words of the active language, as published, and how it ended."""

from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from careers.dates import last_moment, with_zone
from careers.enums import EmploymentType, PayUnit, WorkplaceType
from careers.languages import text_in_language
from careers.models import Edition, EditionText, Posting

CURRENCY_SIGNS = {"EUR": "€", "GBP": "£", "USD": "$"}
FULL_HOURS = 100
CENTS = 2
"""Decimals of an amount."""
NO_BREAK = "\N{NO-BREAK SPACE}"


def join_with_or(words: list[str]) -> str:
    """["a", "b", "c"] gives "a, b or c"."""
    if not words[1:]:
        return "".join(words)
    return _("%(first)s or %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def place_words(posting: Posting, language: str) -> str:
    """The author's own words for the place, else workplace type and location names."""
    return text_in_language(posting, "place_note", language) or known_place(posting, language)


def known_place(posting: Posting, language: str) -> str:
    """Workplace type and location names."""
    kind = WorkplaceType(posting.workplace_type)
    names = [text_in_language(location, "name", language) for location in posting.locations.all()]
    if kind == WorkplaceType.REMOTE or not names:
        return capfirst(str(kind.label))
    if kind == WorkplaceType.REMOTE_OR_ON_SITE:
        return join_with_or([capfirst(str(WorkplaceType.REMOTE.label)), *names])
    if kind == WorkplaceType.HYBRID:
        return _("%(place)s, hybrid") % {"place": join_with_or(names)}
    return join_with_or(names)


def hours_words(posting: Posting) -> str:
    """Such as "Full-time or part-time, 60–80 %"."""
    kinds = capfirst(
        join_with_or(
            [word for kind in hours_types(posting) for word in employment_type_names(kind)]
        )
    )
    return ", ".join(part for part in (kinds, hours_percentage(posting)) if part)


def employment_type_names(kind: EmploymentType) -> list[str]:
    """One is two things: so that "or" stands once among all of them."""
    if kind == EmploymentType.INTERN:
        return [_("internship"), _("student job")]
    return [str(kind.label)]


def full_time_week(posting: Posting) -> str:
    """What a full-time week is, such as "39 hours a week"; empty if nothing says it."""
    weekly = posting.weekly_hours
    if weekly is None:
        return ""
    words = number_format(weekly.normalize()) if weekly % 1 else format_number(weekly)
    return _("%(hours)s hours a week") % {"hours": words}


def hours_types(posting: Posting) -> list[EmploymentType]:
    """The employment types that say how much one works; "temporary" says how long."""
    kinds = [EmploymentType(kind) for kind in posting.employment_types]
    return [kind for kind in kinds if kind != EmploymentType.TEMPORARY]


def hours_percentage(posting: Posting) -> str:
    low, high = posting.hours_percent_min, posting.hours_percent_max
    if low and high and low != high:
        return f"{low}–{high}{NO_BREAK}%"
    if low and not high:
        return _("from %(percent)s") % {"percent": f"{low}{NO_BREAK}%"}
    if high and not low and high < FULL_HOURS:
        return _("up to %(percent)s") % {"percent": f"{high}{NO_BREAK}%"}
    return f"{low}{NO_BREAK}%" if low else ""


def contract_words(posting: Posting, language: str) -> str:
    """The end of a fixed term with its reason (TzBfG § 14); empty if nothing says it is one."""
    until, reason = contract_end(posting), contract_reason(posting, language)
    return f"{until} ({reason})" if reason else until


def contract_end(posting: Posting) -> str:
    """Such as "Fixed term until 31 December 2027"."""
    if not posting.fixed_term_until:
        temporary = EmploymentType.TEMPORARY in posting.employment_types
        return capfirst(str(EmploymentType.TEMPORARY.label)) if temporary else ""
    until = _("fixed term until %(date)s") % {"date": date_format(posting.fixed_term_until)}
    return capfirst(until)


def contract_reason(posting: Posting, language: str) -> str:
    """Why the contract ends; empty where it does not."""
    if not posting.fixed_term_until:
        return ""
    return text_in_language(posting, "fixed_term_reason", language)


def start_words(posting: Posting, language: str) -> str:
    return text_in_language(posting, "start_note", language) or known_start(posting)


def known_start(posting: Posting) -> str:
    return date_format(posting.starts_on) if posting.starts_on else ""


def pay_words(posting: Posting) -> str:
    """Such as "€62,000–78,000 a year, TVöD E 13"; empty if neither range nor grade is set."""
    grade = posting.pay_grade.replace(" ", NO_BREAK)
    amounts = pay_range(posting.pay_min, posting.pay_max, posting.pay_currency)
    if not amounts:
        return grade
    money = f"{amounts} {PayUnit(posting.pay_unit).label}"
    return ", ".join(part for part in (money, grade) if part)


def pay_range(low: Decimal | None, high: Decimal | None, currency: str) -> str:
    """The amounts with their currency; both with cents where one has some."""
    given = [amount for amount in (low, high) if amount is not None]
    places = CENTS if any(amount % 1 for amount in given) else 0
    words = [format_number(amount, places) for amount in dict.fromkeys(given)]
    if not words:
        return ""
    money = add_currency("–".join(words), currency)
    if low is None:
        return _("up to %(amount)s") % {"amount": money}
    return _("from %(amount)s") % {"amount": money} if high is None else money


def add_currency(amount: str, currency: str) -> str:
    """Such as "€62,000" in English and "62.000 €" in German; codes without a sign stand apart."""
    sign = CURRENCY_SIGNS.get(currency)
    if sign:
        return pgettext("money", "%(sign)s%(amount)s") % {"sign": sign, "amount": amount}
    words = pgettext("money", "%(code)s %(amount)s") % {"code": currency, "amount": amount}
    return words.replace(" ", NO_BREAK)


def format_number(number: Decimal, places: int | None = None) -> str:
    """With the language's separators, and decimals only where there are some, or so many."""
    if places is None:
        places = CENTS if number % 1 else 0
    return number_format(number, decimal_pos=places, force_grouping=True)


def format_exact_number(number: Decimal) -> str:
    """With the language's separators, and with the decimals that the number has."""
    whole = number == number.to_integral_value()
    digits = f"{number:f}".rstrip("0").rstrip(".") if not whole else f"{number:.0f}"
    return number_format(Decimal(digits), force_grouping=True)


def format_deadline(edition: Edition) -> str:
    """With its time zone where the work can be done from another one; empty if there is none."""
    if edition.closes_at is None:
        return ""
    moment = last_moment(edition.closes_at)
    words = date_format(moment, "DATETIME_FORMAT")
    workplace = WorkplaceType(edition.facts["workplace_type"])
    return with_zone(words) if workplace.allows_remote else words


def closed_notice(text: EditionText) -> str:
    closed_at = text.edition.current_for.closed_at
    if closed_at is not None:
        date = date_format(timezone.localtime(closed_at))
        return _("This position was closed on %(date)s.") % {"date": date}
    return _("The deadline for this position has passed: %(deadline)s.") % {
        "deadline": format_deadline(text.edition)
    }
