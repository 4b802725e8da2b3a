"""Hours that stand in a text, but not or differently in the fields that channels and filters read."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from careers.checks.engine import register
from careers.checks.facts import LanguageFacts, PostingFacts
from careers.checks.findings import Finding, Level, Rule
from careers.checks.wording_search import Wording, any_of, phrases, places, spotted
from careers.enums import EmploymentType, SectionKind

HOURS_HIDDEN = Rule(
    "hours_only_in_text",
    Level.WARNS,
    _("the text says “%(words)s”, the fields do not: enter employment type and hours there, too"),
)
HOURS_DIFFER = Rule(
    "hours_differ",
    Level.WARNS,
    _("the text says “%(words)s”, the fields say %(other)s percent: correct one of them"),
)
FULL = 100
PERCENT = r"\d{2,3} ?(?:%|prozent|per ?cent)"
SHARES = {
    "de": any_of(rf"""
        {PERCENT}[ -](?:stelle|position|teilzeit|pensum|umfang|beschäftigung|arbeitszeit|der (?:\w*arbeitszeit|vollzeit))
        (?:teilzeit|stellenumfang|beschäftigungsumfang|arbeitszeit|pensum|umfang von)[^.\n\d]{{0,30}}{PERCENT}
        (?:stelle|position)(?: ist| hat)?(?: auf| mit| zu)? {PERCENT}(?= angelegt| ausgelegt|[.,;)\n]|$)
    """),
    "en": any_of(rf"""
        {PERCENT}[ -](?:position|part[- ]time|job\b|role|FTE|post\b|contract|of (?:a )?full[- ]time)
        (?:part[- ]time|working hours|working time)[^.\n\d]{{0,30}}{PERCENT}
        (?:position|job|role)(?: is)?(?: at)? {PERCENT}(?=[.,;)\n]|$)
    """),
}
PART_TIME = Wording(
    sought={"de": any_of("teilzeit(?!kr|besch)"), "en": any_of("part[- ]time")},
    unless={
        "de": any_of(r"""
            (?:keine|nicht in|nicht als) teilzeit
            teilzeit\w*(?: ist)?(?: leider| hier)* (?:nicht möglich|nicht vorgesehen|ausgeschlossen)
            (?:nur|ausschließlich)(?: in)? vollzeit
        """),
        "en": any_of("""
            (?:no|not|without) (?:a |as |offered |available |possible )*part[- ]time
            part[- ]time(?: work)?(?: is)? (?:not (?:possible|available|offered)|excluded|impossible)
            full[- ]time only
        """),
    },
    needs=("teilzeit", "part-time", "part time"),
    not_in=(SectionKind.TASKS, SectionKind.REQUIREMENTS),
)


@register
def shares_stand_in_the_fields(facts: PostingFacts) -> Iterator[Finding]:
    """A share of full time in a text is that of the fields. Source: TzBfG § 7(1); ads we read."""
    for text in facts.written:
        for place, read in places(text):
            for words in shares(read, text):
                share = int(re.findall(r"\d{2,3}", words)[-1])
                bounds = [facts.hours_percent_min, facts.hours_percent_max]
                given = [bound for bound in bounds if bound is not None]
                if not given:
                    yield HOURS_HIDDEN.found(text.language, place, words=words)
                elif not min(given) <= share <= max(given):
                    yield HOURS_DIFFER.found(
                        text.language, place, words=words, other="–".join(map(str, given))
                    )


def shares(read: str, text: LanguageFacts) -> tuple[str, ...]:
    pattern = SHARES.get(text.language)
    small = read.lower()
    is_there = any(sign in small for sign in ("%", "prozent", "percent", "per cent"))
    return phrases(read, pattern) if pattern and is_there else ()


@register
def part_time_stands_in_the_fields(facts: PostingFacts) -> Iterator[Finding]:
    """Part-time that a text offers is an employment type. Source: Google, employmentType."""
    types = facts.employment_types
    is_part_time = EmploymentType.PART_TIME in types or (facts.hours_percent_min or FULL) < FULL
    if types and not is_part_time:
        yield from spotted(HOURS_HIDDEN, facts, PART_TIME)
