"""Rules, what they find (in which language, where, at which words), and the one function that runs them all."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from careers.checks.facts import PostingFacts
from careers.languages import language_name

EXCERPT = 60


class Level(StrEnum):
    BLOCKS = "blocks"
    WARNS = "warns"
    HINT = "hint"


@dataclass(frozen=True)
class Place:
    """A field of the posting, or of its n-th section or question (from 1)."""

    field: str = ""
    section: int | None = None
    question: int | None = None


@dataclass(frozen=True)
class Rule:
    """A kind of finding; the message is translated when it is shown."""

    code: str
    level: Level
    message: Promise
    can_be_overridden: bool = True
    """Whether whoever publishes may do so in spite of it, with a written reason (if it blocks)."""

    def build_finding(
        self, language: str = "", place: Place | None = None, **params: object
    ) -> "Finding":
        """A finding of this rule; `language` is empty where it concerns the posting as a whole."""
        return Finding(self, language, place or Place(), params)


@dataclass(frozen=True)
class Finding:
    """One thing the ad check found."""

    rule: Rule
    language: str = ""
    place: Place = Place()
    params: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def level(self) -> Level:
        return self.rule.level

    @property
    def message(self) -> str:
        """The sentence for a person, in the active language."""
        return str(self.rule.message) % {
            name: localise_number(each) for name, each in self.params.items()
        }

    def __str__(self) -> str:
        where = [language_name(self.language)] if self.language else []
        if self.place.section:
            where.append(_("section %(number)s") % {"number": self.place.section})
        if self.place.question:
            where.append(_("question %(number)s") % {"number": self.place.question})
        return f"{', '.join(where)}: {self.message}" if where else self.message

    def as_json(self) -> dict[str, Any]:
        """The finding for machines; the message is in the active language."""
        return {
            "code": self.code,
            "level": self.level.value,
            "language": self.language,
            "place": asdict(self.place),
            "params": {name: str(value) for name, value in self.params.items()},
            "message": self.message,
        }


def localise_number(value: object) -> object:
    """A number as the active language writes it; all else as it is."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return number_format(value, force_grouping=True)
    return value


def to_excerpt(text: str, limit: int = EXCERPT) -> str:
    """The first words of a text, cut at a word, with an ellipsis where something is left out."""
    return text if len(text) <= limit else f"{text[: limit - 1].rsplit(' ', 1)[0]}…"


WHOLE = frozenset({"sentence_missing", "content_differs"})
PARTS = frozenset(
    """address_missing link_missing name_missing number_missing place_missing point_missing
    start_missing term_missing""".split()
)
"""Rules about single words, which say nothing new of a sentence that is told as a whole."""

Check = Callable[[PostingFacts], Iterable[Finding]]

CHECKS: list[Check] = []
ORDER = list(Level)


def register(check: Check) -> Check:
    """Adds a check; careers.checks imports every module that has some."""
    CHECKS.append(check)
    return check


def check_posting(facts: PostingFacts) -> list[Finding]:
    """All findings about a posting, blocking ones first, otherwise in the order of the checks."""
    found = drop_told([finding for check in CHECKS for finding in check(facts)])
    return sorted(found, key=lambda finding: ORDER.index(finding.level))


def drop_told(found: list[Finding]) -> list[Finding]:
    """Findings without those that only repeat a part of another one: a number in a sentence that is missing.

    A finding that has a `passage` stands for all of it, on its side and, with `beside`, on the other.
    """
    passages = [
        (each, str(each.params[name]))
        for each in found
        for name in ("passage", "beside")
        if each.code in WHOLE and name in each.params
    ]
    return [each for each in found if not (each.code in PARTS and is_told(each, passages))]


def is_told(finding: Finding, passages: list[tuple[Finding, str]]) -> bool:
    words = str(finding.params["words"])
    return any(
        words in passage and finding.place.section in (None, whole.place.section)
        for whole, passage in passages
        if whole is not finding
    )


def blocking_findings(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.level is Level.BLOCKS]
