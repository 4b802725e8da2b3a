"""In which encoding a part of XML is written: one that shows its tags as bytes of ASCII, or UTF-16, and no other.

In others, as UTF-7, a tag may be written in letters that say nothing to who looks at bytes. XML 1.0, appendix F.
"""

import re

from applications.documents.refusals import Cause, RefusedContent

PLAIN_ENCODINGS = {
    *("utf-8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252"),
}
"""In which a byte below 128 is that character and no part of another one."""
WIDE_ENCODINGS = {"utf-16", "utf-16le", "utf-16be"}
LONGEST_DECLARATION = 4096
"""In bytes. What programs write has less than 100."""
BLANK = r"[ \t\r\n]"
DECLARATION = re.compile(
    rf"<\?xml{BLANK}+version{BLANK}*={BLANK}*(?:\"1\.\d+\"|'1\.\d+')"
    rf"(?:{BLANK}+encoding{BLANK}*={BLANK}*(?:\"(?P<one>[^\"<>]*)\"|'(?P<two>[^'<>]*)'))?"
    rf"(?:{BLANK}+standalone{BLANK}*={BLANK}*(?:\"(?:yes|no)\"|'(?:yes|no)'))?"
    rf"{BLANK}*\?>"
)
IS_DECLARED = re.compile(rf"<\?xml(?:{BLANK}|\?|\Z)", re.IGNORECASE)
UTF_8_MARK = b"\xef\xbb\xbf"
UTF_32 = (b"\0\0\xfe\xff", b"\xff\xfe\0\0", b"\0\0\0<", b"<\0\0\0")
UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}  # fmt: skip
"""By its first two bytes: a mark, or the first sign itself."""
ANY_START = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\0{0,3}[ \t\r\n])*\0{0,3}(?:<|\x4c\x6f\xa7\x94)"
)
"""Of XML in encodings of one, two or four bytes, and in those of mainframes."""


def looks_like_xml(start: bytes) -> bool:
    """Whether a program that looks at the content alone may take it for XML; also if there are only blanks so far."""
    is_blank = not start.strip(b"\0 \t\r\n") and start.strip(b"\0") != b""
    return is_blank or ANY_START.match(start) is not None


def is_plainly_encoded(content: bytes) -> bool:
    """Whether the bytes of tags are those of ASCII, and not of UTF-16; the first LONGEST_DECLARATION bytes are enough.

    Raises RefusedContent for every other encoding, and for a declaration that says another one
    than the bytes do, or that nobody would write.
    """
    start = content[:LONGEST_DECLARATION]
    wide = UTF_16.get(start[:2])
    if start.startswith(UTF_32):
        raise RefusedContent(Cause.ENCODING)
    text = start.removeprefix(UTF_8_MARK).decode(wide or "iso-8859-1", "replace").lstrip("\ufeff")
    first = text.lstrip(" \t\r\n")[:1]
    is_blank = text != "" and not first and len(start) < LONGEST_DECLARATION
    if first != "<" and not is_blank:
        raise RefusedContent(Cause.BROKEN)
    check_declared_encoding(text, WIDE_ENCODINGS if wide else PLAIN_ENCODINGS)
    return wide is None


def check_declared_encoding(text: str, allowed: set[str]) -> None:
    """RefusedContent unless what stands first of a part declares one of these, or nothing."""
    if not IS_DECLARED.match(text.lstrip(" \t\r\n")):
        return
    found = DECLARATION.match(text)
    if found is None:
        raise RefusedContent(Cause.BROKEN)
    declared = found["one"] or found["two"]
    if declared is not None and declared.lower() not in allowed:
        raise RefusedContent(Cause.ENCODING)
