"""Tells pictures and fonts inside of an Office file from files of other formats, by their first bytes."""

import re

HEAD_BYTES = 600
"""So many are enough; the old pictures of the Macintosh begin with 512 that say nothing."""

KNOWN = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"II\xbc", b"\0\0\1\0"),
    *(b"\xd7\xcd\xc6\x9a", b"\1\0\x09\0", b"\2\0\x09\0", b"\1\0\0\0", b"VCLMTF", b"\0\0\0\x0cjP"),
    *(b"\0\1\0\0", b"OTTO", b"true", b"ttcf", b"wOFF", b"wOF2"),
)
"""PNG, JPEG, GIF, BMP, TIFF, JPEG XR, icons, WMF, EMF, SVM, JPEG 2000; TrueType, OpenType, WOFF."""
WEBP = re.compile(rb"RIFF....WEBP", re.DOTALL)
BRAND = re.compile(rb"....ftyp(?:heic|heix|mif1|msf1|avif|avis)", re.DOTALL)
PACKED = b"\x1f\x8b"
PACKED_PICTURES = {"emz", "wmz", "svgz", "svmz"}
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
        b"{\\rt",
        b"#!",
        b"FWS",
        b"CWS",
        b"ZWS",
    ),
    *(b"RIFF", b"OggS", b"ID3", b"fLaC", b"\x1aE\xdf\xa3", b"0&\xb2u", b"\0asm", b"!<arch>"),
)
"""Programs, archives, OLE, links, PDF, PostScript, RTF, scripts, Flash, sound and video."""
MOVIE = re.compile(rb"....ftyp", re.DOTALL)
PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|script)", re.IGNORECASE)
PROPERTY_LIST = re.compile(
    rb"(<\?xml[^<>]*\?>\s*)<!DOCTYPE plist PUBLIC \"-//Apple(?: Computer)?//DTD PLIST 1\.0//EN\"\s+"
    rb"\"https?://www\.apple\.com/DTDs/PropertyList-1\.0\.dtd\">(?=\s*<plist[\s>])"
)
"""How Word on a Mac keeps the settings of the printer: the only document type that stays."""
PICTURES = (
    *("png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "dib", "tif", "tiff", "emf", "wmf", "emz"),
    *(
        "wmz",
        "svg",
        "svm",
        "webp",
        "heic",
        "heif",
        "avif",
        "wdp",
        "jxr",
        "hdp",
        "ico",
        "pct",
        "pict",
    ),
    *("pcx", "jp2", "tga", "pbm", "pgm", "ppm", "xbm", "xpm", "svgz"),
)
FONTS = ("ttf", "otf", "ttc", "odttf", "fntdata", "woff", "woff2", "eot")
SCRAMBLED_FONT = "odttf"
"""Its first 32 bytes are mixed with a key (ECMA-376, part 1, 17.8.1)."""


def is_foreign(name: str, head: bytes) -> bool:
    """Whether a part, of which these are the first bytes, is none of a picture or a font.

    What cannot be known by its bytes is believed if it is called like a picture or a font.
    """
    ending = name.rpartition(".")[2].lower()
    if ending == SCRAMBLED_FONT or not head:
        return False
    if head.startswith(PACKED):
        return ending not in PACKED_PICTURES
    if head.startswith(KNOWN) or WEBP.match(head) or BRAND.match(head):
        return False
    if head.startswith(FOREIGN) or MOVIE.match(head) or PAGE.match(head):
        return True
    return ending not in (*PICTURES, *FONTS)
