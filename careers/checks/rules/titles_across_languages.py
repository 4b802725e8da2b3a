"""Titles and headings that do not say the same in both languages."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import LanguageFacts, PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register
from careers.checks.pairing import language_pairs, section_pairs
from careers.checks.sentences import LANGUAGES, read_word
from careers.text.language import count_stop_words

TITLE_DIFFERS = Rule(
    "title_differs", Level.WARNS, _("the title “%(words)s” is of another level than “%(other)s”")
)
TITLE_UNTRANSLATED = Rule(
    "title_in_wrong_language",
    Level.HINT,
    _(
        "the title “%(words)s” is the same in both languages: translate it if people use another word"
    ),
)
HEADING_DIFFERS = Rule(
    "heading_differs",
    Level.WARNS,
    _("the heading “%(words)s” faces “%(other)s” in the other language"),
)
LEVELS = {
    "de": {
        "head": r"leitung|leiter|chef|direktion|direktor|vorstand|geschäftsführ|meister",
        "senior": r"\bsenior",
        "junior": r"\bjunior",
        "learner": r"azubi|auszubild|trainee|volont|prakti[kc]|werkstud|studentisch|studentische",
    },
    "en": {
        "head": r"\bhead\b|\blead|leader|director|\bchief\b|manag|executive|principal|master",
        "senior": r"\bsenior",
        "junior": r"\bjunior",
        "learner": r"trainee|intern\b|internship|apprentice|working student|student",
    },
}
WEAK = re.compile(r"manag|master|\blead generation|executive", re.IGNORECASE)
"""Words that a title of no level has, too."""
HEADINGS = {
    "de": {
        "tasks": r"aufgabe|tätigkeit|was (?:du|sie) (?:tun|tust|machst)|arbeitsgebiet",
        "requirements": r"profil|anforderung|voraussetzung|qualifikation|mitbring|bringst du mit|bringen sie mit",
        "offer": r"(?:wir|unser|ihnen|dir) (?:\w+ )?(?:bieten|angebot)|angebot|bieten wir|leistungen|vorteile",
        "how_to_apply": r"bewerb",
        "about": r"über uns|wer wir sind|wir über uns",
    },
    "en": {
        "tasks": r"tasks|dut(?:y|ies)|responsibilit|what you(?: will|.ll)? do\b",
        "requirements": r"profile|requirement|prerequisite|qualification|what you bring|you bring|skills",
        "offer": r"we offer|our offer|\boffer\b|benefits",
        "how_to_apply": r"apply|application",
        "about": r"about us|who we are",
    },
}


@register
def check_titles_match(facts: PostingFacts) -> Iterator[Finding]:
    """Both titles are of one level, and each is in its language. Source: our rule."""
    pairs = (pair for pair in language_pairs(facts) if all(map(is_readable, pair)))
    for one, two in pairs:
        place = Place("title")
        mine, theirs = levels(one.title, one.language), levels(two.title, two.language)
        if has_own_level(one.title, mine - theirs) and one.title and two.title:
            yield TITLE_DIFFERS.build_finding(one.language, place, words=one.title, other=two.title)
        if one.title and one.title == two.title and is_foreign_title(one.title, one.language):
            yield TITLE_UNTRANSLATED.build_finding(one.language, place, words=one.title)


def is_readable(text: LanguageFacts) -> bool:
    return text.language in LANGUAGES


def levels(title: str, language: str) -> frozenset[str]:
    small = title.lower()
    return frozenset(name for name, words in LEVELS[language].items() if re.search(words, small))


def has_own_level(title: str, own: frozenset[str]) -> bool:
    """Whether a level that the other title lacks is said in words that always mean it."""
    return bool(own - {"head"}) or ("head" in own and not WEAK.search(title))


def is_foreign_title(title: str, language: str) -> bool:
    """Whether more of a title's words belong to the other language."""
    other = next(code for code in LANGUAGES if code != language)
    counts = count_stop_words(title)
    weights = {
        code: 2 * counts[code]
        + sum(bool(read_word(word, code)[0]) for word in title.lower().split())
        for code in LANGUAGES
    }
    return weights[other] > weights[language]


@register
def check_headings_mean_the_same(facts: PostingFacts) -> Iterator[Finding]:
    """Tasks do not face requirements."""
    readable = list(filter(is_readable, facts.written))
    for other in readable[1:]:
        first = readable[0]
        for number, here, there in section_pairs(first, other):
            mine = topics(here.heading, first.language)
            theirs = topics(there.heading, other.language)
            if mine and theirs and not mine & theirs:
                place, words = Place("heading", number), here.heading
                yield HEADING_DIFFERS.build_finding(
                    first.language, place, words=words, other=there.heading
                )


def topics(heading: str, language: str) -> frozenset[str]:
    small = heading.lower()
    return frozenset(name for name, words in HEADINGS[language].items() if re.search(words, small))
