"""Whether the bytes of a ZIP archive are all its own (APPNOTE.TXT 6.3.10, 4.3).

Programs that read it from its beginning see other entries than those that read its directory, if
something stands in front, between or behind.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

BLOCK = 64 * 1024
LOCAL_HEADER = struct.Struct("<4s5H3L2H")
ENTRY_BYTES = 46
"""Of the directory, without name, extra fields and comment."""
END_RECORD = struct.Struct("<4s4H2LH")
END_MARK = b"PK\5\6"
END_OF_ZIP = END_MARK + bytes(4)
"""Of an archive in one part, wherever it stands; long enough not to occur by chance."""
LARGE_END_BYTES = 56 + 20
"""The end of a directory of 64 bits, and where it stands."""
ENCRYPTED, HAS_DESCRIPTOR = 0x1, 0x8
LARGE = 0xFFFFFFFF
"""In the place of a size that stands in 64 bits elsewhere."""
LARGE_SIZES = 0x0001
MARKS = (b"PK\3\4", b"PK\1\2", b"PK\7\x08", END_MARK)
"""Begin what may follow an entry whose size is not said before it."""
DESCRIPTOR_MARKS = (b"PK\7\x08", b"")
"""How checksum and sizes begin that follow an entry, if they were not known before."""
LONGEST_DESCRIPTOR = 24
UTF_8 = 0x800
EXTRA_HEAD = struct.Struct("<2H")
OTHER_NAME = 0x7075
"""An extra field by which an entry has a second name."""
UNSAFE_NAME = re.compile(r"[\0-\x1f\x7f]|\A[/\\]|\A[A-Za-z]:|(?:\A|[/\\])\.\.(?:[/\\]|\Z)")


class LocalHeader(NamedTuple):
    """What stands before an entry (4.3.7); sizes in bytes."""

    mark: bytes
    version: int
    flags: int
    method: int
    time: int
    date: int
    checksum: int
    packed: int
    size: int
    name_bytes: int
    extra_bytes: int


def is_unsafe_name(name: str) -> bool:
    """Whether an entry would be unpacked elsewhere than in the folder of its archive."""
    return UNSAFE_NAME.search(name) is not None


def fills_its_bytes(archive: ZipFile, content: BinaryIO) -> bool:
    """Whether each entry follows the one before, then the directory, and nothing else."""
    place = 0
    for entry in sorted(archive.infolist(), key=lambda each: each.header_offset):
        if entry.header_offset != place or has_other_name(entry.extra):
            return False
        end = find_end(entry, content)
        if end is None:
            return False
        place = end
    end_of_directory = place + sum(map(directory_bytes, archive.infolist()))
    size = content.seek(0, 2)
    content.seek(max(0, size - END_RECORD.size))
    is_end = content.read(len(END_MARK)) == END_MARK
    left = size - END_RECORD.size - end_of_directory
    return is_end and place == archive.start_dir and left in {0, LARGE_END_BYTES}


def find_end(entry: ZipInfo, content: BinaryIO) -> int | None:
    """Where the entry ends; None if it is written otherwise there than in the directory.

    A program that reads from the beginning believes what stands before the entry, and, where sizes
    are not said there, what it finds behind it.
    """
    content.seek(entry.header_offset)
    head = LocalHeader(*LOCAL_HEADER.unpack(content.read(LOCAL_HEADER.size)))
    name, extra = content.read(head.name_bytes), content.read(head.extra_bytes)
    is_same = head.method == entry.compress_type and name == name_of(entry)
    is_same = is_same and not (head.flags ^ entry.flag_bits) & (ENCRYPTED | UTF_8)
    if not is_same or has_other_name(extra) or not says_the_same(head, extra, entry):
        return None
    place = content.tell()
    if not is_data_alone(entry, content, is_sized=bool(head.packed)):
        return None
    end: int = place + entry.compress_size
    if not head.flags & HAS_DESCRIPTOR:
        return end
    described = descriptor_bytes(entry, end, content)
    return end + described if described else None


def says_the_same(head: LocalHeader, extra: bytes, entry: ZipInfo) -> bool:
    """Whether checksum and sizes are those of the directory; they may be 0 if they follow the entry."""
    size, packed = head.size, head.packed
    if LARGE in {size, packed}:
        large = iter(find_large_sizes(extra))
        size = next(large, LARGE) if size == LARGE else size
        packed = next(large, LARGE) if packed == LARGE else packed
    pairs = ((head.checksum, entry.CRC), (packed, entry.compress_size), (size, entry.file_size))
    is_later = bool(head.flags & HAS_DESCRIPTOR)
    return all(said == true or (is_later and not said) for said, true in pairs)


def find_large_sizes(extra: bytes) -> tuple[int, ...]:
    """Sizes of 64 bits: unpacked, packed, as far as they are there (4.5.3)."""
    for kind, found in read_extra(extra):
        if kind == LARGE_SIZES:
            return struct.unpack(f"<{len(found) // 8}Q", found[: len(found) // 8 * 8])
    return ()


def is_data_alone(entry: ZipInfo, content: BinaryIO, *, is_sized: bool) -> bool:
    """Whether nothing stands behind the packed data within its size, or looks like its end before it."""
    left, unpacking, end = entry.compress_size, zlib.decompressobj(-zlib.MAX_WBITS), b""
    while left and (block := content.read(min(BLOCK, left))):
        left -= len(block)
        if entry.compress_type == ZIP_DEFLATED:
            unpacking.decompress(block)
        elif not is_sized and any(mark in end + block for mark in MARKS):
            return False
        end = block[-len(END_MARK) :]
    is_whole = unpacking.eof and not unpacking.unused_data
    return entry.compress_type != ZIP_DEFLATED or is_whole


def descriptor_bytes(entry: ZipInfo, place: int, content: BinaryIO) -> int:
    """How many bytes of checksum and sizes follow; they name the checksum, with or without a mark before it."""
    content.seek(place)
    found, checksum = content.read(LONGEST_DESCRIPTOR), struct.pack("<L", entry.CRC)
    sizes = (struct.pack(form, entry.compress_size, entry.file_size) for form in ("<2L", "<2Q"))
    for each in sizes:
        for mark in DESCRIPTOR_MARKS:
            if found.startswith(mark + checksum + each):
                return len(mark + checksum + each)
    return 0


def has_other_name(extra: bytes) -> bool:
    return any(kind == OTHER_NAME for kind, _found in read_extra(extra))


def read_extra(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """The kind and the content of each extra field."""
    while len(extra) >= EXTRA_HEAD.size:
        kind, length = EXTRA_HEAD.unpack_from(extra)
        yield kind, extra[EXTRA_HEAD.size : EXTRA_HEAD.size + length]
        extra = extra[EXTRA_HEAD.size + length :]


def name_of(entry: ZipInfo) -> bytes:
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & UTF_8 else "cp437")


def directory_bytes(entry: ZipInfo) -> int:
    return ENTRY_BYTES + len(name_of(entry)) + len(entry.extra) + len(entry.comment)
