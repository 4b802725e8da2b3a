"""Takes out of JPG and PNG what tells where, when and with what they were taken; no pixel is touched.

What a picture is made of is copied part by part, and all else is left: a rule of what stays, since
nobody knows all that programs put into pictures. Which way up it is stays, too.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from PIL import Image

from applications.documents.child_process.frames import open_output
from applications.documents.refusals import Cause, RefusedContent
from applications.enums import MediaType, Removed

ORIENTATION = 0x0112
"""The tag of Exif (CIPA DC-008, 4.6.4)."""
UPRIGHT, ORIENTATIONS = 1, range(2, 9)

END, SCAN = 0xD9, 0xDA
MARKER = re.compile(rb"\xff+([^\x00\xff])", re.DOTALL)
AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""In the data of a scan 0xFF stands before a zero, or is a restart (B.1.1.5)."""
SHORTEST = 2
"""Bytes of a length, which counts itself."""
TABLES = (*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF)
"""Markers of ITU T.81, annex B, with a length and a part in drawing the picture."""
JFIF, PROFILE, ADOBE, EXIF = 0xE0, 0xE2, 0xEE, 0xE1
PROFILE_HEAD = b"ICC_PROFILE\0"
EXIF_HEAD = b"Exif\0\0"

SIGNATURE = b"\x89PNG\r\n\x1a\n"
LAST_CHUNK = b"IEND"
CHUNKS = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB"),
    *(b"cICP", b"bKGD", b"pHYs"),
}
"""Of the PNG Specification, 3rd edition, section 11: those that say how the picture looks."""
CHUNK_HEAD = struct.Struct(">I4s")
CHECKSUM_BYTES = 4


def write_clean_copy(content: BinaryIO, found: MediaType) -> set[Removed]:
    """Write the picture without what tells of its making to the child's output; what was taken out.

    Of one that tells nothing, nothing is written. Raises RefusedContent for one that is cut off.
    """
    content.seek(0)
    picture = content.read()
    parts = b"".join((clean_jpg if found is MediaType.JPG else clean_png)(picture))
    if parts == picture:
        return set()
    with open_output() as target:
        target.write(parts)
    return {Removed.METADATA}


def clean_jpg(picture: bytes) -> Iterator[bytes]:
    """The parts of a JPG that stay, in their order; RefusedContent for one that is cut off."""
    yield picture[:2]
    orientation = read_orientation(picture)
    for marker, part in split_jpg(picture):
        if marker in TABLES or is_kept_application_data(marker, part):
            yield part
        elif marker == EXIF and orientation in ORIENTATIONS:
            yield make_exif_part(orientation)
            orientation = UPRIGHT  # once
    yield bytes((0xFF, END))


def split_jpg(picture: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each segment behind the start, a scan with its data.

    What stands between them is passed over, as readers do, and what follows the end is left.
    """
    place = 2
    while found := MARKER.search(picture, place):
        marker, place = found[1][0], found.end() - 2
        if marker == END:
            return
        length = int.from_bytes(picture[place + 2 : place + 4])
        end = place + 2 + length
        if marker == SCAN:
            end = find_end_of_scan(picture, end)
        if length < SHORTEST or end > len(picture):
            raise RefusedContent(Cause.BROKEN)
        yield marker, picture[place:end]
        place = end


def find_end_of_scan(picture: bytes, place: int) -> int:
    """Where the next marker stands that is no restart; the end of the picture if there is none."""
    found = AFTER_SCAN.search(picture, place)
    return found.start() if found else len(picture)


def is_kept_application_data(marker: int, part: bytes) -> bool:
    """Density, colour profile, and how the colours are mixed."""
    is_profile = marker == PROFILE and part[4:].startswith(PROFILE_HEAD)
    return is_profile or marker in {JFIF, ADOBE}


def make_exif_part(orientation: int) -> bytes:
    """An Exif segment that says nothing but which way up the picture is."""
    content = EXIF_HEAD + make_exif(orientation)
    return struct.pack(">BBH", 0xFF, EXIF, len(content) + 2) + content


def make_exif(orientation: int) -> bytes:
    """TIFF 6.0: one directory with one SHORT in it."""
    entry = struct.pack(">HHIHH", ORIENTATION, 3, 1, orientation, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)


def read_orientation(picture: bytes) -> int:
    """1 to 8; 1 where nothing is said, or what is said cannot be read."""
    try:
        with Image.open(BytesIO(picture), formats=["JPEG", "PNG"]) as opened:
            found = opened.getexif().get(ORIENTATION)
    except (OSError, SyntaxError, ValueError, struct.error):
        return UPRIGHT
    return found if isinstance(found, int) and found in ORIENTATIONS else UPRIGHT


def clean_png(picture: bytes) -> Iterator[bytes]:
    """The parts of a PNG that stay, in their order; RefusedContent for one that is cut off."""
    yield SIGNATURE
    orientation, place = read_orientation(picture), len(SIGNATURE)
    kind = b""
    while kind != LAST_CHUNK:
        head = picture[place : place + CHUNK_HEAD.size]
        if len(head) < CHUNK_HEAD.size:
            raise RefusedContent(Cause.BROKEN)
        length, kind = CHUNK_HEAD.unpack(head)
        end = place + CHUNK_HEAD.size + length + CHECKSUM_BYTES
        if end > len(picture):
            raise RefusedContent(Cause.BROKEN)
        if kind in CHUNKS:
            yield picture[place:end]
        elif kind == b"eXIf" and orientation in ORIENTATIONS:
            yield make_chunk(b"eXIf", make_exif(orientation))
        place = end


def make_chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return CHUNK_HEAD.pack(len(content), kind) + content + struct.pack(">I", checksum)
