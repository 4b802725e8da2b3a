"""The ad check beside the form: findings by level, each with the way to the field it is about."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modeltranslation.translator import translator

from careers.checks import Draft, Finding, Level
from careers.checks.findings import Place
from careers.checks.rules.pasted import MENDED_CODES
from careers.languages import (
    language_codes,
    language_name,
    localized_column,
    text_in_first_language,
)
from careers.models import Posting, PostingSection

TITLES = {
    Level.BLOCKS: gettext_lazy("Blocks publication"),
    Level.WARNS: gettext_lazy("Needs attention"),
    Level.HINT: gettext_lazy("Hints"),
}
FIELDS = {
    "pay": "pay_min",
    "hours": "employment_types",
    "deadline": "closes_at",
    "marker": "gender_marker",
    "sections": "sections",
}
WIDGETS = {
    "closes_at": "closes_at_0",
    "opens_at": "opens_at_0",
    "employment_types": "employment_types_0",
}


NAMES = {
    "title": gettext_lazy("title"),
    "gender_marker": gettext_lazy("gender marker"),
    "summary": gettext_lazy("summary"),
    "sections": gettext_lazy("sections"),
    "place_note": gettext_lazy("place in words"),
    "start_note": gettext_lazy("start in words"),
    "fixed_term_reason": gettext_lazy("reason of the fixed term"),
    "pay": gettext_lazy("pay"),
    "hours": gettext_lazy("hours"),
    "deadline": gettext_lazy("deadline"),
    "contacts": gettext_lazy("contacts"),
    "answer_days": gettext_lazy("answer within, in days"),
    "weekly_hours": gettext_lazy("full-time hours a week"),
    "hours_percent_min": gettext_lazy("hours from, in percent"),
    "starts_on": gettext_lazy("start"),
    "fixed_term_until": gettext_lazy("fixed term until"),
}


class Line(NamedTuple):
    """One finding: where, what, the anchor of its field, and the block that it offers."""

    where: str
    message: str
    anchor: str
    use: str
    """What the button "use this block" sends; empty if there is no block to use."""
    mend: str
    """What the button "mend this text" sends; empty if that would change nothing."""


class Group(NamedTuple):
    level: str
    title: str | Promise
    lines: list[Line]


class Panel(NamedTuple):
    """All that the ad check says about a draft; `counts` names the levels that have findings."""

    groups: list[Group]

    @property
    def total(self) -> int:
        return sum(len(group.lines) for group in self.groups)


class Shown(NamedTuple):
    """A draft in the editor, with the prefix of the form of each of its sections and questions."""

    draft: Draft
    prefixes: Sequence[str]
    questions: Sequence[str]


def build_panel(findings: Iterable[Finding], shown: Shown) -> Panel:
    found = list(findings)
    groups = ((level, [each for each in found if each.level is level]) for level in Level)
    return Panel(
        [
            Group(level.value, TITLES[level], [build_line(each, shown) for each in some])
            for level, some in groups
            if some
        ]
    )


def build_line(finding: Finding, shown: Shown) -> Line:
    where = [language_name(finding.language)] if finding.language else []
    section = find_section(finding, shown)
    name = section_name(section) if section else place_name(finding.place)
    return Line(
        " · ".join([*where, *([name] if name else [])]),
        capfirst(finding.message),
        input_anchor(finding, shown),
        block_to_use(finding, section),
        text_to_mend(finding, section),
    )


def find_section(finding: Finding, shown: Shown) -> PostingSection | None:
    number = finding.place.section
    known = number is not None and 0 < number <= len(shown.draft.sections)
    return shown.draft.sections[(number or 1) - 1] if known else None


def section_name(section: PostingSection) -> str:
    source = section.block or section
    return text_in_first_language(source, "heading") or section.get_kind_display()


def place_name(place: Place) -> str:
    if place.question:
        return _("Question %(number)s") % {"number": place.question}
    return field_name(place.field)


def field_name(field: str) -> str:
    """What people call the place; empty for the posting as a whole."""
    return capfirst(str(NAMES.get(field, "")))


def input_anchor(finding: Finding, shown: Shown) -> str:
    """The id of the input that the finding is about, or of what comes nearest."""
    language = finding.language or language_codes()[0]
    section = find_section(finding, shown)
    if section and finding.place.section:
        prefix = shown.prefixes[finding.place.section - 1]
        field = finding.place.field or "body"
        has_input = section.block is None and field in {"heading", "body"}
        return f"id_{prefix}-{localized_column(field, language)}" if has_input else prefix
    if finding.place.question:
        prefix = shown.questions[finding.place.question - 1]
        return f"id_{prefix}-{localized_column(finding.place.field, language)}"
    return f"id_{next(input_names(finding.place.field, language))}"


def input_names(field: str, language: str) -> Iterator[str]:
    name = FIELDS.get(field, field) or "title"
    if name in translator.get_options_for_model(Posting).all_fields:
        yield localized_column(name, language)
    yield WIDGETS.get(name, name)


def text_to_mend(finding: Finding, section: PostingSection | None) -> str:
    is_offer = finding.code in MENDED_CODES and section and section.pk and section.block is None
    return f"mend-{section.pk}-{finding.language}" if is_offer and section else ""


def block_to_use(finding: Finding, section: PostingSection | None) -> str:
    slug = finding.params.get("block")
    is_offer = slug and section and section.pk and section.block is None
    return f"use-{section.pk}-{slug}" if is_offer and section else ""
