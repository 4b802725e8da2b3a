"""XML whose encoding hides what stands in it, or that has a document type, is refused wherever it lies in the archive.

Nothing is hidden in these files: each says only that it is written otherwise than it is.
"""

from collections.abc import Callable

import pytest

from applications.documents.refusals import Cause, RefusedContent
from applications.documents.xml_encoding import is_plainly_encoded, looks_like_xml
from applications.enums import Removed
from tests.applications import files
from tests.applications.documents import office_files as made
from tests.applications.documents.test_docx_cleaning import check, refusal

SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
LONG = " " * 250
IMAGE = made.relation("rId7", "image", "media/image1.png")


def declared(encoding: str, blanks: str = " ") -> str:
    return f'<?xml version="1.0"{blanks}encoding="{encoding}"?>'


def in_docx(name: str, content: str | bytes) -> bytes:
    return files.archive(made.docx_parts(links=IMAGE) | {name: content})


def in_odt(name: str, content: str | bytes) -> bytes:
    return files.archive(made.odt_parts(more={name: content}))


DOCUMENT = made.document(made.paragraph()).partition("?>")[2]
CONTENT = str(made.odt_parts()["content.xml"]).partition("?>")[2]
PARTS: dict[str, tuple[Callable[[str, str | bytes], bytes], str, str, str]] = {
    "text of a DOCX": (in_docx, "CV.docx", "word/document.xml", DOCUMENT),
    "styles of a DOCX": (in_docx, "CV.docx", "word/styles.xml", "<styles/>"),
    "relations": (in_docx, "CV.docx", "word/_rels/other.xml.rels", made.relations()[22:]),
    "drawing of a DOCX": (in_docx, "CV.docx", "word/media/image1.svg", SVG),
    "drawing called a picture, DOCX": (in_docx, "CV.docx", "word/media/image1.png", SVG),
    "text of an ODT": (in_odt, "CV.odt", "content.xml", CONTENT),
    "metadata of an ODT": (in_odt, "CV.odt", "manifest.rdf", "<rdf/>"),
    "drawing of an ODT": (in_odt, "CV.odt", "Pictures/a.svg", SVG),
    "drawing called a picture, ODT": (in_odt, "CV.odt", "Pictures/a.png", SVG),
    "signature": (in_odt, "CV.odt", "META-INF/documentsignatures.xml", "<a/>"),
}


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("blanks", [" ", LONG])
def test_part_that_says_it_is_in_another_encoding_is_refused(name: str, blanks: str) -> None:
    make, file, part, content = PARTS[name]
    assert refusal(make(part, declared("UTF-7", blanks) + content), file) is Cause.ENCODING


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_part_with_a_document_type_is_refused(name: str, encoding: str) -> None:
    make, file, part, content = PARTS[name]
    typed = (declared(encoding) + "<!DOCTYPE a>" + content).encode(encoding)
    assert refusal(make(part, typed), file) is Cause.WRONG_TYPE


@pytest.mark.parametrize("name", ["text of a DOCX", "text of an ODT"])
@pytest.mark.parametrize("encoding", ["UTF-8", "us-ascii", "ISO-8859-1", "windows-1252"])
def test_usual_encoding_is_taken_however_long_its_declaration_is(name: str, encoding: str) -> None:
    make, file, part, content = PARTS[name]
    assert check(make(part, declared(encoding, LONG) + content), file).removed == ()


@pytest.mark.parametrize(
    ("start", "is_plain"),
    [
        (b"<a/>", True),
        (b" \n<a/>", True),
        (b" \n", True),
        (b"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><a/>", True),
        ('<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16"), False),
        ("<a/>".encode("utf-16-le"), False),
        ('<?xml version="1.0"?><a/>'.encode("utf-16-be"), False),
        (b"<?xml-stylesheet a?><a/>", True),
    ],
)
def test_encoding_is_told_by_the_bytes_and_what_they_declare(start: bytes, is_plain: bool) -> None:
    assert is_plainly_encoded(start) is is_plain
    assert looks_like_xml(start)


@pytest.mark.parametrize(
    ("start", "cause"),
    [
        (b'<?xml version="1.0" encoding="shift_jis"?>', Cause.ENCODING),
        (b'<?xml version="1.0" encoding="UTF-16"?><a/>', Cause.ENCODING),
        ('<?xml version="1.0" encoding="UTF-8"?><a/>'.encode("utf-16"), Cause.ENCODING),
        ("<a/>".encode("utf-32"), Cause.ENCODING),
        ("<a/>".encode("utf-32-be"), Cause.ENCODING),
        ("<a/>".encode("cp037"), Cause.BROKEN),
        (b' <?xml version="1.0"?><a/>', Cause.BROKEN),
        (b'<?xml encoding="UTF-8" version="1.0"?><a/>', Cause.BROKEN),
        (b'<?xml version="1.0" encoding="UTF-8"', Cause.BROKEN),
        (b'<?xml version="1.0"' + b" " * 5000 + b"?><a/>", Cause.BROKEN),
        (b" " * 5000 + b"<a/>", Cause.BROKEN),
        (b"no XML", Cause.BROKEN),
        (b"", Cause.BROKEN),
    ],
)
def test_every_other_encoding_is_refused(start: bytes, cause: Cause) -> None:
    with pytest.raises(RefusedContent) as refused:
        is_plainly_encoded(start)
    assert refused.value.cause is cause


@pytest.mark.parametrize("start", [b"\x89PNG", b"\0\0\0 ftypheic", b"\0\0\1\0", b"\0" * 600, b""])
def test_pictures_do_not_look_like_xml(start: bytes) -> None:
    assert not looks_like_xml(start)


def test_blanks_before_a_tag_do_not_hide_it() -> None:
    assert looks_like_xml(b" " * 600)
    drawing = " " * 1000 + SVG.replace("/>", "><script/></svg>")
    sent = in_odt("Pictures/a.png", drawing)
    assert check(sent, "CV.odt").removed == (Removed.SCRIPTS,)
