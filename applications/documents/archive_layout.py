"""Whether the bytes of a ZIP archive are all its own (APPNOTE.TXT 6.3.10, 4.3).

Programs that read it from its beginning see other entries than those that read its directory, if
something stands in front, between or behind.
"""

import re
import struct
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

LOCAL_HEADER = struct.Struct("<4s5H3L2H")
ENTRY_BYTES = 46
"""Of the directory, without name, extra fields and comment."""
END_RECORD = struct.Struct("<4s4H2LH")
END_MARK = b"PK\5\6"
LARGE_END_BYTES = 56 + 20
"""The end of a directory of 64 bits, and where it stands."""
HAS_DESCRIPTOR = 0x8
DESCRIPTOR_MARKS = (b"PK\7\x08", b"")
"""How checksum and sizes begin that follow an entry, if they were not known before."""
LONGEST_DESCRIPTOR = 24
UTF_8 = 0x800
EXTRA_HEAD = struct.Struct("<2H")
OTHER_NAME = 0x7075
"""An extra field by which an entry has a second name."""
UNSAFE_NAME = re.compile(r"[\0-\x1f\x7f]|\A[/\\]|\A[A-Za-z]:|(?:\A|[/\\])\.\.(?:[/\\]|\Z)")


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
    """Where the entry ends; None if it is written otherwise there than in the directory."""
    content.seek(entry.header_offset)
    head = LOCAL_HEADER.unpack(content.read(LOCAL_HEADER.size))
    method, name, extra = head[3], head[9], head[10]
    content.seek(name, 1)
    if method != entry.compress_type or has_other_name(content.read(extra)):
        return None
    end: int = entry.header_offset + LOCAL_HEADER.size + name + extra + entry.compress_size
    return end + descriptor_bytes(entry, end, content) if head[2] & HAS_DESCRIPTOR else end


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
    while len(extra) >= EXTRA_HEAD.size:
        kind, length = EXTRA_HEAD.unpack_from(extra)
        if kind == OTHER_NAME:
            return True
        extra = extra[EXTRA_HEAD.size + length :]
    return False


def directory_bytes(entry: ZipInfo) -> int:
    name = entry.orig_filename.encode("utf-8" if entry.flag_bits & UTF_8 else "cp437")
    return ENTRY_BYTES + len(name) + len(entry.extra) + len(entry.comment)
