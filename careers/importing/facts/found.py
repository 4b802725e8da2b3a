"""All facts of one ad together, each from the passages that may state it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from careers.enums import SectionKind
from careers.importing.facts.funding import find_funder
from careers.importing.facts.hours import Hours, find_hours
from careers.importing.facts.pay import Pay, find_pay
from careers.importing.facts.place import Place, find_labelled_place
from careers.importing.facts.start_and_deadline import Start, find_deadline, find_start
from careers.importing.facts.term import FixedTerm, find_fixed_term

# What an organisation tells about itself and its clients says nothing about the position.
NOT_ABOUT_THE_POSITION = frozenset({SectionKind.ABOUT})
ABOUT_THE_WORK = frozenset({SectionKind.TASKS, SectionKind.REQUIREMENTS, SectionKind.NICE_TO_HAVE})


@dataclass(frozen=True)
class Passage:
    """The plain text of a paragraph, list item or table cell, and the section it stands in."""

    kind: SectionKind
    text: str


@dataclass(frozen=True)
class Facts:
    """What an ad states; None or empty where it does not."""

    place: Place | None = None
    start: Start | None = None
    hours: Hours = field(default_factory=Hours)
    fixed_term: FixedTerm | None = None
    pay: Pay | None = None
    deadline: date | None = None
    funder: str = ""


def find_facts(passages: Sequence[Passage], place: Place | None, language: str) -> Facts:
    """Reads the facts out of an ad's passages; `place` is its place line, where it has one."""
    stated = [part.text for part in passages if part.kind not in NOT_ABOUT_THE_POSITION]
    framing = [
        part.text for part in passages if part.kind not in NOT_ABOUT_THE_POSITION | ABOUT_THE_WORK
    ]
    return Facts(
        place=place or find_labelled_place(stated),
        start=find_start(framing, language),
        hours=find_hours(stated),
        fixed_term=find_fixed_term(framing),
        pay=find_pay(framing),
        deadline=find_deadline(framing),
        funder=find_funder(part.text for part in passages),
    )
