"""What does not belong in a title: place, date, pay, marker, and too many words."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import LanguageFacts, PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register
from careers.checks.wording_search import find_exact, find_phrases, phrase_pattern
from careers.checks.words.titles import DATES, MARKER, MASCULINE, PAY, WORKPLACES

HAS_PLACE = Rule(
    "title_has_place",
    Level.WARNS,
    _("the title has the place “%(words)s”: move it to the locations or the workplace"),
)
HAS_DATE = Rule(
    "title_has_date",
    Level.WARNS,
    _("the title has the date “%(words)s”: move it to start or deadline"),
)
HAS_PAY = Rule(
    "title_has_pay",
    Level.WARNS,
    _("the title has the pay “%(words)s”: move it to the pay fields"),
)
HAS_MARKER = Rule(
    "title_has_marker",
    Level.WARNS,
    _("the title has the gender marker “%(words)s”: move it to its own field"),
)
TOO_LONG = Rule(
    "title_too_long",
    Level.HINT,
    _("the title has %(count)s characters: shorten it to %(other)s, or lists will cut it off"),
)
MASCULINE_TITLE = Rule(
    "title_masculine",
    Level.HINT,
    _("“%(words)s” names men only: add the gender marker, or find a neutral name"),
)
LONGEST = 60
TITLE = Place("title")


@register
def check_title_contents(facts: PostingFacts) -> Iterator[Finding]:
    """Google, JobPosting, title: the name of the job, without codes, addresses, dates and salaries.

    Length: search engines show about 60 characters of a title (Moz, "title tag"); Google's
    guidelines give no figure.
    """
    for text in facts.written:
        yield from find_intruders(facts, text)
        if len(text.title) > LONGEST:
            yield TOO_LONG.build_finding(text.language, TITLE, count=len(text.title), other=LONGEST)


def find_intruders(facts: PostingFacts, text: LanguageFacts) -> Iterator[Finding]:
    """What the title has that belongs in a field of its own."""
    dates = DATES.get(text.language)
    sought = (
        (HAS_PLACE, find_phrases(text.title, place_pattern(facts.places))),
        (HAS_DATE, find_phrases(text.title, dates) if dates else ()),
        (HAS_PAY, find_exact(text.title, PAY)),
        (HAS_MARKER, find_exact(text.title, MARKER)),
    )
    for rule, found in sought:
        if found:
            yield rule.build_finding(text.language, TITLE, words=", ".join(found))


@lru_cache
def place_pattern(localities: tuple[str, ...]) -> re.Pattern[str]:
    """The posting's own localities and the words for where one works."""
    names = (rf"{re.escape(name)}\b" for name in localities if name)
    return phrase_pattern("\n".join([*names, WORKPLACES]))


@register
def check_masculine_title(facts: PostingFacts) -> Iterator[Finding]:
    """AGG §§ 1, 7, 11: a masculine title without marker seeks a man.

    OLG Karlsruhe 13.9.2011 – 17 U 99/10: "Geschäftsführer" alone discriminates.
    """
    for text in facts.written:
        sought = MASCULINE.get(text.language)
        match = sought.search(text.title) if sought and not text.marker else None
        if match and not MARKER.search(text.title):
            yield MASCULINE_TITLE.build_finding(text.language, TITLE, words=match[0])
