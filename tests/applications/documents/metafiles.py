"""EMF, WMF and SVM of a few records, made at run time: a square, and what is put between."""

import struct


def emf_record(kind: int, content: bytes = b"") -> bytes:
    content = content.ljust(-(-len(content) // 4) * 4, b"\0")
    return struct.pack("<2L", kind, 8 + len(content)) + content


def emf(*between: bytes) -> bytes:
    square = emf_record(43, struct.pack("<4l", 10, 10, 90, 60))
    end = emf_record(14, struct.pack("<3L", 0, 16, 20))
    records = b"".join((*between, square, end))
    head = struct.pack("<4l4l", 0, 0, 100, 100, 0, 0, 2646, 2646) + b" EMF"
    counts = struct.pack("<2LL2H3L", 0x10000, 108 + len(records), 3 + len(between), 1, 0, 0, 0, 0)
    devices = struct.pack("<4l3L2L", 1024, 768, 320, 240, 0, 0, 0, 320000, 240000)
    return struct.pack("<2L", 1, 108) + head + counts + devices + records


def wmf_record(function: int, content: bytes = b"") -> bytes:
    content += b"\0" * (len(content) % 2)
    return struct.pack("<LH", 3 + len(content) // 2, function) + content


def wmf(*between: bytes) -> bytes:
    square = wmf_record(0x041B, struct.pack("<4h", 60, 90, 10, 10))
    records = b"".join((*between, square, wmf_record(0)))
    return struct.pack("<3HLHLH", 1, 9, 0x300, 9 + len(records) // 2, 1, 99, 0) + records


def svm_record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<2HL", kind, 1, len(content)) + content


def svm(*between: bytes) -> bytes:
    square = svm_record(103, struct.pack("<4l", 10, 10, 90, 60))
    return b"VCLMTF" + struct.pack("<HL", 1, 4) + bytes(4) + b"".join((*between, square))


def svm_comment(name: bytes, content: bytes) -> bytes:
    said = struct.pack("<H", len(name)) + name + struct.pack("<2l", 0, len(content)) + content
    return svm_record(512, said)
