"""Tells pictures and fonts inside of an Office file from files of other formats, by their first bytes."""

import re
import zlib

HEAD_BYTES = 600
"""So many are enough; the old pictures of the Macintosh begin with 512 that say nothing."""

METAFILES = (b"\xd7\xcd\xc6\x9a", b"\1\0\x09\0", b"\2\0\x09\0", b"\1\0\0\0")
"""WMF and EMF, which Office also packs."""
KNOWN = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"II\xbc", b"\0\0\1\0"),
    *METAFILES,
    *(b"VCLMTF", b"\0\0\0\x0cjP"),
    *(b"\0\1\0\0", b"OTTO", b"true", b"ttcf", b"wOFF", b"wOF2"),
)
"""PNG, JPEG, GIF, BMP, TIFF, JPEG XR, icons, WMF, EMF, SVM, JPEG 2000; TrueType, OpenType, WOFF."""
WEBP = re.compile(rb"RIFF....WEBP", re.DOTALL)
BRAND = re.compile(rb"....ftyp(?:heic|heix|mif1|msf1|avif|avis)", re.DOTALL)
OLD_PICTURES = (
    re.compile(rb".{522}(?:\x00\x11\x02\xff|\x11\x01)", re.DOTALL),
    re.compile(rb"\x0a[\x00-\x05]\x01"),
    re.compile(rb"P[1-6]\s"),
)
"""PICT of the Macintosh, PCX, PBM and its kin."""
FONT_OF_OFFICE = re.compile(rb".{34}LP", re.DOTALL)
"""Embedded OpenType."""
PACKED, GZIP = b"\x1f\x8b", 31
"""How it begins, and what zlib calls it."""
FOREIGN = (
    *(
        b"MZ",
        b"\x7fELF",
        b"\xfe\xed\xfa",
        b"\xcf\xfa\xed\xfe",
        b"\xce\xfa\xed\xfe",
        b"\xca\xfe\xba\xbe",
    ),
    *(
        b"PK\3\4",
        b"PK\5\6",
        b"\xd0\xcf\x11\xe0",
        b"Rar!",
        b"7z\xbc\xaf",
        b"BZh",
        b"\xfd7zXZ",
        PACKED,
    ),
    *(
        b"MSCF",
        b"ITSF",
        b"L\0\0\0\1\x14\2",
        b"%PDF",
        b"%!PS",
        b"\xc5\xd0\xd3\xc6",
        b"{\\rt",
        b"#!",
        b"FWS",
        b"CWS",
        b"ZWS",
    ),
    *(b"RIFF", b"OggS", b"ID3", b"fLaC", b"\x1aE\xdf\xa3", b"0&\xb2u", b"\0asm", b"!<arch>"),
)
"""Programs, archives, OLE, links, PDF, PostScript (also with a header for DOS), RTF, scripts, Flash, sound and video."""
MOVIE = re.compile(rb"....ftyp", re.DOTALL)
PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|script)", re.IGNORECASE)
PROPERTY_LIST = re.compile(
    rb"(<\?xml[^<>]*\?>\s*)<!DOCTYPE plist PUBLIC \"-//Apple(?: Computer)?//DTD PLIST 1\.0//EN\"\s+"
    rb"\"https?://www\.apple\.com/DTDs/PropertyList-1\.0\.dtd\">(?=\s*<plist[\s>])"
)
"""How Word on a Mac keeps the settings of the printer: the only document type that stays."""
SCRAMBLED_FONT = "odttf"
"""Its first 32 bytes are mixed with a key (ECMA-376, part 1, 17.8.1)."""


def is_foreign(name: str, head: bytes) -> bool:
    """Whether a part, of which these are the first bytes, is none of a picture or a font.

    Only those that can be known by their bytes are believed: programs hand what they do not know to others.
    """
    ending = name.rpartition(".")[2].lower()
    if ending == SCRAMBLED_FONT or not head:
        return False
    if head.startswith(PACKED):
        return not unpack_head(head).startswith(METAFILES)
    if head.startswith(KNOWN) or WEBP.match(head) or BRAND.match(head):
        return False
    if head.startswith(FOREIGN) or MOVIE.match(head) or PAGE.match(head):
        return True
    return not any(each.match(head) for each in (FONT_OF_OFFICE, *OLD_PICTURES))


def unpack_head(head: bytes) -> bytes:
    """The first bytes of what was packed; empty if they cannot be told."""
    try:
        return zlib.decompressobj(GZIP).decompress(head, HEAD_BYTES)
    except zlib.error:
        return b""
