"""How checks of wording read a posting: every text with its place, sentence by sentence."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from careers.checks.facts import LanguageFacts, PostingFacts
from careers.checks.findings import Finding, Place, Rule, to_excerpt
from careers.checks.passages import read_passages

LATELY_READ = 16_384
ENDS = ".!?\n"
WORD_START = r"\b"
ESCAPE_OR_NOT = re.compile(r"\\.|[^\\]+")

Patterns = Mapping[str, re.Pattern[str]]


@dataclass(frozen=True)
class Wording:
    """What to look for in each language, and what in the same sentence speaks against it."""

    sought: Patterns
    unless: Patterns = field(default_factory=dict)
    not_in: tuple[str, ...] = ()
    """Kinds of sections that are not read."""
    needs: tuple[str, ...] = ("",)
    """Pieces of words, one of which must be there: a quick look before the slow one."""


def phrase_pattern(lines: str) -> re.Pattern[str]:
    """A pattern for any of the lines, from the beginning of a word on, for `phrases`.

    It is in small letters and read on small letters: that is twice as fast as ignoring the case.
    """
    return re.compile(rf"\b(?:{ESCAPE_OR_NOT.sub(lower_unescaped, join_alternatives(lines))})")


def join_alternatives(lines: str) -> str:
    return "|".join(line.strip() for line in lines.splitlines() if line.strip())


def lower_unescaped(part: re.Match[str]) -> str:
    """A piece of a pattern in small letters; what a backslash escapes keeps its meaning."""
    return part[0] if part[0].startswith("\\") else part[0].lower()


def union_pattern(patterns: Iterable[re.Pattern[str]]) -> re.Pattern[str]:
    """A pattern that is found wherever one of `phrase_pattern` is, to look for many with one reading."""
    return re.compile(
        rf"\b(?:{'|'.join(each.pattern.removeprefix(WORD_START) for each in patterns)})"
    )


@lru_cache(LATELY_READ)
def visible_text(body: str) -> str:
    """Markdown as a reader sees it, a line for each passage."""
    return "\n".join(passage.text for passage in read_passages(body))


def text_places(text: LanguageFacts) -> Iterator[tuple[Place, str]]:
    """All that is said in a language, in reading order: title, summary, headings and bodies."""
    yield Place("title"), text.title
    yield Place("summary"), text.summary
    for number, section in enumerate(text.sections, 1):
        yield Place("heading", number), section.heading
        yield Place("body", number), visible_text(section.body)


def find_wording(rule: Rule, facts: PostingFacts, wording: Wording) -> Iterator[Finding]:
    """One finding for each place and wording; the words are those of the text."""
    for text in facts.written:
        for place, read in text_places(text) if text.language in wording.sought else ():
            yield from find_wordings_at(place, read, text, ((rule, wording),))


def find_wordings_at(
    place: Place, read: str, text: LanguageFacts, wordings: Iterable[tuple[Rule, Wording]]
) -> Iterator[Finding]:
    """The wordings in one place."""
    kind = text.sections[place.section - 1].kind if place.section and place.field == "body" else ""
    small = read.lower()
    for rule, wording in wordings:
        sought = wording.sought.get(text.language)
        is_read = kind not in wording.not_in and any(each in small for each in wording.needs)
        if sought and is_read:
            for words in find_phrases(read, sought, wording.unless.get(text.language)):
                yield rule.build_finding(text.language, place, words=to_excerpt(words))


@lru_cache(LATELY_READ)
def find_phrases(
    text: str, sought: re.Pattern[str], unless: re.Pattern[str] | None = None
) -> tuple[str, ...]:
    """What patterns of `phrase_pattern` find, each wording once, as it is written in the text.

    A sentence that has the other pattern, too, is left out.
    """
    small = text.lower()
    found = (
        text[slice(*match.span())].strip()
        for match in sought.finditer(small)
        if not (unless and unless.search(enclosing_sentence(small, match)))
    )
    return tuple(dict.fromkeys(found))


@lru_cache(LATELY_READ)
def find_exact(text: str, sought: re.Pattern[str]) -> tuple[str, ...]:
    """What a pattern finds in the text as it is written, each wording once."""
    return tuple(dict.fromkeys(match[0].strip() for match in sought.finditer(text)))


def enclosing_sentence(text: str, match: re.Match[str]) -> str:
    """The sentence, roughly, in which a match stands."""
    start = max(text.rfind(end, 0, match.start()) for end in ENDS) + 1
    stops = [text.find(end, match.end()) for end in ENDS]
    return text[start : min((stop for stop in stops if stop >= 0), default=len(text))]
