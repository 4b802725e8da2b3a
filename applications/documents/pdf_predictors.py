"""Undoes what makes rows of a picture easier to pack: bytes are said by how they differ from others (ISO 32000-2, 7.4.4.4)."""

import re
from collections.abc import Callable, Iterator

from applications.documents.pdf_bytes import REGULAR, WHITE, StrayBytes

TIFF, FIRST_PNG = 2, 10
MAX_ROW_BYTES = 256 * 1024
UP = 2
MAX_BITS = 16


def undo_prediction(blocks: Iterator[bytes], parameters: bytes) -> Iterator[bytes]:
    """The bytes as they were; StrayBytes for parameters that stand elsewhere, or make no row."""
    kind = read_parameter(parameters, b"/Predictor", 1)
    if kind < TIFF:
        yield from blocks
        return
    colours = read_parameter(parameters, b"/Colors", 1)
    bits = read_parameter(parameters, b"/BitsPerComponent", 8)
    width = (colours * bits * read_parameter(parameters, b"/Columns", 1) + 7) // 8
    if not 0 < width <= MAX_ROW_BYTES or not 0 < bits <= MAX_BITS:
        raise StrayBytes
    if kind < FIRST_PNG:
        rows = split_rows(blocks, width)
        yield from (undo_differences(row, colours, bits) for row in rows)
        return
    before, step = bytes(width), max(colours * bits // 8, 1)
    for row in split_rows(blocks, width + 1):
        before = undo_png(row[0], row[1:], before, step)
        yield before


def read_parameter(parameters: bytes, name: bytes, usual: int) -> int:
    if name not in parameters:
        return usual
    form = rb"%s%s++(\d{1,9}+)(?!%s|%s++\d++%s++R)" % (name, WHITE, REGULAR, WHITE, WHITE)
    found = re.findall(form, parameters)
    if len(found) != 1 or parameters.count(name) > 1:
        raise StrayBytes
    return int(found[0])


def split_rows(blocks: Iterator[bytes], width: int) -> Iterator[bytes]:
    """The last one may be shorter."""
    held = b""
    for block in blocks:
        held += block
        whole = len(held) // width * width
        yield from (held[place : place + width] for place in range(0, whole, width))
        held = held[whole:]
    if held:
        yield held


def undo_differences(row: bytes, colours: int, bits: int) -> bytes:
    """TIFF's: each part of a point says how it differs from that of the point at its left."""
    mask, size = (1 << bits) - 1, len(row) * 8
    whole, last, said = int.from_bytes(row), [0] * colours, 0
    for number in range(size // bits):
        part = whole >> (size - bits * (number + 1)) & mask
        last[number % colours] = part = part + last[number % colours] & mask
        said = said << bits | part
    return (said << size % bits).to_bytes(len(row))


def undo_png(kind: int, row: bytes, before: bytes, step: int) -> bytes:
    """PNG's (PNG Specification, 9.2); kinds that there are not leave the row as it is."""
    guess = GUESSES.get(kind)
    if guess is None or (kind == UP and not any(before)):
        return row.ljust(len(before), b"\0")
    made, corners = bytearray(step) + row, bytes(step) + before
    for place in range(step, len(made)):
        guessed = guess(made[place - step], corners[place], corners[place - step])
        made[place] = made[place] + guessed & 0xFF
    return bytes(made[step:]).ljust(len(before), b"\0")


def guess_nearest(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda one: abs(guess - one))


GUESSES: dict[int, Callable[[int, int, int], int]] = {
    1: lambda left, _above, _corner: left,
    UP: lambda _left, above, _corner: above,
    3: lambda left, above, _corner: (left + above) // 2,
    4: guess_nearest,
}
"""What a byte is said to differ from, by the kind of its row: of the bytes at its left, above it, and above that at its left."""
