"""The correct pairs of ads: text files of our own, read into ads that a defect can be planted in.

A file begins with facts ("place: Bonn"). Sections follow, "== kind | German heading | English heading",
each with the German text, a line "--", and the English text. Everybody in them is invented.
"""

import re
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "pairs"
LANGUAGES = ("de", "en")
MARKERS = {"de": "(d/w/m)", "en": "(d/f/m)"}
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass
class Section:
    kind: str
    heading: dict[str, str]
    body: dict[str, str]


@dataclass
class Ad:
    """A posting in both languages, whose texts may be changed."""

    name: str
    title: dict[str, str]
    summary: dict[str, str]
    sections: list[Section]
    facts: dict[str, str] = field(default_factory=dict)

    def copy(self) -> "Ad":
        return deepcopy(self)

    @property
    def style(self) -> str:
        return self.name.partition("_")[0]


def read_pairs() -> list[Ad]:
    """All pairs in the order of their names."""
    return [parse_pair(path.stem, path.read_text()) for path in sorted(FOLDER.glob("*.txt"))]


def parse_pair(name: str, text: str) -> Ad:
    head, *parts = re.split(r"^== ", text, flags=re.MULTILINE)
    facts = dict(line.split(": ", 1) for line in head.splitlines() if line)
    title, summary = facts.pop("title"), facts.pop("summary", " | ")
    return Ad(name, both(title), both(summary), [parse_section(part) for part in parts], facts)


def parse_section(part: str) -> Section:
    head, text = part.split("\n", 1)
    kind, heading = head.split(" | ", 1)
    bodies = [body.strip() for body in text.split("\n--\n")]
    return Section(kind, both(heading), dict(zip(LANGUAGES, bodies, strict=True)))


def both(line: str) -> dict[str, str]:
    """The German and the English side of a line."""
    return dict(zip(LANGUAGES, (side.strip() for side in line.split(" | ")), strict=True))


def build_facts(ad: Ad) -> Any:
    """What the ad check sees of an ad that is complete."""
    from careers.checks.facts import PostingFacts

    low, _, high = ad.facts.get("pay", "").partition("-")
    return PostingFacts(
        now=NOW,
        posting=1,
        texts=tuple(build_text(ad, code) for code in LANGUAGES),
        contacts=(ad.facts["contact"],),
        pay_min=Decimal(low) if low else None,
        pay_max=Decimal(high) if high else None,
        pay_grade=ad.facts.get("grade", ""),
        employment_types=("FULL_TIME", "PART_TIME"),
        hours_percent_min=50,
        hours_percent_max=100,
        starts_on=date.fromisoformat(ad.facts["starts"]) if "starts" in ad.facts else None,
        closes_at=read_deadline(ad),
        places=(ad.facts["place"],),
    )


def read_deadline(ad: Ad) -> datetime | None:
    """The end of the day that the file names."""
    day = ad.facts.get("closes")
    return datetime.combine(date.fromisoformat(day), time(22, 59), UTC) if day else None


def build_text(ad: Ad, code: str) -> Any:
    from careers.checks.facts import LanguageFacts, SectionFacts

    return LanguageFacts(
        language=code,
        title=ad.title[code],
        marker=MARKERS[code],
        summary=ad.summary[code],
        sections=tuple(
            SectionFacts(each.kind, each.heading[code], each.body[code]) for each in ad.sections
        ),
    )
