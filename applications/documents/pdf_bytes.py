"""What every byte of a PDF is: text of objects, tables and comments, or data of a stream (ISO 32000-2, 7.3 and 7.5).

Nothing else may stand in it, so that what one program takes for an object no other takes for data. The
grammar here is narrower than the standard's: what most programs write, in signs that all read alike.
"""

import re
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

MAX_UNPACKED_BYTES = 16 * 1024 * 1024
"""Of all streams that hold objects, together."""

WHITE = rb"[\0\t\n\f\r ]"
REGULAR = rb"[!-$&'*-.0-;=?-Z\\^-z|~]"
"""Of ASCII: some programs take other bytes for white space."""
PLAIN = rb"[!$&'*-.0-;=?-Z\\^-z|~]"
"""The same without the sign that begins an escape."""
ENDS = rb"(?!endobj|stream|startxref|obj(?!%s))" % REGULAR
SIMPLE = rb"\((?:[^()\\]++|\\.)*+\)"
NESTED = rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|%s)*+\))*+\)" % SIMPLE
"""Strings with brackets inside of brackets; of more than three, no program that writes CVs knows."""
BODY = re.compile(
    rb"(?:%(white)s++|/(?:%(plain)s++|#[0-9A-Fa-f]{2})*+|%(ends)s%(plain)s++|<<|>>|[\[\]{}]|%(string)s"
    rb"|<[0-9A-Fa-f\0\t\n\f\r ]*+>)*+"
    % {b"white": WHITE, b"plain": PLAIN, b"ends": ENDS, b"string": NESTED},
    re.DOTALL,
)

HEADER = re.compile(rb"%PDF-[12]\.\d")
GAP = re.compile(rb"(?:[\0\t\n\f\r ]++|%(?!PDF-|%EOF)[^\r\n<]{0,250}+(?=[\r\n]|\Z))*+")
"""White space and short comments, in which no page of the web stands."""
OBJECT = re.compile(
    rb"%(white)s*+(?P<whole>(?P<number>\d{1,10}+)%(white)s{1,9}+\d{1,5}+%(white)s{1,9}+obj(?!%(regular)s)"
    rb"%(gap)s(?P<text>%(body)s)(?:(?P<end>endobj)|stream(?:\r\n|\n|\r)))"
    % {b"white": WHITE, b"regular": REGULAR, b"gap": GAP.pattern, b"body": BODY.pattern},
    re.DOTALL,
)
"""With the white space before it, since most files are thousands of these; its data, if it has any, follows."""
END_OF_DATA = re.compile(rb"(?P<gap>%s{0,9})endstream%s*+endobj\b" % (WHITE, WHITE))
LENGTH = re.compile(
    rb"/Length(?!%s)(?:%s++(\d{1,10}+)(?!%s)(%s++\d{1,5}+%s++R(?!%s))?)?"
    % (REGULAR, WHITE, REGULAR, WHITE, WHITE, REGULAR)
)
NUMBER = re.compile(rb"%s*+(\d{1,10}+)%s*+" % (WHITE, WHITE))
TABLE = re.compile(rb"xref[\s\dnf]*+trailer(?!%s)" % REGULAR)
END = re.compile(rb"startxref\s++(\d{1,12}+)\s*+%%EOF")

ARCHIVES = (
    *(b"PK\3\4", b"PK\5\6", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    *(b"Rar!\x1a\7", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"\xfd7zXZ\0"),
)
"""How ZIP, with it newer Office files, OLE, RAR, 7-Zip, GZIP and XZ begin: neither text of a page nor a picture does."""

LOOKS_LIKE_AN_OBJECT = re.compile(rb"obj(?<=[\0-\x20!-/:-@\x80\xa0\xff\d]obj)(?!%s)" % REGULAR)
TRAILER = b"trailer"
PACKED = re.compile(rb"/Filter\s*+(?:/FlateDecode(?!%s)|\[\s*+/FlateDecode\s*+\])" % REGULAR)
NAME = re.compile(rb"/%s*+" % REGULAR)
ESCAPED_NAME = re.compile(rb"/%s*#%s*+" % (REGULAR, REGULAR))
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
NEEDLESS_ESCAPE = re.compile(rb"/%s*#(?:3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa])" % REGULAR)
"""Of a letter or a digit, which no program that writes CVs escapes."""


class StrayBytes(Exception):
    """Something stands where nothing of a PDF stands, or what it is cannot be told."""


class Part(NamedTuple):
    """A piece of the file: text, and the data of the stream whose dictionary the text is."""

    text: bytes
    number: int | None = None
    """Of the object that it is."""
    place: int = 0
    """Where it begins, in bytes."""
    data: bytes | None = None
    points_to: int | None = None
    """The place of a table, if this says that one stands there."""
    length_in: int | None = None
    """The number of the object that says how long the data is, if that stands in one."""
    gap: int = 0
    """Bytes of white space behind the data, which may be part of it."""

    @property
    def is_table(self) -> bool:
        return self.text.startswith(b"xref")


def read_parts(whole: bytes) -> list[Part]:
    """All parts of the file; raises StrayBytes.

    What looks like the beginning of an object, or like a trailer, may stand nowhere but where one is:
    a program that repairs a file could be led to it. Names are written as all programs read them.
    """
    parts = list(split(whole))
    objects = sum(part.number is not None for part in parts)
    tables = sum(part.is_table for part in parts)
    if len(LOOKS_LIKE_AN_OBJECT.findall(whole)) != objects or whole.count(TRAILER) != tables:
        raise StrayBytes
    if any(NEEDLESS_ESCAPE.search(part.text) for part in parts if b"#" in part.text):
        raise StrayBytes
    return parts


def check_lengths(parts: Iterable[Part]) -> None:
    """Raises StrayBytes unless the objects that say how long data is say what it is."""
    parts = [*parts]
    asked = {part.length_in for part in parts if part.length_in is not None}
    said = {number: [each.text for each in parts if each.number == number] for number in asked}
    for part in parts:
        if part.length_in is None or part.data is None:
            continue
        texts = said[part.length_in]
        found = NUMBER.fullmatch(texts[0]) if len(texts) == 1 else None
        if found is None or not 0 <= int(found[1]) - len(part.data) <= part.gap:
            raise StrayBytes


def could_mislead(data: bytes) -> bool:
    """Whether data of a stream could be taken for objects or a trailer by a program that repairs a file."""
    return TRAILER in data or LOOKS_LIKE_AN_OBJECT.search(b"\n%s\n" % data) is not None


def split(whole: bytes) -> Iterator[Part]:
    place, is_ended = skip(HEADER, whole, 0), False
    while place < len(whole):
        if found := OBJECT.match(whole, place):
            part, place = read_object(whole, found)
            is_ended = False
            yield part
        elif (after := skip(GAP, whole, place)) > place:
            if comment := whole[place:after].strip():
                yield Part(comment)
            place = after
        elif found := TABLE.match(whole, place):
            after = skip(BODY, whole, found.end())
            yield Part(whole[place:after], place=place)
            place, is_ended = after, False
        elif found := END.match(whole, place):
            yield Part(b"", points_to=int(found[1]))
            place, is_ended = found.end(), True
        else:
            raise StrayBytes
    if not is_ended:
        raise StrayBytes


def skip(pattern: re.Pattern[bytes], whole: bytes, place: int) -> int:
    found = pattern.match(whole, place)
    if found is None:
        raise StrayBytes
    return found.end()


def read_object(whole: bytes, found: re.Match[bytes]) -> tuple[Part, int]:
    """The object that begins there, with its data if it has any; and where it ends.

    Data has the length that its dictionary says, once; if another object says it, it is looked for
    here, and check_lengths() asks for it later.
    """
    start, body = found.span("text")
    part = Part(whole[start:body], int(found["number"]), found.start("whole"))
    if found["end"]:
        return part, found.end()
    data, lengths = found.end(), LENGTH.findall(part.text)
    if len(lengths) != 1 or not lengths[0][0]:
        raise StrayBytes
    [(length, is_elsewhere)] = lengths
    if is_elsewhere:
        end = END_OF_DATA.search(whole, data)
    else:
        end = END_OF_DATA.match(whole, data + int(length))
    if end is None:
        raise StrayBytes
    return part._replace(
        data=whole[data : end.start()],
        length_in=int(length) if is_elsewhere else None,
        gap=len(end["gap"]),
    ), end.end()


def unpack(part: Part, most: int, *, known: Iterable[bytes]) -> bytes:
    """The data of a stream whose dictionary has these names and no other, each once; raises StrayBytes.

    Packed as all programs pack what belongs to the build of a file, or not at all.
    """
    names = NAME.findall(part.text)
    if part.data is None or not {*known}.issuperset(names) or len({*names}) != len(names):
        raise StrayBytes
    if b"/Filter" not in names:
        return part.data
    if not PACKED.search(part.text) or most <= 0:
        raise StrayBytes
    unpacker = zlib.decompressobj()
    try:
        unpacked = unpacker.decompress(part.data, most)
    except zlib.error:
        raise StrayBytes from None
    if not unpacker.eof:
        raise StrayBytes
    return unpacked


def read_number(part: Part, key: bytes) -> int:
    """Raises StrayBytes for what is none, or stands elsewhere."""
    is_elsewhere = rb"%s++\d++%s++R" % (WHITE, WHITE)
    form = rb"%s%s++(\d{1,9}+)(?!%s|%s)" % (key, WHITE, REGULAR, is_elsewhere)
    found = re.findall(form, part.text)
    if len(found) != 1:
        raise StrayBytes
    return int(found[0])


def unescape(text: bytes) -> bytes:
    """With the names as they are meant (7.3.5)."""
    return ESCAPED_NAME.sub(unescape_name, text) if b"#" in text else text


def unescape_name(found: re.Match[bytes]) -> bytes:
    return ESCAPE.sub(lambda code: bytes((int(code[1], 16),)), found[0])
