"""Takes out of a PDF what does something instead of showing something (ISO 32000-2, 12.6, 12.7.8, 13).

Links to pages and to the web stay: they are part of a CV, and nothing happens before a click. What a
reader does when it opens the file is at most to show a certain page.
"""

import re
from collections.abc import Iterator, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from applications.documents.pdf_archives import clean_archive
from applications.documents.pdf_resources import is_named_resource
from applications.documents.refusals import Cause, RefusedContent
from applications.enums import Removed

MAX_OBJECTS = 200_000
MAX_LOOKED_AT = 500_000
"""What stands in lists and dictionaries, together; a list may be short and name one object over and over."""
MAX_DEPTH = 50
"""Of arrays and dictionaries that stand inside of each other without a number of their own."""

HARMLESS_ACTIONS = {
    "/GoTo",
    "/URI",
    "/Named",
    "/Hide",
    "/ResetForm",
    "/SetOCGState",
    "/Trans",
}
NAMED_ACTIONS = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}
"""Those that the standard names (table 215); others are entries of a reader's menu."""
SCRIPTS = {"/JavaScript", "/Rendition"}
AT_OPENING = "/OpenAction"
ACTION_KEYS = ("/A", AT_OPENING, "/Next", "/PA", "/NA", "/Dest")
"""Where an action stands, or a list of them; other things under the same keys have no /S."""
ALWAYS_ACTIVE = {
    "/AA": Removed.ACTIONS,
    "/JS": Removed.SCRIPTS,
    "/JavaScript": Removed.SCRIPTS,
    "/XFA": Removed.FORM,
    "/EmbeddedFiles": Removed.FILES,
    "/EF": Removed.FILES,
    "/AF": Removed.FILES,
    "/Collection": Removed.FILES,
    "/RichMediaContent": Removed.MEDIA,
    "/RichMediaSettings": Removed.MEDIA,
    "/Renditions": Removed.MEDIA,
    "/OPI": Removed.FILES,
    "/Base": Removed.LINKS,
    "/AlternatePresentations": Removed.SCRIPTS,
    "/Requirements": Removed.SCRIPTS,
    "/AdditionalStreams": Removed.FILES,
    "/PieceInfo": Removed.REST,
    "/SpiderInfo": Removed.OUTSIDE,
    "/DestOutputProfileRef": Removed.OUTSIDE,
}
"""Keys that stand for nothing else in a dictionary of a PDF.

LibreOffice opens what the first stream of /AdditionalStreams holds instead of the pages, Illustrator what
/PieceInfo holds; /Requirements names scripts, /SpiderInfo how pages of the web are fetched again, and
/DestOutputProfileRef a profile of colours in another file.
"""
ACTIVE_ANNOTATIONS = {
    "/FileAttachment": Removed.FILES,
    "/RichMedia": Removed.MEDIA,
    "/Screen": Removed.MEDIA,
    "/Movie": Removed.MEDIA,
    "/Sound": Removed.MEDIA,
    "/3D": Removed.MEDIA,
}
FOR_PRINTERS = "/PS"
LINK_ADDRESS = "/URI"
STATES = "/AS"
"""A list: which layers are shown by whether somebody reads or prints, which some programs follow (8.11.4.5); what is shown
without it stays. A name: the state of an annotation."""
FIRST_HALF = "/Linearized"
"""Says that a table for the first page follows, which copies have not."""
OUTSIDE_DATA = ("/F", "/FFilter", "/FDecodeParms", "/Ref")
"""Of a stream: its bytes, or what it shows, are in another file (7.3.8.2, 8.10.4)."""
KEYS_TO_LOOK_AT = re.compile(
    b"(?:%s)(?![A-Za-z0-9])"
    % "|".join((*ALWAYS_ACTIVE, *ACTION_KEYS, LINK_ADDRESS, FIRST_HALF, STATES)).encode()
)
ANNOTATIONS_TO_LOOK_AT = re.compile(
    b"/Subtype *+(?:[^ /]|(?:%s)(?![A-Za-z0-9]))" % "|".join(ACTIVE_ANNOTATIONS).encode()
)
"""Of a kind that is active, or that cannot be told from the words alone."""
HARMLESS_LINK = re.compile(
    r" *+(?:(?:https?|mailto|tel):.*|#.*|www\.(?!.*(?:\\|/\.\.)).*|)", re.IGNORECASE | re.DOTALL
)
"""To the web, a mailbox, a phone, or a page of the document itself; all else is a file of the reader's."""


def clean_pdf(document: pikepdf.Pdf) -> set[Removed]:
    """Remove what is active, in place; returns what kinds were there.

    Every object of the file is looked at, whether a page leads to it or not. Raises RefusedContent
    for more than MAX_OBJECTS objects, MAX_LOOKED_AT things in them, or MAX_DEPTH inside of each other.
    """
    removed: set[Removed] = set()
    waiting: list[tuple[object, int]] = [(each, 0) for each in find_suspicious(document)]
    left = MAX_LOOKED_AT
    while waiting:
        found, depth = waiting.pop()
        inside: list[object] = []
        if isinstance(found, Array):
            removed |= clean_array(found)
            inside = list(found)
        elif isinstance(found, (Dictionary, Stream)):
            parts = dict(found.items())
            removed |= clean_dictionary(found, parts)
            inside = list(parts.values())
        left -= len(inside)
        if depth > MAX_DEPTH or left < 0:
            raise RefusedContent(Cause.TOO_COMPLEX)
        waiting += [(each, depth + 1) for each in inside if is_direct_container(each)]
    return removed


def find_suspicious(document: pikepdf.Pdf) -> list[object]:
    """The objects that have to be looked at from Python, which takes ten times as long as their text does.

    qpdf writes each name in one way, however the file does. Lists are looked at only if there is an
    annotation somewhere that one of them may have to lose.
    """
    if len(document.objects) > MAX_OBJECTS:
        raise RefusedContent(Cause.TOO_COMPLEX)
    others: list[object] = []
    suspicious: list[object] = [document.trailer]
    has_annotations = False
    for each in document.objects:
        is_stream = isinstance(each, Stream)
        if not is_stream and not isinstance(each, (Dictionary, Array)):
            continue
        text = (each.stream_dict if is_stream else each).unparse(resolved=True)
        has_annotations = has_annotations or bool(ANNOTATIONS_TO_LOOK_AT.search(text))
        is_suspicious = is_stream or KEYS_TO_LOOK_AT.search(text)
        (suspicious if is_suspicious else others).append(each)
    return [*suspicious, *others] if has_annotations else suspicious


def is_direct_container(value: object) -> bool:
    """What has a number of its own comes by itself."""
    return isinstance(value, (Dictionary, Array)) and not value.is_indirect


def looks_active(document: pikepdf.Pdf) -> bool:
    """Whether qpdf sees something active where readers look first: at the document, its pages and what lies on them.

    A second opinion on files that are calm by their bytes: two readings of one file should not differ.
    """
    root = document.Root
    looked_at = [document.trailer, root, root.get("/Names"), root.get("/AcroForm")]
    for page in document.pages:
        annotations = page.obj.get("/Annots")
        for each in annotations if isinstance(annotations, Array) else ():
            looked_at += [each, each.get("/A") if isinstance(each, Dictionary) else None]
        looked_at.append(page.obj)
    return any(map(is_active, looked_at))


def is_active(found: object) -> bool:
    if not isinstance(found, (Dictionary, Stream)):
        return False
    if find_active_annotation(found) is not None:
        return True
    return next(find_active_keys(found, dict(found.items())), None) is not None


def clean_dictionary(found: Dictionary | Stream, parts: Mapping[str, object]) -> set[Removed]:
    removed: set[Removed] = set()
    for key, kind in find_active_keys(found, parts):
        del found[key]
        removed.add(kind)
    if isinstance(found, Stream):
        removed |= clean_program(found) | clean_archive(found)
    return removed


def find_active_keys(
    found: Dictionary | Stream, parts: Mapping[str, object]
) -> Iterator[tuple[str, Removed]]:
    """The keys that have to go, and what kind of thing each leads to."""
    for key, value in parts.items():
        kind = ALWAYS_ACTIVE.get(key)
        if key in ACTION_KEYS:
            kind = next(filter(None, map(find_active_action, flatten(value))), None)
        elif key in OUTSIDE_DATA and isinstance(found, Stream):
            kind = Removed.FILES
        if key == AT_OPENING and kind is None and not is_calm_at_opening(value):
            kind = Removed.ACTIONS
        elif key == LINK_ADDRESS and not isinstance(value, String):
            kind = Removed.LINKS
        elif key == FIRST_HALF or (key == STATES and isinstance(value, Array)):
            kind = Removed.REST
        is_name = not isinstance(found, Stream) and is_named_resource(key, value)
        if kind is not None and not is_name:
            yield key, kind


def clean_program(stream: Stream) -> set[Removed]:
    """Have a program for printers, which readers hand on to them, print nothing (ISO 32000-1, 8.8.2)."""
    kinds = {read_name(stream, key) for key in ("/Subtype", "/Subtype2")}
    if FOR_PRINTERS not in kinds and FOR_PRINTERS not in stream:
        return set()
    for key in ("/Subtype2", FOR_PRINTERS, "/Level1"):
        if key in stream:
            del stream[key]
    stream.write(b"")
    stream.Subtype, stream.BBox = Name.Form, Array([0, 0, 0, 0])
    return {Removed.SCRIPTS}


def flatten(value: object, depth: int = 0) -> Iterator[object]:
    """What stands in a list, and in lists in it; RefusedContent beyond MAX_DEPTH."""
    if depth > MAX_DEPTH:
        raise RefusedContent(Cause.TOO_COMPLEX)
    if not isinstance(value, Array):
        yield value
        return
    for each in value:
        yield from flatten(each, depth + 1)


def is_calm_at_opening(value: object) -> bool:
    """Whether nothing happens at opening but that a page is shown: no call to the web, no other action after it."""
    return not isinstance(value, (Dictionary, Stream)) or (
        read_name(value, "/S") in {"/GoTo", ""} and "/Next" not in value
    )


def read_name(found: Dictionary | Stream, key: str) -> str:
    """A name, or a string in the place of one, which some readers take for it; "" for what is neither."""
    value = found.get(key)
    if isinstance(value, Name):
        return str(value)
    return f"/{value}" if isinstance(value, String) else ""


def find_active_action(value: object) -> Removed | None:
    """What kind of action it is, unless it is harmless or none.

    Readers take the dictionary of a stream for an action, too.
    """
    if not isinstance(value, (Dictionary, Stream)) or not (name := read_name(value, "/S")):
        return None
    if name == LINK_ADDRESS:
        return Removed.LINKS if leads_elsewhere(value) else None
    if name == "/Named" and read_name(value, "/N") not in NAMED_ACTIONS:
        return Removed.ACTIONS
    if name in HARMLESS_ACTIONS:
        return None
    return Removed.SCRIPTS if name in SCRIPTS else Removed.ACTIONS


def leads_elsewhere(link: Dictionary | Stream) -> bool:
    """Whether a link is none to a page of the web, a mailbox or a phone."""
    address = link.get(LINK_ADDRESS, String(""))
    return not isinstance(address, String) or not HARMLESS_LINK.fullmatch(str(address))


def clean_array(found: Array) -> set[Removed]:
    """Of annotations of a page those that are active go."""
    kinds = [find_active_annotation(each) for each in found]
    removed = set(filter(None, kinds))
    if removed:
        kept = [each for each, kind in zip(found, kinds, strict=True) if kind is None]
        found.clear()
        found.extend(kept)
    return removed


def find_active_annotation(value: object) -> Removed | None:
    if not isinstance(value, (Dictionary, Stream)):
        return None
    return ACTIVE_ANNOTATIONS.get(read_name(value, "/Subtype"))
