"""What an import says: a line for each ad, what was recognised in it, and what to look at."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from careers.checks import Finding, Level
from careers.editions.key_facts import pay_range
from careers.enums import SectionKind
from careers.importing.facts import Facts
from careers.importing.pieces import ParsedAd
from careers.importing.readers.source import Problem
from careers.importing.saving import Outcome, Result
from careers.languages import language_name
from careers.models import Edition
from careers.text.email_addresses import to_readable_address

INDENT = "    "


def outcome_lines(outcome: Outcome) -> Iterator[str]:
    """The lines about one ad: its result, what was recognised and found, what was published."""
    if outcome.result is Result.FAILED:
        yield f"{outcome.result}: {outcome.name} {outcome.reason}"
        return
    yield f"{outcome.result}: {outcome.name}"
    for ad in outcome.ads:
        yield f"{INDENT}{ad.language}: {'; '.join(describe_ad(ad))}"
    if outcome.result is Result.CREATED and outcome.posting:
        yield f"{INDENT}{_('department')}: {outcome.posting.department}"
    yield from (f"{INDENT}{line}" for line in finding_lines(outcome.findings))
    yield from (f"{INDENT}! {note}" for note in outcome.notes)
    if outcome.edition:
        yield f"{INDENT}{edition_line(outcome.edition)}"


def finding_lines(findings: Sequence[Finding]) -> Iterator[str]:
    """What blocks, then what warns, each with its language, place and code; hints as a number."""
    for level in (Level.BLOCKS, Level.WARNS):
        found = [each for each in findings if each.level is level]
        if found:
            yield f"{level}: {len(found)}"
        yield from (f"{INDENT}{each} [{each.code}]" for each in found)
    hints = sum(each.level is Level.HINT for each in findings)
    if hints:
        yield f"{Level.HINT}: {hints}"


def edition_line(edition: Edition) -> str:
    """In which languages it was published, and in spite of which findings."""
    languages = ", ".join(language_name(code) for code in edition.languages)
    said = _("published in %(languages)s") % {"languages": languages}
    codes = ", ".join(edition.overridden)
    return _("%(said)s in spite of: %(codes)s") % {"said": said, "codes": codes} if codes else said


def problem_line(problem: Problem) -> str:
    return f"{Result.FAILED}: {problem.name} {problem.reason}"


def summary_line(outcomes: Iterable[Outcome | Problem], *, is_dry: bool) -> str:
    """The last line: how many were created, updated, left alone, kept, and how many failed."""
    counts = dict.fromkeys(Result, 0)
    for outcome in outcomes:
        counts[outcome.result if isinstance(outcome, Outcome) else Result.FAILED] += 1
    numbers = ", ".join(f"{number} {result}" for result, number in counts.items())
    return _("%(numbers)s (nothing was written)") % {"numbers": numbers} if is_dry else numbers


def describe_ad(ad: ParsedAd) -> Iterator[str]:
    """What was found in an ad, in short parts such as "start: as soon as possible"."""
    title = f"{ad.title} {ad.gender_marker}".strip()
    yield _("“%(title)s”") % {"title": title} if ad.title else _("no title")
    yield from (f"{name}: {value}" for name, value in _labelled_facts(ad.facts) if value)
    if ad.contacts:
        yield f"{_('contact')}: {', '.join(ad.contacts)}"
    if ad.contact_email:
        yield to_readable_address(ad.contact_email)
    if ad.lead_words:
        yield _("taken off the title: “%(words)s”") % {"words": ad.lead_words}
    if ad.is_mended:
        yield _("bullets and indents of a word processor made into lists")
    yield f"{_('sections')}: {', '.join(_section_label(each.kind, each.items) for each in ad.sections)}"


def _section_label(kind: SectionKind, items: int) -> str:
    return f"{kind.label} ({items})" if items else str(kind.label)


def _labelled_facts(facts: Facts) -> Iterator[tuple[str, str]]:
    if facts.place:
        kind = str(facts.place.workplace.label) if facts.place.workplace else ""
        yield _("place"), ", ".join(filter(None, (*facts.place.locations, kind)))
    if facts.start:
        yield _("start"), facts.start.note or _format_date(facts.start.on)
    yield _("hours"), ", ".join(_format_hours(facts))
    if facts.fixed_term:
        yield _("fixed term"), facts.fixed_term.note
    yield _("pay"), _format_pay(facts)
    yield _("deadline"), _format_date(facts.deadline)
    yield _("funder"), facts.funder


def _format_date(day: date | None) -> str:
    return date_format(day) if day else ""


def _format_hours(facts: Facts) -> Iterator[str]:
    hours = facts.hours
    yield from (str(kind.label) for kind in hours.types)
    if hours.percent_min:
        yield f"{_format_span(hours.percent_min, hours.percent_max)} %"
    if hours.weekly_min:
        yield _("%(hours)s hours a week") % {
            "hours": _format_span(hours.weekly_min, hours.weekly_max)
        }


def _format_span(low: object, high: object) -> str:
    return f"{low}" if low == high else f"{low}–{high}"


def _format_pay(facts: Facts) -> str:
    pay = facts.pay
    if pay is None:
        return ""
    amount = pay_range(pay.low, pay.high, pay.currency)
    return ", ".join(filter(None, (f"{amount} {pay.unit.label}" if amount else "", pay.grade)))
