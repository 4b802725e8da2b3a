"""Dates as ads write them, and the two that matter: the start and the deadline."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from careers.text.dates import MONTH_OR_SHORT, build_date_patterns, date_parts
from careers.text.language import split_sentences

# A date with slashes is left alone: it may be an American one.
PATTERNS = build_date_patterns(MONTH_OR_SHORT, r"20\d\d", needs_year=True)
FULL_DATES = (*PATTERNS.numeric, *PATTERNS.worded)
# The usual phrase of each language, then all that mean the same.
SOON_USUALLY = {"de": "zum nächstmöglichen Zeitpunkt", "en": "as soon as possible"}
SOON_PHRASES = {
    "de": r"zum nächst(?:möglichen|en) (?:zeitpunkt|termin)|(?:ab|per) sofort|schnellst(?:möglich|ens)"
    r"|so (?:bald|schnell|früh) wie möglich|bald(?:est)?möglich(?:st)?|baldigst|(?:zum )?frühest(?:möglichen? ?(?:zeitpunkt|termin)?|möglich|ens)"
    r"|ehest(?:möglich|baldig)|nächstmöglich|umgehend|\bsofort\b",
    "en": r"as (?:soon|early) as possible|(?:at )?(?:the )?(?:earliest|next) (?:possible )?(?:date|time|opportunity"
    r"|convenience)|with immediate effect|immediate start|right away|immediately|\basap\b",
}
SOON = {code: re.compile(words, re.IGNORECASE) for code, words in SOON_PHRASES.items()}
AS_SOON_AS_POSSIBLE = re.compile("|".join(SOON_PHRASES.values()), re.IGNORECASE)
START_WORDS = re.compile(
    r"\b(?:position|role|post|vacancy|start|starts|starting|fill|filled|begin\w*|join|available"
    r"|stelle|beginn|eintritt\w*|besetz\w*|antritt|einstell\w*|verfügbar|suchen|sucht|looking for"
    r"|searching for|ab wann|startdatum|startet|dienstbeginn|arbeitsbeginn|stellenbeginn)\b",
    re.IGNORECASE,
)
FROM = re.compile(
    r"\b(?<!bis )(?:ab|zum|from|on|in|as of|beginning|start\w*(?: date)?|\w*beginn|beginnend|eintritt\w*)"
    r"\s?:?\s?(?:dem |am |den |the |on )?(?=[\w])",
    re.IGNORECASE,
)
APPLICATION_WORDS = re.compile(r"\b(?:apply|appli\w+|bewerb\w*|deadline)\b", re.IGNORECASE)
DEADLINE_WORDS = re.compile(
    r"bewerbungsschluss|bewerbungsfrist|bewerbungsende|application deadline|deadline|closing date"
    r"|apply (?:by|until|before)|applications? .{0,40}\b(?:by|until|before|no later than)\b"
    r"|bewerb.{0,80}\bbis\b|\bbis\b.{0,60}bewerb",
    re.IGNORECASE,
)
LONGEST_LINE = 8


@dataclass(frozen=True)
class Start:
    note: str
    """The start in words, for example "as soon as possible"; the ad's own, if in its language."""
    on: date | None = None


def find_date(text: str) -> date | None:
    """The first full calendar date in German, English or ISO spelling."""
    found = [match for pattern in FULL_DATES if (match := pattern.search(text))]
    return _to_date(min(found, key=lambda match: match.start())) if found else None


def _to_date(match: re.Match[str]) -> date | None:
    year, month, day = date_parts(match)
    try:
        return date(year, month, day or 1)
    except ValueError:
        return None


def find_start(passages: Iterable[str], language: str) -> Start | None:
    """When the work begins, from a sentence or a short line that says so."""
    lines = [line.strip() for text in passages for line in re.split(r"\s[|•·]\s", text)]
    parts = [part for line in lines for part in split_sentences(line)]
    starts = (_read_start(part, language) for part in parts if _may_name_the_start(part))
    return next((start for start in starts if start), None)


def _may_name_the_start(sentence: str) -> bool:
    is_short = len(sentence.split()) <= LONGEST_LINE
    is_line = is_short and bool(AS_SOON_AS_POSSIBLE.search(sentence) or FROM.match(sentence))
    is_about_start = is_line or START_WORDS.search(sentence) is not None
    return is_about_start and not APPLICATION_WORDS.search(sentence)


def _read_start(sentence: str, language: str) -> Start | None:
    soon = AS_SOON_AS_POSSIBLE.search(sentence)
    if soon:
        is_own = language not in SOON or SOON[language].fullmatch(soon[0])
        return Start(soon[0] if is_own else SOON_USUALLY[language])
    words_after = (sentence[match.end() :] for match in FROM.finditer(sentence))
    return next((start for start in map(_read_leading_start, words_after) if start), None)


def _read_leading_start(words: str) -> Start | None:
    """The date or month a text begins with."""
    for pattern in FULL_DATES:
        if match := pattern.match(words):
            day = _to_date(match)
            return Start("", day) if day else None
    month = PATTERNS.month_and_year.match(words)
    return Start(month[0], _to_date(month)) if month else None


def find_deadline(passages: Iterable[str]) -> date | None:
    """The last day for applications, where the ad gives one with its year."""
    parts = (part for text in passages for part in split_sentences(text))
    days = (find_date(part) for part in parts if DEADLINE_WORDS.search(part))
    return next((day for day in days if day), None)
