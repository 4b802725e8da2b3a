"""What every byte of a PDF is: text of objects, tables and comments, or data of a stream (ISO 32000-2, 7.3 and 7.5).

Nothing else may stand in it, so that what one program takes for an object no other takes for data.
"""

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

MAX_UNPACKED_BYTES = 64 * 1024 * 1024
"""Of all streams that hold objects, together."""

WHITE = rb"[\0\t\n\f\r ]"
REGULAR = rb"[^\0\t\n\f\r ()<>\[\]{}/%]"
ENDS = rb"(?!endobj|stream|startxref|obj(?!%s))" % REGULAR
SIMPLE = rb"\((?:[^()\\]++|\\.)*+\)"
NESTED = rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|%s)*+\))*+\)" % SIMPLE
"""Strings with brackets inside of brackets; of more than three, no program that writes CVs knows."""
BODY = re.compile(
    rb"(?:%(white)s++|/%(regular)s*+|%(ends)s%(regular)s++|<<|>>|[\[\]{}]|%(string)s"
    rb"|<[0-9A-Fa-f\0\t\n\f\r ]*+>|%%[^\r\n]*+)*+"
    % {b"white": WHITE, b"regular": REGULAR, b"ends": ENDS, b"string": NESTED},
    re.DOTALL,
)

HEADER = re.compile(rb"%PDF-[12]\.\d")
GAP = re.compile(rb"(?:[\0\t\n\f\r ]++|%(?!PDF-|%EOF)[^\r\n<]{0,250}+(?=[\r\n]|\Z))*+")
"""White space and short comments, in which no page of the web stands."""
OBJECT = re.compile(rb"(\d{1,10}+)%s{1,9}+\d{1,5}+%s{1,9}+obj(?!%s)" % (WHITE, WHITE, REGULAR))
START_OF_DATA = re.compile(rb"stream(?:\r\n|\n|\r)")
END_OF_DATA = re.compile(rb"%s{0,9}endstream%s*+endobj\b" % (WHITE, WHITE))
LENGTH = re.compile(rb"/Length\s++(\d{1,10}+)(?!\s+\d+\s+R)")
TABLE = re.compile(rb"xref[\s\dnf]*+trailer(?!%s)" % REGULAR)
END = re.compile(rb"startxref\s++\d{1,12}+\s*+%%EOF")

LOOKS_LIKE_AN_OBJECT = re.compile(rb"obj(?<=[\0\t\n\f\r 0-9]obj)(?!%s)" % REGULAR)
HOLDS_OBJECTS = re.compile(rb"/(?:ObjStm|First)(?!%s)" % REGULAR)
PACKED = re.compile(
    rb"/Filter\s*+(?:\[\s*+)?/FlateDecode(?!%s)\s*+(?!\[|/[A-Z]\w*Decode)" % REGULAR
)
FILTERS = re.compile(rb"/(?:Filter|DecodeParms)(?!%s)" % REGULAR)
ESCAPED_NAME = re.compile(rb"/%s*#%s*+" % (REGULAR, REGULAR))
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")


class StrayBytes(Exception):
    """Something stands where nothing of a PDF stands, or what it is cannot be told."""


class Part(NamedTuple):
    """A piece of the file: text, and the data of the stream whose dictionary the text is."""

    text: bytes
    number: int | None = None
    """Of the object that it is."""
    data: bytes | None = None


def read_parts(whole: bytes) -> list[Part]:
    """All parts of the file; raises StrayBytes.

    What looks like the beginning of an object, or like a trailer, may stand nowhere but where one is:
    some program could be led to it.
    """
    parts = list(split(whole))
    objects = sum(part.number is not None for part in parts)
    tables = sum(part.text.startswith(b"xref") for part in parts)
    if len(LOOKS_LIKE_AN_OBJECT.findall(whole)) != objects or whole.count(b"trailer") != tables:
        raise StrayBytes
    return parts


def split(whole: bytes) -> Iterator[Part]:
    place, is_ended = skip(HEADER, whole, 0), False
    while True:
        after = skip(GAP, whole, place)
        if comment := whole[place:after].strip():
            yield Part(comment)
        place = after
        if place == len(whole):
            break
        is_ended = False
        if found := OBJECT.match(whole, place):
            body = skip(BODY, whole, found.end())
            data, place = find_data(whole, found.end(), body)
            yield Part(whole[found.end() : body], int(found[1]), data)
        elif found := TABLE.match(whole, place):
            after = skip(BODY, whole, found.end())
            yield Part(whole[place:after])
            place = after
        else:
            place, is_ended = skip(END, whole, place), True
    if not is_ended:
        raise StrayBytes


def skip(pattern: re.Pattern[bytes], whole: bytes, place: int) -> int:
    found = pattern.match(whole, place)
    if found is None:
        raise StrayBytes
    return found.end()


def find_data(whole: bytes, start: int, body: int) -> tuple[bytes | None, int]:
    """The data of the object whose text stands between these places, if it has any, and where it ends."""
    if whole.startswith(b"endobj", body):
        return None, body + len(b"endobj")
    data = skip(START_OF_DATA, whole, body)
    length = LENGTH.search(whole, start, body)
    end = END_OF_DATA.match(whole, data + int(length[1])) if length else None
    end = end or END_OF_DATA.search(whole, data)
    if end is None:
        raise StrayBytes
    return whole[data : end.start()], end.end()


def unpack_objects(parts: list[Part]) -> Iterator[Part]:
    """The objects that stand in streams (7.5.7), and the text of each such stream as a whole.

    Raises StrayBytes for one that is packed in another way than all programs pack it.
    """
    left = MAX_UNPACKED_BYTES
    for part in parts:
        if part.data is None or not HOLDS_OBJECTS.search(unescape(part.text)):
            continue
        text = unpack(part.text, part.data, left)
        left -= len(text)
        yield Part(text)
        yield from split_objects(unescape(part.text), text)


def unpack(text: bytes, data: bytes, most: int) -> bytes:
    filters = FILTERS.findall(text)
    if not filters and b"#" not in text:
        return data
    if len(filters) != 1 or b"#" in text or not PACKED.search(text):
        raise StrayBytes
    unpacker = zlib.decompressobj()
    try:
        unpacked = unpacker.decompress(data, most)
    except zlib.error:
        raise StrayBytes from None
    if not unpacker.eof:
        raise StrayBytes
    return unpacked


def split_objects(text: bytes, unpacked: bytes) -> Iterator[Part]:
    """By the numbers and places at the beginning."""
    first = re.search(rb"/First\s++(\d{1,9}+)(?!\s+\d+\s+R)", text)
    if first is None:
        raise StrayBytes
    start = int(first[1])
    try:
        words = [int(word) for word in unpacked[:start].split()]
    except ValueError:
        raise StrayBytes from None
    numbers, places = words[::2], [start + place for place in words[1::2]]
    if len(numbers) != len(places) or places != sorted(places) or len({*numbers}) != len(numbers):
        raise StrayBytes
    for number, place, after in zip(numbers, places, [*places[1:], len(unpacked)], strict=True):
        yield Part(unpacked[place:after], number)


def unescape(text: bytes) -> bytes:
    """With the names as they are meant (7.3.5)."""
    return ESCAPED_NAME.sub(unescape_name, text) if b"#" in text else text


def unescape_name(found: re.Match[bytes]) -> bytes:
    return ESCAPE.sub(lambda code: bytes((int(code[1], 16),)), found[0])
