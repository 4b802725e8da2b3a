"""Characters that nobody sees and that come along when text is copied: from contacts, chats and PDFs."""

import re

BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())


def expand_ranges(ranges: str) -> str:
    """The characters with these numbers: "00AD 200B-200F" are six."""
    return "".join(
        chr(code)
        for first, _, last in (codes.partition("-") for codes in ranges.split())
        for code in range(int(first, 16), int(last or first, 16) + 1)
    )


DIRECTION = expand_ranges("202A-202E 2066-2069")
"""What turns the text between it and its end (Unicode Standard Annex 9)."""
BLANK_LETTERS = expand_ranges("034F 115F-1160 17B4-17B5 2800 3164 FFA0")
"""Letters, marks and a sign that show nothing."""
# The soft hyphen, joiners and their like, marks of direction.
INVISIBLE = expand_ranges("00AD 061C 180E 200B-200F 2060-2064 FEFF") + DIRECTION + BLANK_LETTERS
# Phones wrap numbers so. What is inside runs from left to right anyway: the wrapping changes nothing.
WRAPPED = re.compile(r"[\u202a\u202d\u2066\u2068]([\x20-\x7e]*)[\u202c\u2069]")
LINE_BREAK = re.compile(r"(\r?\n)")


def to_line_feeds(text: str) -> str:
    """The text with one character for each line break, as browsers count it while it is typed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def clean_line(text: str) -> str:
    """The text without blanks and invisible characters at its ends, and with numbers unwrapped.

    Inside, joiners stay: Persian names and some emoji are written with them.
    """
    return WRAPPED.sub(r"\1", text).strip(BLANKS + INVISIBLE)


def clean_lines(text: str) -> str:
    """As clean_line for each line of a text; blanks at the ends of its lines stay."""
    parts = LINE_BREAK.split(WRAPPED.sub(r"\1", text))
    return clean_line(
        "".join(part if part.endswith("\n") else part.strip(INVISIBLE) for part in parts)
    )
