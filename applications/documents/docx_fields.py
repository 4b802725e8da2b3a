"""Fields of DOCX: which of them fetch something when a document is opened, and where they stand.

ECMA-376, part 1, 17.16. What a field has shown last stands beside its instruction and stays.
"""

import re
from dataclasses import dataclass, field

from applications.documents.link_targets import leads_elsewhere
from applications.documents.xml_cuts import Span
from applications.enums import Removed

FETCHING = {
    **dict.fromkeys(
        ("INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "DATABASE", "RD"), Removed.OUTSIDE
    ),
    **dict.fromkeys(("LINK", "DDE", "DDEAUTO"), Removed.OUTSIDE),
    "PRINT": Removed.ACTIONS,
}
KEYWORD = re.compile(r"[\s\"“”]*([A-Za-z]*)")
LINK = "HYPERLINK"
WORD = re.compile(r"[\"“”]([^\"“”]*)[\"“”]?|([^\s\"“”]+)")
"""An argument of a field, in quotation marks or not."""
NAMED_SWITCHES = {"\\l", "\\o", "\\t", "\\*", "\\@", "\\#"}
"""The next argument belongs to them: a place in the document, words to be shown, a window, a format."""
SWITCH = re.compile(r"\\[a-z*@#!]", re.IGNORECASE)
NESTED = "\0"
"""Stands in an instruction for a field within it."""


@dataclass
class Field:
    """One that has begun: its instruction so far, where it stands, and what goes if it goes."""

    words: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    is_instruction: bool = True
    """Until its separator: what is within is not shown."""


class Fields:
    """The fields of a part that are open, and what is to be cut of those that are active."""

    def __init__(self) -> None:
        self._open: list[Field] = []
        self.active: list[tuple[Removed, list[Span]]] = []

    @property
    def is_within_instruction(self) -> bool:
        """Whether what stands here is not shown."""
        return any(one.is_instruction for one in self._open)

    def begin(self) -> None:
        if self._open and self._open[-1].is_instruction:
            self._open[-1].words.append(NESTED)
        self._open.append(Field())

    def separate(self) -> None:
        if self._open:
            self._open[-1].is_instruction = False

    def end(self) -> None:
        if self._open:
            self._finish(self._open.pop())

    def end_all(self) -> None:
        """At the end of a part: a field without an end is one all the same."""
        while self._open:
            self.end()

    def add_words(self, words: str) -> None:
        if self._open and self._open[-1].is_instruction:
            self._open[-1].words.append(words)

    def add_span(self, span: Span, *, is_mark: bool) -> None:
        """Something that goes with the innermost field if it is its mark, and with all whose instruction it is in."""
        for one in self._open:
            if one.is_instruction or (is_mark and one is self._open[-1]):
                one.spans.append(span)

    def _finish(self, ended: Field) -> None:
        kind = find_active_field("".join(ended.words))
        if kind is not None:
            self.active.append((kind, ended.spans))


def find_active_field(instruction: str) -> Removed | None:
    """What kind of field it is, unless it is harmless.

    One whose name another field computes, wholly or in part, is none that a program for texts makes.
    """
    keyword, letters = KEYWORD.match(instruction), ""
    if keyword is not None:
        letters = keyword[1].upper()
    if letters in FETCHING:
        return FETCHING[letters]
    if keyword is not None and letters == LINK and is_harmful_link(instruction[keyword.end() :]):
        return Removed.LINKS
    is_computed = keyword is not None and instruction[keyword.end() :].startswith(NESTED)
    if is_computed and any(name.startswith(letters) for name in (*FETCHING, LINK)):
        return Removed.ACTIONS
    return None


def is_harmful_link(arguments: str) -> bool:
    """Whether a HYPERLINK leads elsewhere than to a page, a mailbox, a phone or a document (17.16.5.25).

    A backslash stands twice where it is meant; where a field computes the address, nobody knows.
    """
    is_named = False
    for quoted, bare in WORD.findall(arguments):
        if SWITCH.fullmatch(bare):
            is_named = bare.lower() in NAMED_SWITCHES
        elif is_named:
            is_named = False
        elif NESTED in (address := quoted or bare) or leads_elsewhere(address):
            return True
    return False
