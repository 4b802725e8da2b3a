"""Fields of a DOCX: which of them are active, and where they stand (ECMA-376, part 1, 17.16.18).

What a field has shown last stands beside its instruction and stays.
"""

from dataclasses import dataclass, field

from applications.documents.docx_instructions import (
    BRANCH,
    DELETED,
    INSERTED,
    NESTED,
    Piece,
    find_active_field,
    find_mailbox,
)
from applications.documents.refusals import Cause, RefusedContent
from applications.documents.xml_cuts import Span
from applications.enums import Removed

type Place = tuple[str, ...]
"""The elements around something that a program may pass over with all that is in them, from outside to inside."""
CHANGES = {DELETED, INSERTED}


@dataclass
class Field:
    """One that has begun: its instruction so far, where it stands, and what goes if it goes."""

    place: Place
    pieces: list[Piece] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    is_instruction: bool = True
    """Until its separator: what is within is not shown."""
    is_torn: bool = False
    """Whether its instruction ends where not all programs see an end: what is shown, nobody can tell."""

    def is_sure(self, place: Place) -> bool:
        """Whether a program that reads the beginning of this field reads what stands there."""
        return place == self.place[: len(place)]


class Fields:
    """The fields of a part that are open; of those that are active what they are, what is to be cut, or which mailbox they mean."""

    def __init__(self) -> None:
        self._open: list[Field] = []
        self.active: list[tuple[Removed, list[Span], str | None]] = []

    @property
    def is_within_instruction(self) -> bool:
        """Whether what stands here is not shown."""
        return any(one.is_instruction for one in self._open)

    @property
    def is_reading(self) -> bool:
        """Whether words that stand here belong to an instruction."""
        return bool(self._open) and self._open[-1].is_instruction

    def begin(self, place: Place) -> None:
        self.add_words(NESTED, place)
        self._open.append(Field(place))

    def separate(self, place: Place) -> None:
        if self._open and self._open[-1].is_sure(place):
            self._open[-1].is_instruction = False
        elif self._open:
            self._open[-1].is_torn |= self._open[-1].is_instruction

    def end(self, place: Place) -> None:
        """One that not all programs see ends nothing: the more is read as an instruction, the safer."""
        if self._open and self._open[-1].is_sure(place):
            self._finish(self._open.pop())
        elif self._open:
            self._open[-1].is_torn |= self._open[-1].is_instruction

    def end_all(self) -> None:
        """At the end of a part: a field without an end is one all the same."""
        while self._open:
            ended = self._open.pop()
            ended.is_torn |= ended.is_instruction
            self._finish(ended)

    def add_words(self, words: str, place: Place, *reasons: str) -> None:
        """`reasons` for which they may be passed over, besides the place where they stand."""
        if not self.is_reading:
            return
        innermost = self._open[-1]
        around = set() if innermost.is_sure(place) else {*place} - {*innermost.place}
        doubts = {one if one in CHANGES else BRANCH for one in around}
        innermost.pieces.append(Piece(words, frozenset({*doubts, *reasons})))

    def add_span(self, span: Span, *, is_mark: bool) -> None:
        """Something that goes with the innermost field if it is its mark, and with all whose instruction it is in."""
        for one in self._open:
            if one.is_instruction or (is_mark and one is self._open[-1]):
                one.spans.append(span)

    def _finish(self, ended: Field) -> None:
        """RefusedContent if what is shown would go with the field."""
        kind = find_active_field(ended.pieces)
        if kind is not None and ended.is_torn:
            raise RefusedContent(Cause.NOT_CLEANED)
        if kind is not None:
            self.active.append((kind, ended.spans, find_mailbox(ended.pieces)))
