"""Whether the bytes of a PDF are all its own: revisions of objects, each in its table (ISO 32000-2, 7.5).

What stands before, between or behind them is read by other programs, or by readers that repair a
file in another way than qpdf does; so are objects that no table names, and earlier revisions.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO

import pikepdf

from applications.documents.pdf_cleaning import clean_pdf
from applications.documents.refusals import RefusedContent

MAX_REVISIONS = 20
MAX_LOOKED_AT = 30_000
"""Objects of all revisions together: each revision is read as a document of its own."""

HEADER = re.compile(rb"%PDF-[12]\.\d")
GAP = re.compile(rb"(?:[\0\t\n\f\r ]++|%(?!PDF-|%EOF)[^\r\n<]{0,250}+(?=[\r\n]|\Z))*+")
"""White space and short comments, in which no page of the web stands."""
OBJECT = re.compile(rb"(\d{1,10}+)\s{1,9}+(\d{1,5}+)\s{1,9}+obj(?![A-Za-z])")
END_OF_OBJECT = re.compile(rb"\bendobj\b|\bstream(?:\r\n|\n|\r)")
END_OF_STREAM = re.compile(rb"[\0\t\n\f\r ]{0,9}endstream\s*+endobj\b")
LENGTH = re.compile(rb"/Length\s++(\d{1,10}+)(?!\s+\d+\s+R)")
NOTHING = re.compile(rb"\s*+null\s*+\Z")
TABLE_IN_STREAM = re.compile(rb"/Type\s*+/XRef\b")
TABLE = re.compile(rb"xref[\s\dnf]*+trailer.{0,10000}?>>\s*+(?=startxref)", re.DOTALL)
END = re.compile(rb"startxref\s++\d{1,12}+\s*+%%EOF")
LINEARIZED = re.compile(rb"/Linearized\b")
WITHIN_HEAD = 1024
END_OF_ZIP = b"PK\5\6\0\0\0\0"


@dataclass
class Revision:
    """What has been written at one time: numbers and generations of its objects, and where it ends."""

    objects: list[tuple[int, int]] = field(default_factory=list)
    end: int = 0


class StrayBytes(Exception):
    """Something stands where nothing of a PDF stands."""


def is_plainly_written(content: BinaryIO, document: pikepdf.Pdf) -> bool:
    """Whether every program finds the same in it: what it shows has nothing active, nor have earlier revisions.

    `document` is the opened one, in which nothing active was found.
    """
    content.seek(0)
    whole = content.read()
    if END_OF_ZIP in whole or document.get_warnings():
        return False
    try:
        revisions = read_revisions(whole)
    except StrayBytes:
        return False
    looked_at = len(document.objects)
    for revision in revisions[:-1]:
        looked_at += revision_objects(whole, revision)
        if looked_at > MAX_LOOKED_AT or len(revisions) > MAX_REVISIONS:
            return False
    return is_in_table(revisions[-1], document)


def revision_objects(whole: bytes, revision: Revision) -> int:
    """How many objects the file had when it ended there; more than may be looked at if it is not in order."""
    too_many = MAX_LOOKED_AT + 1
    try:
        with pikepdf.open(BytesIO(whole[: revision.end]), suppress_warnings=True) as earlier:
            count = len(earlier.objects)
            if count > MAX_LOOKED_AT or not is_in_table(revision, earlier):
                return too_many
            is_calm = not clean_pdf(earlier) and not earlier.get_warnings()
            return count if is_calm else too_many
    except (pikepdf.PdfError, RefusedContent, TypeError, ValueError, RuntimeError):
        return too_many


def is_in_table(revision: Revision, document: pikepdf.Pdf) -> bool:
    """Whether each of its objects is one that qpdf has read, and stands there once."""
    listed: list[object] = list(document.objects)
    known = {each.objgen for each in listed if isinstance(each, pikepdf.Object)}
    return len(set(revision.objects)) == len(revision.objects) and known.issuperset(
        revision.objects
    )


def read_revisions(whole: bytes) -> list[Revision]:
    """Raises StrayBytes. The first two parts of a linearised file are one revision (annex F)."""
    revisions = list(split_revisions(whole))
    if len(revisions) > 1 and LINEARIZED.search(whole, 0, WITHIN_HEAD):
        first, second, *later = revisions
        return [Revision(first.objects + second.objects, second.end), *later]
    return revisions


def split_revisions(whole: bytes) -> Iterator[Revision]:
    place, revision = skip(HEADER, whole, 0), Revision()
    while (place := skip(GAP, whole, place)) < len(whole):
        if found := OBJECT.match(whole, place):
            end = find_end(whole, found.end())
            if not is_no_object(whole, found.end(), end - len(b"endobj")):
                revision.objects.append((int(found[1]), int(found[2])))
            place = end
        elif found := TABLE.match(whole, place):
            place = found.end()
        else:
            revision.end = place = skip(END, whole, place)
            yield revision
            revision = Revision()
    if revision.objects or not revision.end == 0:
        raise StrayBytes


def is_no_object(whole: bytes, place: int, end: int) -> bool:
    """Whether it need not be in the table: it is nothing, or the table itself."""
    if NOTHING.match(whole, place, end):
        return True
    may_be_table = whole.find(b"/XRef", place, end) >= 0  # many times as fast as the expression
    return may_be_table and TABLE_IN_STREAM.search(whole, place, end) is not None


def skip(pattern: re.Pattern[bytes], whole: bytes, place: int) -> int:
    found = pattern.match(whole, place)
    if found is None:
        raise StrayBytes
    return found.end()


def find_end(whole: bytes, place: int) -> int:
    """Where the object ends that begins there; a stream is as long as it says, if it says so itself."""
    found = END_OF_OBJECT.search(whole, place)
    if found is None:
        raise StrayBytes
    if found[0] == b"endobj":
        return found.end()
    length = LENGTH.search(whole, place, found.start())
    end = END_OF_STREAM.match(whole, found.end() + int(length[1])) if length else None
    end = end or END_OF_STREAM.search(whole, found.end())
    if end is None:
        raise StrayBytes
    return end.end()
