"""What the data of a stream begins with when all its filters are undone, as far as that is bytes (ISO 32000-2, 7.4).

Filters of pictures end it: what they make is points. Read piece by piece, since eight bytes are wanted of streams of megabytes.
"""

import re
import zlib
from base64 import a85decode
from collections.abc import Callable, Iterator
from itertools import chain

from applications.documents.pdf_bytes import ARCHIVES, NAME, REGULAR, WHITE, StrayBytes
from applications.documents.pdf_predictors import undo_prediction

BLOCK = 4096
MAX_READ = 4 * 1024 * 1024
"""Bytes that one filter hands on before the last one has said how its data begins."""
NOT_HEX, BLANKS = re.compile(rb"[^0-9A-Fa-f>]++"), re.compile(rb"%s++" % WHITE)
FILTER = re.compile(rb"/Filter(?!%s)%s*+(?P<said>\[[^\[\]]*+\]|/%s*+)?" % (REGULAR, WHITE, REGULAR))
PARAMETERS = re.compile(
    rb"/(?:DecodeParms|DP)(?!%s)%s*+(?P<said>\[[^\[\]]*+\]|<<[^<>]*+>>|null)?" % (REGULAR, WHITE)
)
ONE_SET = re.compile(rb"<<([^<>]*+)>>|null")
LIST = re.compile(rb"\[(?:%s|/%s*+|null|<<[^<>]*+>>)*+\]" % (WHITE, REGULAR))
LONGEST_BEGINNING = max(map(len, ARCHIVES))
CLEAR, END, LONGEST_CODE = 256, 257, 12
END_OF_RUNS = 128
"""Less is a number of bytes that follow, more how often one is repeated."""
SIGNS = (*(bytes((one,)) for one in range(256)), b"", b"")
"""With which a table of LZW begins: each byte, and the two codes that are none."""

type Blocks = Iterator[bytes]


def read_beginning(data: bytes, text: bytes, length: int) -> bytes:
    """The first `length` bytes, or fewer, of what is in a stream with this dictionary, its names written plainly.

    Raises StrayBytes where that cannot be told: filters that stand in other objects, or twice, and what says nothing for MAX_READ
    bytes. Damaged data ends where the damage is.
    """
    blocks: Blocks = (data[place : place + BLOCK] for place in range(0, len(data), BLOCK))
    names = find_filters(text)
    sets = [] if PREDICTED.isdisjoint(names) else find_parameters(text)
    for place, name in enumerate(names):
        if name not in FILTERS:
            break
        parameters = sets[place] if place < len(sets) else b""
        blocks = limit(FILTERS[name](blocks, parameters))
        if name in PREDICTED:
            blocks = undo_prediction(blocks, parameters)
    beginning = b""
    for block in blocks:
        beginning += block
        if len(beginning) >= length:
            break
    return beginning[:length]


def is_archive(data: bytes, text: bytes) -> bool:
    """Whether the data of a stream, or what is packed in it, begins as an archive or an old Office file does; StrayBytes as above."""
    if data.startswith(ARCHIVES):
        return True
    return read_beginning(data, text, LONGEST_BEGINNING).startswith(ARCHIVES)


def find_filters(text: bytes) -> list[bytes]:
    said = find_said(FILTER, text)
    return NAME.findall(said) if said else []


def find_parameters(text: bytes) -> list[bytes]:
    said = find_said(PARAMETERS, text)
    return ONE_SET.findall(said) if said else []


def find_said(pattern: re.Pattern[bytes], text: bytes) -> bytes | None:
    found = [*pattern.finditer(text)]
    if not found:
        return None
    said: bytes | None = found[0]["said"]
    if len(found) > 1 or said is None or (said.startswith(b"[") and not LIST.fullmatch(said)):
        raise StrayBytes
    return said


def limit(blocks: Blocks) -> Blocks:
    left = MAX_READ
    for block in blocks:
        left -= len(block)
        if left < 0:
            raise StrayBytes
        yield block


def undo_hexadecimal(blocks: Blocks, _parameters: bytes) -> Blocks:
    held = b""
    for block in blocks:
        held += NOT_HEX.sub(b"", block)
        body, end, _after = held.partition(b">")
        whole = len(body) // 2 * 2
        yield bytes.fromhex((body + b"0" if end and len(body) % 2 else body[:whole]).decode())
        held = body[whole:]
        if end:
            return


def undo_base_85(blocks: Blocks, _parameters: bytes) -> Blocks:
    held = b""
    for block in blocks:
        held += BLANKS.sub(b"", block).replace(b"z", b"!!!!!")
        body, end, _after = held.removeprefix(b"<~").partition(b"~")
        whole = len(body) if end else len(body) // 5 * 5
        try:
            yield a85decode(body[:whole])
        except ValueError:
            return
        held = body[whole:]
        if end:
            return


def undo_flate(blocks: Blocks, _parameters: bytes) -> Blocks:
    unpacker = zlib.decompressobj()
    for block in blocks:
        waiting = block
        while waiting and not unpacker.eof:
            try:
                yield unpacker.decompress(waiting, BLOCK)
            except zlib.error:
                return
            waiting = unpacker.unconsumed_tail
        if unpacker.eof:
            return


def undo_run_length(blocks: Blocks, _parameters: bytes) -> Blocks:
    held = b""
    for block in blocks:
        held, place, out = held + block, 0, list[bytes]()
        while place + 1 < len(held):
            sign = held[place]
            step = sign + 2 if sign < END_OF_RUNS else 2
            if sign == END_OF_RUNS or place + step > len(held):
                break
            run = held[place + 1 : place + step]
            out.append(run if sign < END_OF_RUNS else run * (2 * END_OF_RUNS + 1 - sign))
            place += step
        yield b"".join(out)
        held = held[place:]
        if held[:1] == bytes((END_OF_RUNS,)):
            return


def undo_lzw(blocks: Blocks, parameters: bytes) -> Blocks:
    """7.4.4.2: codes of 9 to 12 bits, the longer ones one code early unless the parameters say otherwise."""
    early = 0 if re.search(rb"/EarlyChange%s++0" % WHITE, parameters) else 1
    table, before = [*SIGNS], b""
    bits = count = 0
    for byte in chain.from_iterable(blocks):
        width = min(max((len(table) + early).bit_length(), 9), LONGEST_CODE)
        bits, count = bits << 8 | byte, count + 8
        if count < width:
            continue
        count -= width
        code, bits = bits >> count, bits & ((1 << count) - 1)
        if code == END or code > len(table):
            return
        if code == CLEAR:
            table, before = [*SIGNS], b""
            continue
        said = table[code] if code < len(table) else before + before[:1]
        if before and len(table) < 1 << LONGEST_CODE:
            table.append(before + said[:1])
        before = said
        yield said


FILTERS: dict[bytes, Callable[[Blocks, bytes], Blocks]] = {
    **dict.fromkeys((b"/ASCIIHexDecode", b"/AHx"), undo_hexadecimal),
    **dict.fromkeys((b"/ASCII85Decode", b"/A85"), undo_base_85),
    **dict.fromkeys((b"/FlateDecode", b"/Fl"), undo_flate),
    **dict.fromkeys((b"/LZWDecode", b"/LZW"), undo_lzw),
    **dict.fromkeys((b"/RunLengthDecode", b"/RL"), undo_run_length),
}
"""By their names, and by the short ones of pictures within a page, which some programs take everywhere."""
PREDICTED = {b"/FlateDecode", b"/Fl", b"/LZWDecode", b"/LZW"}
