"""PDFs with a second table for newer programs: older ones do not know the objects that only it names (ISO 32000-2, 7.5.8.4).

Word writes them so, and hides the structure of the text from older programs. What a page shows may not be hidden: the
preview, which is such an older program, would show another page than the reader's.
"""

import re

import pikepdf
from pikepdf import Array, Dictionary, Stream

from applications.documents.pdf_bytes import REGULAR, WHITE, Part, StrayBytes, read_parts
from applications.documents.pdf_cleaning import MAX_LOOKED_AT
from applications.documents.pdf_tables import (
    FREE,
    is_table,
    read_objects,
    read_packed_table,
    read_table,
)
from applications.documents.refusals import Cause, RefusedContent

SECOND_TABLE = re.compile(rb"/XRefStm(?!%s)%s*+(\d{1,12}+)" % (REGULAR, WHITE))
STRUCTURE = "/StructTreeRoot"
"""What a text is made of, for programs that read it out."""

REFERENCE = re.compile(rb"(\d{1,10})%s++\d{1,5}%s++R(?!%s)" % (WHITE, WHITE, REGULAR))
TO_STRUCTURE = re.compile(rb"%s%s*+%s" % (STRUCTURE.encode(), WHITE, REFERENCE.pattern))


def hides_what_is_shown(document: pikepdf.Pdf, whole: bytes) -> bool:
    """Whether something that is not structure alone leads to an object that older programs do not know.

    By what is written there: to qpdf some of the hidden objects are not there.
    """
    if b"/XRefStm" not in whole:
        return False
    try:
        parts = read_parts(whole)
        parts += read_objects(parts)
        hidden = find_hidden_numbers(parts)
    except StrayBytes:
        return True
    if not hidden:
        return False
    shown = find_reached(document)
    named = (find_references(part.text) for part in parts if part.number in shown)
    return not hidden.isdisjoint(shown) or any(not hidden.isdisjoint(each) for each in named)


def find_hidden_numbers(parts: list[Part]) -> set[int]:
    """Of the objects that a second table has elsewhere than the newest entry of the first ones, or alone."""
    tables = sorted((part for part in parts if is_table(part)), key=lambda part: part.place)
    first = [table for table in tables if table.is_table]
    said = {
        number: (kind, place) for table in first for number, kind, place, _ in read_table(table)
    }
    places = {int(place) for table in first for place in SECOND_TABLE.findall(table.text)}
    second = [table for table in tables if table.place in places and not table.is_table]
    entries = (entry for table in second for entry in read_packed_table(table))
    return {
        number
        for number, kind, place, _ in entries
        if kind != FREE and said.get(number) != (kind, place)
    }


def find_reached(document: pikepdf.Pdf) -> set[int]:
    """The numbers of all objects to which anything but the structure leads; RefusedContent for too many."""
    waiting: list[object] = [document.Root]
    seen, left = set[int](), MAX_LOOKED_AT
    while waiting:
        found = waiting.pop()
        if not isinstance(found, (Array, Dictionary, Stream)):
            continue
        if found.is_indirect:
            if found.objgen[0] in seen:
                continue
            seen.add(found.objgen[0])
        inside = list_inside(found)
        left -= len(inside)
        if left < 0:
            raise RefusedContent(Cause.TOO_COMPLEX)
        waiting += inside
    return seen


def find_references(text: bytes) -> set[int]:
    """The numbers of the objects that are named in it."""
    return {int(number) for number in REFERENCE.findall(TO_STRUCTURE.sub(b"", text))}


def list_inside(found: Array | Dictionary | Stream) -> list[object]:
    if isinstance(found, Array):
        return list(found)
    return [value for key, value in found.items() if key != STRUCTURE]
