"""What staff get of a PDF that was not calm is as calm as one that keeps every byte."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.core.files.base import ContentFile
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from applications.documents import pdf_copies
from applications.documents.pdf_calm import is_calm
from applications.documents.refusals import Cause, RefusedContent
from applications.documents.upload_check import CheckedUpload, check_upload
from applications.enums import Removed
from tests.applications import files
from tests.applications.documents.test_pdf_cleaning import empty, script_at_opening, written

LOOKS_LIKE_AN_OBJECT = b"%d 0 obj << /Kind /Harmless >> endobj"


def checked(document: Pdf) -> CheckedUpload:
    return check_upload(ContentFile(written(document), name="CV.pdf"))


def copy_of(upload: CheckedUpload) -> bytes:
    upload.content.seek(0)
    content = upload.content.read()
    assert is_calm(content)
    return bytes(content)


def picture(document: Pdf, data: bytes) -> Stream:
    """With data that qpdf does not unpack."""
    facts = {"Type": Name.XObject, "Subtype": Name.Image, "Width": 1, "Height": 1}
    one = Stream(document, data, ColorSpace=Name.DeviceGray, BitsPerComponent=8, **facts)
    one.Filter = Name.DCTDecode
    document.pages[0].Resources = Dictionary(XObject=Dictionary(P=document.make_indirect(one)))
    return one


@pytest.mark.parametrize("data", [LOOKS_LIKE_AN_OBJECT % 7, b"\xff\xd8 trailer \xff\xd9"])
def test_data_that_looks_like_objects_is_written_in_other_signs(data: bytes) -> None:
    document = empty()
    picture(document, data)
    content = copy_of(checked(document))
    assert b"trailer" not in content
    with pikepdf.open(BytesIO(content)) as copy:
        shown = copy.pages[0].Resources.XObject.P
        assert list(shown.Filter) == [Name.ASCIIHexDecode, Name.DCTDecode]
        assert bytes.fromhex(shown.read_raw_bytes()[:-1].decode()) == data


def test_title_and_parameters_stay_what_they_are() -> None:
    document = empty()
    with document.open_metadata() as facts:
        facts["dc:title"] = "Filmtrailer 2024"
    assert b"/Metadata" in written(document)
    faxed = picture(document, LOOKS_LIKE_AN_OBJECT % 7)
    faxed.Filter, faxed.DecodeParms = Name.CCITTFaxDecode, Dictionary(K=-1)
    with pikepdf.open(BytesIO(copy_of(checked(document)))) as copy:
        assert copy.docinfo["/Title"] == "Filmtrailer 2024"
        assert "/Metadata" not in copy.Root
        shown = copy.pages[0].Resources.XObject.P
        assert shown.DecodeParms[0] is None
        assert shown.DecodeParms[1].K == -1


def test_words_of_a_title_are_no_trailer() -> None:
    """A film's is a word that people write into bookmarks and links."""
    document = empty()
    script_at_opening(document)
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Filmtrailer 2024", 0))
    upload = checked(document)
    assert upload.removed == (Removed.SCRIPTS,)
    with pikepdf.open(BytesIO(copy_of(upload))) as copy, copy.open_outline() as outline:
        assert outline.root[0].title == "Filmtrailer 2024"


def test_honest_first_half_with_its_table_keeps_every_byte() -> None:
    document = empty()
    target = BytesIO()
    document.save(target, linearize=True)
    content = target.getvalue()
    assert b"/Linearized" in content
    assert check_upload(ContentFile(content, name="CV.pdf")).removed == ()


def test_first_half_without_a_table_is_none() -> None:
    document = empty()
    document.Root.Linearized = 1
    upload = checked(document)
    assert upload.removed == (Removed.REST,)
    assert b"/Linearized" not in copy_of(upload)


@pytest.mark.parametrize(
    "facts", [{"Subtype": Name.PS}, {"Subtype": Name.Form, "Subtype2": Name.PS}]
)
def test_program_for_printers_prints_nothing(facts: dict[str, Name]) -> None:
    document = empty()
    program = Stream(document, b"% a comment of ours", Type=Name.XObject, **facts)
    document.pages[0].Resources = Dictionary(XObject=Dictionary(P=document.make_indirect(program)))
    upload = checked(document)
    assert upload.removed == (Removed.SCRIPTS,)
    with pikepdf.open(BytesIO(copy_of(upload))) as copy:
        left = copy.pages[0].Resources.XObject.P
        assert (left.Subtype, left.read_bytes()) == (Name.Form, b"")
        assert "/Subtype2" not in left


def test_start_of_all_links_leaves_nothing_behind() -> None:
    document = empty()
    document.Root.URI = Dictionary(Base=String("https://example.org/"))
    upload = checked(document)
    assert upload.removed == (Removed.LINKS,)
    assert b"/URI" not in copy_of(upload)


def test_copy_that_is_not_calm_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_copies, "is_calm", lambda _copy: False)
    with pytest.raises(RefusedContent) as refusal:
        pdf_copies.save_calm(pikepdf.open(BytesIO(files.pdf())))
    assert refusal.value.cause is Cause.NOT_CLEANED


def test_lists_of_filters_stay_in_order() -> None:
    document = empty()
    one = picture(document, (LOOKS_LIKE_AN_OBJECT % 7).hex().encode() + b">")
    one.Filter = Array([Name.ASCIIHexDecode, Name.DCTDecode])
    script_at_opening(document)
    with pikepdf.open(BytesIO(copy_of(checked(document)))) as copy:
        shown = copy.pages[0].Resources.XObject.P
        assert list(shown.Filter) == [Name.ASCIIHexDecode, Name.DCTDecode]


PACKED = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}


def saved(document: Pdf, **options: Any) -> bytes:
    target = BytesIO()
    document.save(target, **options)
    return target.getvalue()


def with_checksum(document: Pdf) -> Pdf:
    """As LibreOffice writes it in every file."""
    document.trailer.DocChecksum = Name(f"/{'0A' * 16}")
    return document


@pytest.mark.parametrize("options", [{}, PACKED, {**PACKED, "linearize": True}])
def test_checksum_of_libreoffice_is_harmless(options: dict[str, Any]) -> None:
    content = saved(with_checksum(empty()), **options)
    assert b"/DocChecksum" in content
    assert check_upload(ContentFile(content, name="CV.pdf")).removed == ()


@pytest.mark.parametrize("options", [{}, PACKED])
def test_copy_has_no_checksum_of_what_it_was_made_from(options: dict[str, Any]) -> None:
    document = with_checksum(empty())
    script_at_opening(document)
    upload = check_upload(ContentFile(saved(document, **options), name="CV.pdf"))
    assert upload.removed == (Removed.SCRIPTS,)
    assert b"/DocChecksum" not in copy_of(upload)


@pytest.mark.parametrize("value", [Name.W, String("0A"), Array([Name("/0A")])])
def test_other_facts_beside_those_of_a_packed_table_go(value: object) -> None:
    document = empty()
    document.trailer.DocChecksum = value
    upload = check_upload(ContentFile(saved(document, **PACKED), name="CV.pdf"))
    assert upload.removed == (Removed.REST,)
    assert b"/DocChecksum" not in copy_of(upload)
