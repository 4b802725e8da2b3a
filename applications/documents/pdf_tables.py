"""Whether the tables of a PDF lead to its objects, and nowhere else (ISO 32000-2, 7.5.4, 7.5.7, 7.5.8).

A table that names another place, a number twice, or a stream that holds no objects could lead a program to
what nobody has looked at.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import batched

from applications.documents import pdf_bytes
from applications.documents.pdf_bytes import (
    BODY,
    REGULAR,
    WHITE,
    Part,
    StrayBytes,
    check_lengths,
    read_number,
    unpack,
)

OF_OBJECTS = (b"/Type", b"/ObjStm", b"/N", b"/First", b"/Length", b"/Filter", b"/FlateDecode")
OF_TABLES = (
    *(
        b"/Type",
        b"/XRef",
        b"/W",
        b"/Index",
        b"/Size",
        b"/Root",
        b"/Info",
        b"/ID",
        b"/Prev",
        b"/Length",
    ),
    *(b"/Filter", b"/FlateDecode", b"/DecodeParms", b"/Columns", b"/Predictor"),
)
CHECKSUM = re.compile(rb"/DocChecksum%s*+/[0-9A-Fa-f]{1,64}+(?!%s)" % (WHITE, REGULAR))
"""A name that LibreOffice writes behind the facts of each file (of streams that such a file may carry); qpdf takes it over."""
IS_TABLE = re.compile(rb"/XRef(?!%s)" % REGULAR)
HOLDS_OBJECTS = re.compile(rb"/(?:ObjStm|First)(?!%s)" % REGULAR)
WIDTHS = re.compile(rb"/W\s*+\[\s*+(\d)\s++(\d)\s++(\d)\s*+\]")
INDEX = re.compile(rb"/Index\s*+\[([\d\s]*+)\]")
EARLIER = re.compile(
    rb"/(?:Prev|XRefStm)(?!%s)(?:%s++(\d{1,12}+)(?!%s))?" % (REGULAR, WHITE, REGULAR)
)
KIND_ELSEWHERE = re.compile(rb"/Type(?!%s)(?!%s*+/)" % (REGULAR, WHITE))
"""A type that is no name: what it is stands in another object."""
LOOKS_LIKE_A_TABLE = re.compile(rb"/W(?!%s)" % REGULAR)
PREDICTOR = re.compile(
    rb"/DecodeParms\s*+(?:\[\s*+)?<<(?:\s*+/(?:Columns|Predictor)\s++\d++)++\s*+>>"
)
PNG_UP, PNG_NONE, FIRST_PNG = 2, 0, 10
FREE, IN_FILE, IN_STREAM = 0, 1, 2
MAX_ENTRIES = 500_000

type Entry = tuple[int, int, int, int]
"""Number, kind, and two facts: place and generation, or the number of a stream and which of its objects."""


def read_objects(parts: list[Part]) -> list[Part]:
    """The objects that stand in streams, and the text of each such stream as a whole.

    Raises StrayBytes unless each table of the file leads to its objects and nowhere else.
    """
    inside: dict[int, list[int]] = {}
    found, left = list[Part](), pdf_bytes.MAX_UNPACKED_BYTES
    for part in parts:
        if part.data is not None and HOLDS_OBJECTS.search(part.text):
            text = unpack(part, left, known=OF_OBJECTS)
            left -= len(text)
            objects = [*split_objects(part, text)]
            inside.setdefault(part.number or 0, []).extend(each.number or 0 for each in objects)
            found += [Part(text), *objects]
    check_lengths([*parts, *found])
    check_tables(parts, inside)
    return found


def split_objects(part: Part, unpacked: bytes) -> Iterator[Part]:
    """By the numbers and places at the beginning."""
    start, count = read_number(part, b"/First"), read_number(part, b"/N")
    head = unpacked[:start]
    if not re.fullmatch(rb"[\d\s]*+", head):
        raise StrayBytes
    words = [int(word) for word in head.split()]
    numbers, places = words[::2], [start + place for place in words[1::2]]
    is_in_order = places == sorted({*places}) and len({*numbers}) == len(numbers)
    is_within = not places or places[-1] < len(unpacked)
    if (
        not (is_in_order and is_within)
        or len(words) != 2 * count
        or not BODY.fullmatch(unpacked, start)
    ):
        raise StrayBytes
    for number, place, after in zip(
        numbers, places, [*places[1:], len(unpacked)][:count], strict=True
    ):
        yield Part(unpacked[place:after], number)


def check_tables(parts: list[Part], inside: Mapping[int, Sequence[int]]) -> None:
    starts = {part.place: part.number for part in parts if part.number is not None}
    tables = [part for part in parts if is_table(part)]
    places = {part.place for part in tables} | {0}  # the first half of a linearised file says 0
    for part in parts:
        if part.points_to is not None and part.points_to not in places:
            raise StrayBytes
    for table in tables:
        if any(int(place or -1) not in places for place in EARLIER.findall(table.text)):
            raise StrayBytes
        entries = [*(read_table(table) if table.is_table else read_packed_table(table))]
        if len({number for number, *_ in entries}) != len(entries):
            raise StrayBytes
        if not all(is_right(entry, starts, inside) for entry in entries):
            raise StrayBytes


def is_table(part: Part) -> bool:
    return part.is_table or is_table_in_stream(part)


def is_table_in_stream(part: Part) -> bool:
    """Raises StrayBytes for data of which another object says what it is, and for what only looks like a table."""
    if part.data is None:
        return False
    is_one = IS_TABLE.search(part.text) is not None
    is_unknown = KIND_ELSEWHERE.search(part.text) is not None
    if is_unknown or (not is_one and LOOKS_LIKE_A_TABLE.search(part.text)):
        raise StrayBytes
    return is_one


def is_right(
    entry: Entry, starts: Mapping[int, int | None], inside: Mapping[int, Sequence[int]]
) -> bool:
    number, kind, first, second = entry
    if kind == IN_FILE:
        return starts.get(first) == number
    if kind == IN_STREAM:
        return first in inside and inside[first][second : second + 1] == [number]
    return kind == FREE


def read_table(table: Part) -> Iterator[Entry]:
    """Of the form that people can read."""
    words = table.text[len(b"xref") : table.text.index(b"trailer")].split()
    place = 0
    while place < len(words):
        match to_numbers(words[place : place + 2]):
            case [first, count]:
                place += 2
            case _:
                raise StrayBytes
        rows = words[place : place + 3 * count]
        kinds, place = rows[2::3], place + 3 * count
        if len(kinds) != count or not {b"n", b"f"}.issuperset(kinds):
            raise StrayBytes
        numbers = range(first, first + count)
        known = [IN_FILE if kind == b"n" else FREE for kind in kinds]
        yield from zip(numbers, known, to_numbers(rows[::3]), to_numbers(rows[1::3]), strict=True)


def to_numbers(words: list[bytes]) -> list[int]:
    if not all(map(bytes.isdigit, words)):
        raise StrayBytes
    return [*map(int, words)]


def read_packed_table(table: Part) -> Iterator[Entry]:
    widths = WIDTHS.search(table.text)
    if widths is None:
        raise StrayBytes
    fields = [int(width) for width in widths.groups()]
    rows = [*split_rows(table, sum(fields))]
    numbers = [*read_numbers(table)]
    if len(rows) != len(numbers):
        raise StrayBytes
    a, b = fields[0], fields[0] + fields[1]
    for number, row in zip(numbers, rows, strict=True):
        kind = int.from_bytes(row[:a]) if a else IN_FILE
        yield number, kind, int.from_bytes(row[a:b]), int.from_bytes(row[b:])


def read_numbers(table: Part) -> Iterator[int]:
    """Of the objects that the rows are about."""
    index = INDEX.search(table.text)
    if index is None and b"/Index" in table.text:
        raise StrayBytes
    words = [int(word) for word in index[1].split()] if index else [0, read_number(table, b"/Size")]
    if len(words) % 2 or sum(words[1::2]) > MAX_ENTRIES:
        raise StrayBytes
    for first, count in batched(words, 2):
        yield from range(first, first + count)


def split_rows(table: Part, width: int) -> Iterator[bytes]:
    asked = table._replace(text=CHECKSUM.sub(b"", table.text, count=1))
    text = unpack(asked, pdf_bytes.MAX_UNPACKED_BYTES, known=OF_TABLES)
    if not width:
        raise StrayBytes
    if b"/DecodeParms" not in table.text:
        if len(text) % width:
            raise StrayBytes
        yield from (text[place : place + width] for place in range(0, len(text), width))
        return
    if not PREDICTOR.search(table.text) or read_number(table, b"/Columns") != width:
        raise StrayBytes
    if read_number(table, b"/Predictor") < FIRST_PNG or len(text) % (width + 1):
        raise StrayBytes
    yield from undo_prediction(text, width)


def undo_prediction(text: bytes, width: int) -> Iterator[bytes]:
    """PNG's filters (PNG Specification, 9.2): those two that make sense for numbers that grow."""
    before = bytes(width)
    for place in range(0, len(text), width + 1):
        kind, row = text[place], text[place + 1 : place + 1 + width]
        if kind == PNG_UP:
            row = bytes((a + b) & 0xFF for a, b in zip(row, before, strict=True))
        elif kind != PNG_NONE:
            raise StrayBytes
        yield row
        before = row
