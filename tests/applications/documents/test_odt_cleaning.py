"""What fetches, starts or carries something in an ODT goes, and its text stays; else it is refused."""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest

from applications.documents.refusals import Cause
from applications.documents.xml_parts import read_elements
from applications.enums import MediaType, Removed
from tests.applications import files
from tests.applications.documents import office_files as made
from tests.applications.documents.active_docx import HIDDEN
from tests.applications.documents.active_odt import ACTIVE, SIGNED
from tests.applications.documents.honest_odt import HONEST, in_frame, linked
from tests.applications.documents.metafiles import svm
from tests.applications.documents.office_files import TEXT, odt, unpacked
from tests.applications.documents.test_docx_cleaning import (
    check,
    clean_bytes,
    refusal,
)


@pytest.mark.parametrize("name", ACTIVE)
def test_active_part_goes_and_the_text_stays(name: str) -> None:
    make, kind = ACTIVE[name]
    sent = make()
    checked = check(sent, "CV.odt")
    assert (checked.media_type, checked.removed) == (MediaType.ODT, (kind,))
    kept = clean_bytes(sent, "CV.odt")
    assert HIDDEN.encode() in unpacked(sent)
    assert HIDDEN.encode() not in unpacked(kept)
    for words in (TEXT.encode(), b"Result<"):
        assert unpacked(kept).count(words) == unpacked(sent).count(words)
    assert_consistent(kept)
    assert check(kept, "CV.odt").removed == ()


@pytest.mark.parametrize("name", SIGNED)
def test_signature_goes(name: str) -> None:
    """Whoever verifies it may fetch what its certificate names."""
    sent = SIGNED[name]()
    assert check(sent, "CV.odt").removed == (Removed.SIGNATURE,)
    kept = clean_bytes(sent, "CV.odt")
    assert b"documentsignatures" not in unpacked(kept)
    assert_consistent(kept)


def assert_consistent(content: bytes) -> None:
    """OpenDocument 1.3, part 2: the type first and as it is, each entry of the manifest there, and the reverse."""
    assert content[30:38] == b"mimetype"
    with ZipFile(BytesIO(content)) as archive:
        first, parts = archive.infolist()[0], set(archive.namelist())
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
        elements = read_elements(archive.read("META-INF/manifest.xml"))
        for name in ("content.xml", "styles.xml", "meta.xml"):
            assert read_elements(archive.read(name))
    path = f"{files.MANIFEST} full-path"
    named = {each.attributes[path] for each in elements if path in each.attributes}
    assert named == parts - {"mimetype", "META-INF/manifest.xml"} | {"/"}


@pytest.mark.parametrize("name", HONEST)
def test_honest_document_keeps_every_byte(name: str) -> None:
    sent = HONEST[name]()
    checked = check(sent, "CV.odt")
    assert (checked.media_type, checked.removed, checked.original) == (MediaType.ODT, (), None)
    assert clean_bytes(sent, "CV.odt") == sent


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_of_one_name_are_refused() -> None:
    twice = BytesIO(odt())
    with ZipFile(twice, "a") as archive:
        archive.writestr("content.xml", made.odt_xml("document-content", ""))
    assert refusal(twice.getvalue(), "CV.odt") is Cause.BROKEN


SHEET = "application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize("namespace", [files.MANIFEST, "http://openoffice.org/2001/manifest"])
def test_manifest_that_calls_it_another_document_is_refused(namespace: str) -> None:
    parts = made.odt_parts()
    manifest = str(parts["META-INF/manifest.xml"]).replace(files.ODT_TYPE, SHEET)
    manifest = manifest.replace(files.MANIFEST, namespace)
    sent = files.archive(parts | {"META-INF/manifest.xml": manifest})
    assert refusal(sent, "CV.odt") is Cause.WRONG_TYPE


@pytest.mark.parametrize("body", ["spreadsheet", "presentation", "drawing", "chart", "database"])
def test_body_of_another_document_is_refused(body: str) -> None:
    parts = made.odt_parts()
    content = str(parts["content.xml"]).replace("office:text>", f"office:{body}>")
    assert refusal(files.archive(parts | {"content.xml": content}), "CV.odt") is Cause.WRONG_TYPE


def chart(number: int, *, replacements: tuple[int, ...] = (1,)) -> bytes:
    """A chart in its folder, and the picture of it that the text names."""
    used = linked("draw:object", address=f"./Object {number}")
    used += linked("draw:image", address=f"./ObjectReplacements/Object {number}")
    pictures: made.Parts = {f"ObjectReplacements/Object {one}": svm() for one in replacements}
    folder: made.Parts = {f"Object {number}/content.xml": "<a/>"}
    return odt(in_frame(used), more={**pictures, **folder})


@pytest.mark.parametrize(
    ("number", "replacements", "shown"),
    [(1, (1,), 1), (2, (1,), 1), (2, (1, 2), 2)],
    ids=["as named", "by another number, as LibreOffice has it", "one of two"],
)
def test_picture_of_a_chart_stays(number: int, replacements: tuple[int, ...], shown: int) -> None:
    sent = chart(number, replacements=replacements)
    assert check(sent, "CV.odt").removed == (Removed.OBJECTS,)
    with ZipFile(BytesIO(clean_bytes(sent, "CV.odt"))) as archive:
        text = archive.read("content.xml").decode()
        assert archive.read(f"ObjectReplacements/Object {shown}") == svm()
        assert f"Object {number}/content.xml" not in archive.namelist()
    assert "<draw:object" not in text
    assert text.count(f'ObjectReplacements/Object {shown}"') == 1


def test_picture_of_a_chart_that_is_not_there_goes() -> None:
    sent = chart(3, replacements=(1, 2))
    assert check(sent, "CV.odt").removed == (Removed.OBJECTS, Removed.REST)
    assert b"<draw:image" not in unpacked(clean_bytes(sent, "CV.odt"))
