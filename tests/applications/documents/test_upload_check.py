import hashlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.utils.translation import override
from PIL import Image
from pytest_django import Settings

from applications.documents import images, office
from applications.documents.refusals import Cause, RefusedUpload
from applications.documents.upload_check import check_upload
from applications.enums import DocumentKind, MediaType
from tests.applications import files
from tests.applications.files import upload

BLOCK = 64
LOCKED_ENTRY = files.manifest("<manifest:encryption-data/>")


def refusal_cause(content: bytes, name: str = "Lebenslauf.pdf") -> Cause:
    with pytest.raises(RefusedUpload) as refusal:
        check_upload(upload(content, name))
    return refusal.value.cause


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (files.pdf(), "CV.pdf", MediaType.PDF),
        (files.pdf(pages=3), "CV.PDF", MediaType.PDF),
        (b"\r\n junk of a mail gateway\r\n" + files.pdf(), "CV.pdf", MediaType.PDF),
        (b"\xef\xbb\xbf" + files.pdf(), "CV.pdf", MediaType.PDF),
        (files.locked_pdf(user=""), "CV.pdf", MediaType.PDF),
        (files.docx(), "CV.docx", MediaType.DOCX),
        (files.odt(), "CV.odt", MediaType.ODT),
        (files.odt(**{"Basic/script-lc.xml": "<library/>"}), "CV.odt", MediaType.ODT),
        (files.picture("JPEG"), "CV.jpeg", MediaType.JPG),
        (files.picture("JPEG"), "CV.jfif", MediaType.JPG),
        (files.picture("PNG"), "CV.png", MediaType.PNG),
    ],
)
def test_gate_lets_pass_what_it_should(content: bytes, name: str, media_type: MediaType) -> None:
    assert check_upload(upload(content, name)).media_type is media_type


def test_gate_tells_name_size_and_digest_and_hands_on_the_bytes() -> None:
    content = files.pdf()
    checked = check_upload(upload(content, "Mein\u202e Lebenslauf.pdf"))
    assert (checked.name, checked.size) == ("Mein Lebenslauf.pdf", len(content))
    assert checked.sha256 == hashlib.sha256(content).hexdigest()
    checked.content.seek(0)
    assert checked.content.read() == content


def test_gate_calls_a_file_other_until_it_is_told_the_kind() -> None:
    checked = check_upload(upload(files.pdf()))
    assert checked.kind is DocumentKind.OTHER
    assert checked.with_kind(DocumentKind.CV).kind is DocumentKind.CV


def test_gate_reads_files_that_wait_on_the_disk() -> None:
    with TemporaryUploadedFile("CV.pdf", "application/pdf", 0, None) as waiting:
        waiting.write(files.pdf())
        waiting.size = waiting.tell()
        assert check_upload(waiting).media_type is MediaType.PDF


def test_gate_gives_a_name_without_extension_the_right_one() -> None:
    assert check_upload(upload(files.picture("JPEG"), "scan")).name == "scan.jpg"


def test_gate_names_a_file_without_name() -> None:
    assert check_upload(ContentFile(files.pdf())).name == "document.pdf"


def test_gate_refuses_an_empty_file() -> None:
    assert refusal_cause(b"") is Cause.EMPTY


def test_gate_refuses_a_file_above_the_limit_and_takes_one_at_it(settings: Settings) -> None:
    content = files.pdf()
    settings.DOCUMENT_MAX_BYTES = len(content) - 1
    assert refusal_cause(content) is Cause.TOO_LARGE
    settings.DOCUMENT_MAX_BYTES = len(content)
    assert check_upload(upload(content)).size == len(content)


def test_refusal_of_a_large_file_states_limit_and_size(settings: Settings) -> None:
    settings.DOCUMENT_MAX_BYTES = 10 * 1024 * 1024
    large = upload(b"%PDF-", "groß.pdf")
    large.size = 12 * 1024 * 1024
    with override("en"), pytest.raises(RefusedUpload) as refusal:
        check_upload(large)
    assert str(refusal.value) == (
        "“groß.pdf” has 12\xa0MB, but a file may have at most 10\xa0MB. "
        "Make it smaller, for example by saving it with smaller pictures."
    )


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (files.HTML, "Lebenslauf.pdf"),
        (files.HTML, "Lebenslauf.html"),
        (b"just text", "Lebenslauf.txt"),
        (b"<p>a page, and then</p>\n" + files.pdf(), "Lebenslauf.pdf"),
        (b"MZ\x90\x00 a program", "Lebenslauf.exe"),
        (files.archive({"xl/workbook.xml": "<workbook/>"}), "Lebenslauf.docx"),
        (files.archive(files.docx_parts("application/vnd.other")), "Lebenslauf.docx"),
        (files.archive(files.odt_parts() | {"mimetype": "application/epub+zip"}), "CV.odt"),
        (files.archive(files.docx_parts(), compression=ZIP_BZIP2), "Lebenslauf.docx"),
        (files.docx(**{"word/x.xml": "<!DOCTYPE x><x/>"}), "CV.docx"),
    ],
)
def test_gate_refuses_other_types(content: bytes, name: str) -> None:
    assert refusal_cause(content, name) is Cause.WRONG_TYPE


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (files.locked_pdf(), "CV.pdf"),
        (files.odt(**{"META-INF/manifest.xml": LOCKED_ENTRY}), "CV.odt"),
    ],
)
def test_gate_refuses_locked_files(content: bytes, name: str) -> None:
    assert refusal_cause(content, name) is Cause.LOCKED


def test_gate_refuses_an_archive_with_a_locked_entry() -> None:
    content = bytearray(files.docx())
    content[content.rindex(b"PK\x01\x02") + 8] |= office.ENCRYPTED
    assert refusal_cause(bytes(content), "CV.docx") is Cause.LOCKED


def test_gate_refuses_old_or_locked_office_files() -> None:
    content = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)
    assert refusal_cause(content, "CV.docx") is Cause.OLD_OFFICE


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7\n<html>a page that calls itself a PDF</html>", "CV.pdf"),
        (files.pdf(pages=0), "CV.pdf"),
        (files.pdf()[:200], "CV.pdf"),
        (files.docx()[:-40], "CV.docx"),
        (files.docx().replace(b"word/document.xml", b"word/document.XXX", 1), "CV.docx"),
        (files.picture("JPEG", (400, 300))[:2000], "CV.jpg"),
        (files.picture("PNG", (400, 300))[:2000], "CV.png"),
    ],
)
def test_gate_refuses_broken_files(content: bytes, name: str) -> None:
    assert refusal_cause(content, name) is Cause.BROKEN


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (files.archive(files.docx_parts(files.MACRO_PART)), "CV.docx"),
        (files.docx(**{"word/vbaProject.bin": b"macros"}), "CV.docx"),
        (files.odt(**{"Basic/Standard/Module1.xml": "<script/>"}), "CV.odt"),
        (files.odt(**{"Scripts/python/x.py": "print()"}), "CV.odt"),
    ],
)
def test_gate_refuses_macros(content: bytes, name: str) -> None:
    assert refusal_cause(content, name) is Cause.MACROS


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/document.xml", b" " * (BLOCK - 4) + b"<!DOCTYPE d><d/>"),
        ("word/document.xml", b" " * 3 * BLOCK + b"<!DOCTYPE d><d/>"),
        ("word/document.xml", "<!DOCTYPE d><d/>".encode("utf-16")),
        ("word/more.XML", b"<!DOCTYPE d><d/>"),
    ],
)
@pytest.mark.usefixtures("read_here")
def test_gate_refuses_document_type_declarations_wherever_they_are(
    monkeypatch: pytest.MonkeyPatch, name: str, content: bytes
) -> None:
    monkeypatch.setattr(office, "BLOCK", BLOCK)
    assert refusal_cause(files.docx(**{name: content}), "CV.docx") is Cause.WRONG_TYPE


@pytest.mark.usefixtures("read_here")
def test_gate_refuses_an_archive_of_too_many_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    content, entries = files.docx(), len(files.docx_parts())
    monkeypatch.setattr(office, "MAX_ENTRIES", entries - 1)
    assert refusal_cause(content, "CV.docx") is Cause.TOO_COMPLEX
    monkeypatch.setattr(office, "MAX_ENTRIES", entries)
    assert check_upload(upload(content, "CV.docx")).media_type is MediaType.DOCX


@pytest.mark.parametrize(("counts_from", "ratio"), [(4000, 10), (3999, 200)])
@pytest.mark.usefixtures("read_here")
def test_gate_takes_an_entry_that_is_small_or_swells_little(
    monkeypatch: pytest.MonkeyPatch, counts_from: int, ratio: int
) -> None:
    content = files.docx(**{"word/plain.xml": b"<x/>".ljust(4000)})
    monkeypatch.setattr(office, "RATIO_COUNTS_FROM_BYTES", 3999)
    monkeypatch.setattr(office, "MAX_RATIO", 10)
    assert refusal_cause(content, "CV.docx") is Cause.TOO_COMPLEX
    monkeypatch.setattr(office, "RATIO_COUNTS_FROM_BYTES", counts_from)
    monkeypatch.setattr(office, "MAX_RATIO", ratio)
    assert check_upload(upload(content, "CV.docx")).media_type is MediaType.DOCX


@pytest.mark.usefixtures("read_here")
def test_gate_refuses_an_archive_that_is_too_large_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    content = files.docx(**{f"word/{name}.xml": b"<x/>".ljust(3000) for name in "ab"})
    monkeypatch.setattr(office, "MAX_UNPACKED_BYTES", 6000)
    assert refusal_cause(content, "CV.docx") is Cause.TOO_COMPLEX
    monkeypatch.setattr(office, "MAX_UNPACKED_BYTES", 7000)
    assert check_upload(upload(content, "CV.docx")).media_type is MediaType.DOCX


@pytest.mark.usefixtures("read_here")
def test_gate_refuses_an_archive_of_too_many_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted before any is parsed; pictures and the ends of elements do not count."""
    of_empty = sum(
        str(part).count("<") - str(part).count("</") for part in files.docx_parts().values()
    )
    more = {"word/a.xml": "<a><b/><b></b></a>", "word/b.xml": "<c/>", "word/d.png": "PNG" + "<" * 9}
    content = files.docx(**more)
    monkeypatch.setattr(office, "MAX_ELEMENTS", of_empty + 3)
    assert refusal_cause(content, "CV.docx") is Cause.TOO_COMPLEX
    monkeypatch.setattr(office, "MAX_ELEMENTS", of_empty + 4)
    assert check_upload(upload(content, "CV.docx")).media_type is MediaType.DOCX


@pytest.mark.parametrize(("kind", "limit"), [("PNG", "MAX_PIXELS"), ("JPEG", "MAX_JPEG_PIXELS")])
@pytest.mark.usefixtures("read_here")
def test_gate_refuses_pictures_of_too_many_pixels(
    monkeypatch: pytest.MonkeyPatch, kind: str, limit: str
) -> None:
    content, name = files.picture(kind, (40, 30)), f"CV.{kind.lower()}"
    monkeypatch.setattr(images, limit, 40 * 30 - 1)
    assert refusal_cause(content, name) is Cause.TOO_COMPLEX
    monkeypatch.setattr(images, limit, 40 * 30)
    assert check_upload(upload(content, name)).name == name


def test_gate_takes_a_picture_of_more_pixels_than_are_unpacked() -> None:
    """In the child, under its limits: 108 million, as some phones have it, of one colour."""
    written = BytesIO()
    Image.new("L", (12_000, 9_000), 128).save(written, "JPEG")
    assert check_upload(upload(written.getvalue(), "CV.jpg")).media_type is MediaType.JPG


@pytest.mark.parametrize("limit", [40 * 30 - 1, 40 * 30 // 2 - 1], ids=["warns", "fails"])
@pytest.mark.usefixtures("read_here")
def test_gate_refuses_pictures_beyond_the_limit_of_their_reader(
    monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", limit)
    assert refusal_cause(files.picture("PNG", (40, 30)), "CV.png") is Cause.TOO_COMPLEX


def test_test_archives_are_what_they_claim(tmp_path: Path) -> None:
    assert ZipFile(BytesIO(files.docx())).testzip() is None
