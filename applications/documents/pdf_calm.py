"""Whether no program could find anything in a PDF that does something instead of showing something.

Programs disagree on what a file means: which of two objects with one number counts, which table,
which trailer, what stands in a comment. So none of them is asked: everything that stands in the file
outside of the data of streams is looked at, whether a table names it or not, and so are the objects
that are packed into streams. Most CVs are calm by that, and keep every byte.
"""

import re

from applications.documents.archive_layout import END_OF_ZIP
from applications.documents.pdf_bytes import (
    NESTED,
    REGULAR,
    WHITE,
    Part,
    StrayBytes,
    read_parts,
    unescape,
)
from applications.documents.pdf_cleaning import (
    ACTIVE_ANNOTATIONS,
    ALWAYS_ACTIVE,
    FIRST_HALF,
    FOR_PRINTERS,
    HARMLESS_LINK,
    OUTSIDE_DATA,
    STATES,
)
from applications.documents.pdf_filters import is_archive
from applications.documents.pdf_resources import find_resources, without_resources
from applications.documents.pdf_tables import is_table, read_objects

ACTIVE_ACTIONS = (
    *("/JavaScript", "/Launch", "/GoToR", "/GoToE", "/GoToDp", "/GoTo3DView", "/Thread", "/Sound"),
    *(
        "/Movie",
        "/Rendition",
        "/SubmitForm",
        "/ImportData",
        "/RichMediaExecute",
        "/Named",
        "/SetState",
    ),
)
"""All that any edition of the standard, or Adobe's supplements to it, name (table 201), and that are not harmless."""


def pattern(form: bytes, *names: str) -> re.Pattern[bytes]:
    """An expression in which NAMES stands for any of these, END for where a name ends, GAP for what may follow it."""
    parts = {
        b"NAMES": b"(?:%s)" % "|".join(names).encode(),
        b"END": b"(?!%s)" % REGULAR,
        b"GAP": b"%s*+" % WHITE,
    }
    return re.compile(re.sub(rb"NAMES|END|GAP", lambda found: parts[found[0]], form))


KEYS = pattern(rb"NAMESEND", *ALWAYS_ACTIVE, "/PA", "/NA", "/Encrypt", "/Subtype2")
KINDS = pattern(rb"/SubtypeEND(?!GAP(?!NAMESEND)/)", *ACTIVE_ANNOTATIONS, FOR_PRINTERS)
ACTIONS = pattern(rb"/SEND(?!GAP(?:(?!NAMESEND)/|\d++GAP[/>]))", *ACTIVE_ACTIONS)
"""Other names than those that are known to be harmless, and what is no name."""
STATES_OF_LAYERS = pattern(rb"NAMESENDGAP[\[\d]", STATES)
SAYS_LINK = pattern(rb"/SENDGAP/URIEND")
LINK = re.compile(rb"/URI(?!%s)%s*+(%s)?" % (REGULAR, WHITE, NESTED), re.DOTALL)
STRING_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
OUTSIDE = pattern(rb"NAMESEND", *OUTSIDE_DATA)
FIRST = pattern(rb"NAMESEND", FIRST_HALF)
OPENING = pattern(
    rb"/OpenActionENDGAP(?:(\[[^\[\]<>()]*+\]|<<[^<>]*+>>)|(\d{1,10}+)GAP\d++GAPREND)?"
)
SHOWS_A_PAGE = pattern(rb"GAP(?:\[[^\[\]<>]*+\]|<<[^<>]*+>>)GAP")
NOT_ONLY = pattern(rb"/NextEND|/SEND(?!GAP/GoToEND)")


def is_calm(whole: bytes) -> bool:
    """Whether all that stands in a PDF, in any revision, is harmless, and each of its bytes is something of a PDF."""
    if END_OF_ZIP in whole:
        return False
    try:
        parts = read_parts(whole)
        is_in_order = FIRST_HALF.encode() not in whole or is_table_second(parts)
        parts += read_objects(parts)
        is_in_order = is_in_order and not any(map(holds_archive, parts))
    except StrayBytes:
        return False
    resources = find_resources(parts)
    texts, streams = (
        {without_resources(text, resources) for text in forms(b"\n".join(several))}
        for several in (
            (part.text for part in parts),
            (part.text for part in parts if part.data is not None),
        )
    )
    return is_in_order and not (
        any(
            each.search(text) for text in texts for each in (KEYS, KINDS, ACTIONS, STATES_OF_LAYERS)
        )
        or any(leads_elsewhere(text) for text in texts)
        or any(OUTSIDE.search(text) for text in streams)
        or any(does_something_at_opening(text, parts) for text in texts)
    )


def holds_archive(part: Part) -> bool:
    return part.data is not None and is_archive(part.data, unescape(part.text))


def is_table_second(parts: list[Part]) -> bool:
    """Whether a table follows where a file says that its first half has one (annex F), and none says so later.

    Programs take for it whatever stands there.
    """
    objects = [part for part in parts if part.number is not None or part.is_table]
    is_said = [FIRST.search(part.text) is not None for part in objects]
    if not any(is_said):
        return True
    return not any(is_said[1:]) and len(objects) > 1 and is_table(objects[1])


def forms(text: bytes) -> set[bytes]:
    """As it stands there, as old programs read it, and with its names as they are meant."""
    return {text, unescape(text)}


def leads_elsewhere(text: bytes) -> bool:
    """Whether there is a link that is none to the web, a mailbox, a phone or a page of the document."""
    links = LINK.finditer(SAYS_LINK.sub(b"", text))
    return not all(HARMLESS_LINK.fullmatch(read_string(found[1])) for found in links)


def read_string(written: bytes | None) -> str:
    """What a string in brackets says (7.3.4.2); what is none, or is in UTF-16, says something that leads nowhere."""
    if written is None or written.startswith((b"(\xfe\xff", b"(\xff\xfe")):
        return "elsewhere:"
    said = STRING_ESCAPE.sub(read_escape, written[1:-1])
    return "elsewhere:" if said.startswith((b"\xfe\xff", b"\xff\xfe")) else said.decode("latin-1")


def read_escape(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes((int(found[1], 8) & 0xFF,))
    meant = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
    return b"" if found[2] in {b"\r\n", b"\r", b"\n"} else meant.get(found[2], found[2])


def does_something_at_opening(text: bytes, parts: list[Part]) -> bool:
    """More than to show a certain page."""
    for found in OPENING.finditer(text):
        if found[2]:
            number = int(found[2])
            actions = [part.text for part in parts if part.number == number]
        else:
            actions = [found[1] or b""]
        read = [form for action in actions for form in forms(action)]
        if not read or not all(map(shows_a_page, read)):
            return True
    return False


def shows_a_page(action: bytes) -> bool:
    return SHOWS_A_PAGE.fullmatch(action) is not None and NOT_ONLY.search(action) is None
