"""What any program could find in a PDF is looked at; honest files and revisions keep every byte."""

import re
import zlib
from base64 import a85encode
from collections.abc import Callable
from io import BytesIO
from itertools import batched

import pikepdf
import pytest
from django.core.files.base import ContentFile

from applications.documents import pdf_bytes
from applications.documents.pdf_calm import is_calm
from applications.documents.pdf_cleaning import looks_active
from applications.documents.upload_check import CheckedUpload, check_upload
from applications.enums import Removed
from tests.applications import files
from tests.applications.documents.test_pdf_cleaning import (
    ACTIVE,
    empty,
    script_at_opening,
    written,
)

MARKER = b"MARKER-OF-OURS"
START = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
SIGNATURE = b"<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 9 9 9] /Contents <00> >>"


def revised(earlier: bytes, objects: dict[int, bytes]) -> bytes:
    """One more revision behind it, as programs write that fill in a form or sign."""
    with pikepdf.open(BytesIO(earlier)) as document:
        root, size = document.Root.objgen[0], len(document.objects) + 1
    content, places = earlier, {}
    for number, body in objects.items():
        places[number] = len(content)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % one for one in places.items())
    facts = (max(size, *(number + 1 for number in objects)), root, START.findall(earlier)[-1])
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Prev %s >>\n" % (facts[0], facts[1], facts[2])
    return content + b"xref\n%s%sstartxref\n%d\n%%%%EOF\n" % (table, trailer, len(content))


def root_of(content: bytes, more: bytes = b"") -> dict[int, bytes]:
    """The catalog as another revision has it."""
    with pikepdf.open(BytesIO(content)) as document:
        pages = document.Root.Pages.objgen[0]
        return {document.Root.objgen[0]: b"<< /Type /Catalog /Pages %d 0 R %s >>" % (pages, more)}


def signed(content: bytes) -> bytes:
    field = b"<< /FT /Sig /T (Signature) /V 91 0 R >>"
    form = b"/AcroForm << /Fields [90 0 R] /SigFlags 3 >>"
    return revised(content, {**root_of(content, form), 90: field, 91: SIGNATURE})


def plain() -> bytes:
    return files.pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable)


def with_script() -> bytes:
    document = empty()
    script_at_opening(document)
    return written(document)


def between(content: bytes) -> bytes:
    return revised(content + b"<html>" + MARKER, root_of(content))


def unlisted(content: bytes, what: bytes) -> bytes:
    """With an object that stands in the file and in no table."""
    place = content.index(b"1 0 obj")
    hidden = b"1 0 obj\n%s\nendobj\n" % what
    table = content.index(b"\nxref\n") + 1
    moved = content[:place] + content[place:table] + hidden + content[table:]
    start = START.findall(content)[-1]
    return moved.replace(b"startxref\n" + start, b"startxref\n%d" % (int(start) + len(hidden)))


STRAY: dict[str, Callable[[], bytes]] = {
    "lines in front": lambda: b"Subject: " + MARKER + b"\n\n" + plain(),
    "page behind": lambda: plain() + b"<!doctype html>" + MARKER,
    "archive behind": lambda: plain() + files.archive({"a.txt": MARKER}, compression=0),
    "page in a comment": lambda: plain() + b"%<script>" + MARKER + b"\n",
    "page between revisions": lambda: between(plain()),
    "script in an earlier revision": lambda: (
        revised(with_script(), root_of(with_script())) + b"% " + MARKER
    ),
    "archive in a stream": lambda: revised(
        plain(),
        {
            80: b"<< /Length 40 >>\nstream\n"
            + (MARKER + b"PK\5\6").ljust(40, b"\0")
            + b"\nendstream"
        },
    ),
}
HONEST: dict[str, Callable[[], bytes]] = {
    "plain": plain,
    "object streams": lambda: files.pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "linearised": lambda: files.pdf(linearize=True),
    "linearised, object streams": lambda: files.pdf(
        linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
    ),
    "linearised, then revised": lambda: revised(
        files.pdf(linearize=True), root_of(files.pdf(linearize=True))
    ),
    "revised": lambda: revised(plain(), root_of(plain())),
    "revised thrice": lambda: revised(
        revised(revised(plain(), root_of(plain())), root_of(plain())), root_of(plain())
    ),
    "signed": lambda: signed(plain()),
    "signed, zeros behind": lambda: signed(plain()) + bytes(600),
    "length in another object": lambda: revised(
        plain(), {80: stream_by(b"81", b"harmless"), 81: b"8"}
    ),
    "name with an umlaut": lambda: revised(plain(), {80: b"<< /Gr#FCn /A#20B >>"}),
    "lines end as in Windows": lambda: plain() + b"\r\n\r\n",
}


def check(content: bytes) -> CheckedUpload:
    return check_upload(ContentFile(content, name="CV.pdf"))


def read(checked: CheckedUpload) -> bytes:
    checked.content.seek(0)
    return bytes(checked.content.read())


@pytest.mark.parametrize("name", STRAY)
def test_stray_bytes_go_and_the_author_reads_so(name: str) -> None:
    sent = STRAY[name]()
    checked = check(sent)
    assert checked.removed == (Removed.REST,)
    kept = read(checked)
    assert (MARKER in sent, MARKER in kept, b"JavaScript" in kept) == (True, False, False)
    assert check(kept).removed == ()


@pytest.mark.parametrize("name", HONEST)
def test_honest_revisions_keep_every_byte(name: str) -> None:
    sent = HONEST[name]()
    checked = check(sent)
    assert (checked.removed, checked.original) == ((), None)
    assert read(checked) == sent


def test_signature_that_a_copy_breaks_is_taken_out_and_named() -> None:
    checked = check(signed(with_script()))
    assert set(checked.removed) == {Removed.REST, Removed.SIGNATURE}
    with pikepdf.open(BytesIO(read(checked))) as clean:
        [field] = clean.Root.AcroForm.Fields
        assert ("/V" in field, str(field.T), len(clean.pages)) == (False, "Signature", 1)
    assert check(read(checked)).removed == ()


SAYS_SCRIPT = b"<< /S /JavaScript /JS (1) >>"
HIDING: dict[str, Callable[[], bytes]] = {
    "in no table": lambda: unlisted(plain(), SAYS_SCRIPT),
    "in an object of a stream": lambda: revised(plain(), {80: packed(b"81 0 " + SAYS_SCRIPT, 5)}),
    "in a stream that is called otherwise": lambda: revised(
        plain(), {80: packed(b"81 0 " + SAYS_SCRIPT, 5, kind=b"XObject")}
    ),
    "in the data of a stream": lambda: revised(plain(), {80: stream(b"\n81 0 obj " + SAYS_SCRIPT)}),
    "in a string": lambda: revised(plain(), {80: b"(\n81 0 obj " + SAYS_SCRIPT + b")"}),
    "behind a word that begins a stream": lambda: revised(
        plain(), {80: b"<< /A (stream\n) /B " + SAYS_SCRIPT + b">> % endstream"}
    ),
    "in a comment": lambda: revised(plain() + b"% 81 0 obj " + MARKER + b"\n", root_of(plain())),
    "beside a trailer": lambda: plain().replace(b"startxref", SAYS_SCRIPT + b"\nstartxref"),
    "in a trailer in a stream": lambda: revised(plain(), {80: stream(b"trailer << >>")}),
    "in a stream that is packed twice": lambda: revised(
        plain(), {80: packed(b"81 0 3C3E", 5, more=b"[/FlateDecode /AHx]")}
    ),
    "in a stream that is packed by another word": lambda: revised(
        plain(), {80: packed(b"81 0 3C3E", 5, more=b"/FlateDecode /DP 9 0 R")}
    ),
    "behind signs that some take for white space": lambda: revised(
        plain(), {80: SAYS_SCRIPT.replace(b"Script", b"Script\x80")}
    ),
    "in data, by a number that only some can read": lambda: revised(
        plain(), {80: stream(b"81 0.obj " + SAYS_SCRIPT)}
    ),
    "where a table leads beside the objects": lambda: misled(plain()),
    "where a table names an object twice": lambda: twice(plain()),
    "with names that are escaped": lambda: unlisted(plain(), b"<< /S /J#61vaScript /#4aS (1) >>"),
    "in data that is longer than it seems": lambda: revised(
        plain(), {80: stream_by(b"81", b"a endstream endobj"), 81: b"40"}
    ),
    "in data whose length is said twice": lambda: revised(
        plain(), {80: b"<< /Length 1 /Length 1 >>\nstream\na\nendstream"}
    ),
    "in data whose length is another": lambda: revised(
        plain(), {80: b"<< /Length 9 >>\nstream\na\nendstream"}
    ),
    "in data whose length nobody says": lambda: revised(
        plain(), {80: stream_by(b"82", b"a"), 81: b"1"}
    ),
    "in data whose length two objects say": lambda: revised(
        revised(plain(), {80: stream_by(b"81", b"a"), 81: b"1"}), {81: b"2"}
    ),
    "in data whose length only seems to be said": lambda: revised(
        plain(), {80: b"<< /Length 1\0 0 R >>\nstream\na\nendstream"}
    ),
    "in objects whose number only seems to be said": lambda: revised(
        plain(), {80: packed(b"81 0 null", 5).replace(b"/N 1", b"/N 1\0 0 R")}
    ),
    "by a letter that is escaped": lambda: revised(plain(), {80: b"<< /Cou#6et 1 >>"}),
    "in a table of an earlier revision that is escaped": lambda: revised(
        plain(), root_of(plain())
    ).replace(b"/Prev ", b"/Pre#76 "),
    "in a table that has no number": lambda: revised(plain(), root_of(plain())).replace(
        b"/Prev ", b"/Prev +"
    ),
    "in a stream whose type stands elsewhere": lambda: revised(
        plain(), {80: stream(b"a", b"/Type 81 0 R"), 81: b"/XObject"}
    ),
    "in a stream that looks like a table": lambda: revised(
        plain(), {80: stream(b"a", b"/W [1 1 1]")}
    ),
    "in an object behind the end of its stream": lambda: revised(
        plain(), {80: packed(b"81 0 82 9 null", 10)}
    ),
    "by a kind that stands elsewhere": lambda: unlisted(plain(), b"<< /Subtype 9 0 R >>"),
    "by an action that stands elsewhere": lambda: unlisted(plain(), b"<< /S 9 0 R >>"),
}


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), more, data)


def stream_by(length: bytes, data: bytes) -> bytes:
    """Data whose length another object says."""
    return b"<< /Length %s 0 R >>\nstream\n%s\nendstream" % (length, data)


def misled(content: bytes) -> bytes:
    """Whose table says that one object stands where none does."""
    table = content.index(b"xref\n")
    place = re.compile(rb"(\d{10}) 00000 n").search(content, table)
    assert place
    elsewhere = b"%010d" % (int(place[1]) + 1)
    return content[: place.start()] + elsewhere + content[place.start() + 10 :]


def twice(content: bytes) -> bytes:
    """Revised, by a table that lists the new object two times."""
    sent = revised(content, root_of(content))
    [*_first, entry] = re.findall(rb"(\n\d+ 1\n.{18} \n)(?=trailer)", sent)
    return sent.replace(entry, entry + entry[1:])


def packed(
    objects: bytes, first: int, kind: bytes = b"ObjStm", more: bytes = b"/FlateDecode"
) -> bytes:
    facts = b"/Type /%s /N 1 /First %d /Filter %s" % (kind, first, more)
    return stream(zlib.compress(objects), facts)


@pytest.mark.parametrize("name", HIDING)
def test_nothing_active_stays_wherever_it_stands(name: str) -> None:
    """Which object counts is not for us to say: programs disagree."""
    sent = HIDING[name]()
    assert not is_calm(sent)
    assert check(sent).removed
    assert is_calm(read(check(sent)))


def test_protection_that_a_copy_loses_is_named() -> None:
    """Certificates are often locked against changes, and open without a password."""
    written = BytesIO()
    with pikepdf.open(BytesIO(plain())) as document:
        document.save(written, encryption=pikepdf.Encryption(owner="a", user=""))
    checked = check(written.getvalue())
    assert checked.removed == (Removed.PROTECTION,)
    with pikepdf.open(BytesIO(read(checked))) as kept:
        assert not kept.is_encrypted


def test_objects_that_nobody_names_and_that_say_nothing_stay() -> None:
    assert is_calm(unlisted(plain(), b"<< /Hidden (1) >>"))


OPENINGS = {
    b"[3 0 R /Fit]": True,
    b"<< /S /GoTo /D [3 0 R /Fit] >>": True,
    b"<< /S /GoTo /D (start) /Next 81 0 R >>": False,
    b"<< /S /URI /URI (https://example.org) >>": False,
    b"<< /#53 /URI /URI (https://example.org) >>": False,
    b"[<< /S /URI /URI (https://example.org) >>]": False,
}


@pytest.mark.parametrize("action", OPENINGS)
def test_at_opening_a_page_is_shown_and_nothing_else(action: bytes) -> None:
    root = root_of(plain(), b"/OpenAction 80 0 R")
    assert not is_calm(revised(plain(), root))
    assert is_calm(revised(plain(), {**root, 80: action})) is OPENINGS[action]
    assert is_calm(revised(plain(), root_of(plain(), b"/OpenAction " + action))) is OPENINGS[action]


LINKS = {
    b"(https://example.org/a\\(b\\))": True,
    b"(mailto:kim@example.org)": True,
    b"(www.example.org)": True,
    b"(#page=2)": True,
    b"(https\\072\\057\\057example.org)": True,
    b"(www.example.org\\\\..\\\\a)": False,
    b"(\\146ile:///notes.txt)": False,
    b"(\xfe\xff\0f\0i\0l\0e)": False,
    b"/https:#2f#2fexample.org": False,
    b"(file:///notes.txt)": False,
    b"(notes.txt)": False,
    b"<66696c653a>": False,
    b"81 0 R": False,
}


@pytest.mark.parametrize("link", LINKS)
def test_links_lead_to_the_web(link: bytes) -> None:
    action = b"<< /Type /Action /S /URI /URI %s >>" % link
    assert is_calm(revised(plain(), {80: action})) is LINKS[link]


def test_streams_of_objects_are_unpacked_within_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = HONEST["object streams"]()
    assert is_calm(sent)
    monkeypatch.setattr(pdf_bytes, "MAX_UNPACKED_BYTES", 100)
    assert not is_calm(sent)


@pytest.mark.parametrize("add", ACTIVE)
def test_second_opinion_is_asked_of_what_is_calm_by_its_bytes(
    add: Callable[[pikepdf.Pdf], None],
) -> None:
    """Qpdf sees by itself what readers would find at the document and on its pages."""
    document = empty()
    add(document)
    content = BytesIO(written(document))
    assert looks_active(pikepdf.open(content))
    with pikepdf.open(BytesIO(files.pdf())) as honest:
        assert not looks_active(honest)


ARCHIVE = b"PK\3\4 " + MARKER
"""Of our own; its end is not there, so that its beginning alone gives it away."""
PACKED_ARCHIVES = {
    "as it is": (b"", ARCHIVE),
    "packed": (b"/Filter /FlateDecode", zlib.compress(ARCHIVE)),
    "packed, in a list": (b"/Filter [ /FlateDecode ]", zlib.compress(ARCHIVE)),
    "packed, in signs": (
        b"/Filter [/ASCII85Decode /FlateDecode]",
        a85encode(zlib.compress(ARCHIVE)) + b"~>",
    ),
    "packed twice": (b"/Filter[/FlateDecode/FlateDecode]", zlib.compress(zlib.compress(ARCHIVE))),
    "in signs, by a short name": (b"/Filter/AHx", ARCHIVE.hex().encode() + b">"),
    "packed in rows": (
        b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>",
        zlib.compress(b"".join(b"\0" + bytes(row) for row in batched(ARCHIVE, 4))),
    ),
    "filters in another object": (b"/Filter 81 0 R", zlib.compress(zlib.compress(ARCHIVE))),
}


@pytest.mark.parametrize("place", ["nowhere", "page"])
@pytest.mark.parametrize("way", PACKED_ARCHIVES)
def test_stream_that_is_an_archive_is_emptied(way: str, place: str) -> None:
    words, data = PACKED_ARCHIVES[way]
    stream = b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), words, data)
    used = b"/Other 80 0 R" if place == "page" else b""
    sent = revised(
        plain(), {**root_of(plain(), used), 80: stream, 81: b"[/FlateDecode /FlateDecode]"}
    )
    checked = check(sent)
    assert checked.removed == (Removed.FILES,)
    with pikepdf.open(BytesIO(read(checked))) as kept:
        streams = [each for each in kept.objects if isinstance(each, pikepdf.Stream)]
        assert not any(MARKER in each.read_bytes() for each in streams)
