"""Hours that stand in a text, but not or differently in the fields that channels and filters read."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import LanguageFacts, PostingFacts
from careers.checks.findings import Finding, Level, Rule, register
from careers.checks.wording_search import (
    Wording,
    find_phrases,
    find_wording,
    phrase_pattern,
    text_places,
)
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
    "de": phrase_pattern(rf"""
        {PERCENT}[ -](?:stelle|position|teilzeit|pensum|umfang|beschäftigung|arbeitszeit|der (?:\w*arbeitszeit|vollzeit))
        (?:teilzeit|stellenumfang|beschäftigungsumfang|arbeitszeit|pensum|umfang von)[^.\n\d]{{0,30}}{PERCENT}
        (?:stelle|position)(?: ist| hat)?(?: auf| mit| zu)? {PERCENT}(?= angelegt| ausgelegt|[.,;)\n]|$)
    """),
    "en": phrase_pattern(rf"""
        {PERCENT}[ -](?:position|part[- ]time|job\b|role|FTE|post\b|contract|of (?:a )?full[- ]time)
        (?:part[- ]time|working hours|working time)[^.\n\d]{{0,30}}{PERCENT}
        (?:position|job|role)(?: is)?(?: at)? {PERCENT}(?=[.,;)\n]|$)
    """),
}
PART_TIME = Wording(
    sought={"de": phrase_pattern("teilzeit(?!kr|besch)"), "en": phrase_pattern("part[- ]time")},
    unless={
        "de": phrase_pattern(r"""
            (?:keine|nicht in|nicht als) teilzeit
            teilzeit\w*(?: ist)?(?: leider| hier)* (?:nicht möglich|nicht vorgesehen|ausgeschlossen)
            (?:nur|ausschließlich)(?: in)? vollzeit
        """),
        "en": phrase_pattern("""
            (?:no|not|without) (?:a |as |offered |available |possible )*part[- ]time
            part[- ]time(?: work)?(?: is)? (?:not (?:possible|available|offered)|excluded|impossible)
            full[- ]time only
        """),
    },
    needs=("teilzeit", "part-time", "part time"),
    not_in=(SectionKind.TASKS, SectionKind.REQUIREMENTS),
)


@register
def check_shares_in_fields(facts: PostingFacts) -> Iterator[Finding]:
    """A share of full time in a text is that of the fields. Source: TzBfG § 7(1); ads we read."""
    for text in facts.written:
        for place, read in text_places(text):
            for words in find_shares(read, text):
                share = int(re.findall(r"\d{2,3}", words)[-1])
                bounds = [facts.hours_percent_min, facts.hours_percent_max]
                given = [bound for bound in bounds if bound is not None]
                if not given:
                    yield HOURS_HIDDEN.build_finding(text.language, place, words=words)
                elif not min(given) <= share <= max(given):
                    yield HOURS_DIFFER.build_finding(
                        text.language, place, words=words, other="–".join(map(str, given))
                    )


def find_shares(read: str, text: LanguageFacts) -> tuple[str, ...]:
    pattern = SHARES.get(text.language)
    small = read.lower()
    is_there = any(sign in small for sign in ("%", "prozent", "percent", "per cent"))
    return find_phrases(read, pattern) if pattern and is_there else ()


@register
def check_part_time_in_fields(facts: PostingFacts) -> Iterator[Finding]:
    """Part-time that a text offers is an employment type. Source: Google, employmentType."""
    types = facts.employment_types
    is_part_time = EmploymentType.PART_TIME in types or (facts.hours_percent_min or FULL) < FULL
    if types and not is_part_time:
        yield from find_wording(HOURS_HIDDEN, facts, PART_TIME)
