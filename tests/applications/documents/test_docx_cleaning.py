"""What fetches, starts or carries something in a DOCX goes, and its text stays; else it is refused."""

import posixpath
from io import BytesIO
from zipfile import ZipFile

import pytest

from applications.documents.refusals import Cause, RefusedUpload
from applications.documents.upload_check import CheckedUpload, check_upload
from applications.documents.xml_parts import Element, read_elements
from applications.enums import MediaType
from tests.applications import files
from tests.applications.documents import office_files as made
from tests.applications.documents.active_docx import ACTIVE, HIDDEN
from tests.applications.documents.honest_docx import HONEST
from tests.applications.documents.office_files import TEXT, unpacked
from tests.applications.documents.refused_docx import REFUSED


def check(content: bytes, name: str = "CV.docx") -> CheckedUpload:
    return check_upload(files.upload(content, name))


def clean_bytes(content: bytes, name: str = "CV.docx") -> bytes:
    checked = check(content, name)
    checked.content.seek(0)
    return bytes(checked.content.read())


@pytest.mark.parametrize("name", ACTIVE)
def test_active_part_goes_and_the_text_stays(name: str) -> None:
    make, kind = ACTIVE[name]
    sent = make()
    checked = check(sent)
    assert (checked.media_type, checked.removed) == (MediaType.DOCX, (kind,))
    kept = clean_bytes(sent)
    assert HIDDEN.encode() in unpacked(sent)
    assert HIDDEN.encode() not in unpacked(kept)
    assert TEXT.encode() in unpacked(kept)
    assert unpacked(kept).count(b">Result<") == unpacked(sent).count(b">Result<")
    assert_consistent(kept)
    assert check(kept).removed == ()


def assert_consistent(content: bytes) -> None:
    """What ECMA-376 asks of a package: each part that is named is there, and each relation that is used."""
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert next(iter(parts)) == "[Content_Types].xml"
    elements = {
        name: read_elements(text)
        for name, text in parts.items()
        if name.endswith((".xml", ".rels")) and b"<" in text
    }
    named = {
        each.attributes.get("PartName", "").lstrip("/") for each in elements["[Content_Types].xml"]
    }
    assert named - {""} <= set(parts)
    for name, found in elements.items():
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            assert {
                posixpath.normpath(posixpath.join(folder, one)) for one in targets(found)
            } <= set(parts)
        else:
            folder, file = posixpath.split(name)
            numbers = {
                one.attributes.get("Id") for one in elements.get(f"{folder}/_rels/{file}.rels", [])
            }
            assert used_relations(found) <= numbers, name


def targets(elements: list[Element]) -> set[str]:
    inside = (one.attributes for one in elements if one.attributes.get("TargetMode") != "External")
    return {one["Target"] for one in inside if "Target" in one}


def used_relations(elements: list[Element]) -> set[str]:
    return {
        value
        for one in elements
        for key, value in one.attributes.items()
        if key.startswith((f"{made.RELATION_TYPES} ", f"{made.STRICT_RELATION_TYPES} "))
    }


def refusal(content: bytes, name: str = "CV.docx") -> Cause:
    with pytest.raises(RefusedUpload) as refused:
        check(content, name)
    return refused.value.cause


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_taken_out_without_loss_is_refused(name: str) -> None:
    make, cause = REFUSED[name]
    assert refusal(make()) is cause


@pytest.mark.parametrize("name", HONEST)
def test_honest_document_keeps_every_byte(name: str) -> None:
    sent = HONEST[name]()
    checked = check(sent)
    assert (checked.media_type, checked.removed, checked.original) == (MediaType.DOCX, (), None)
    assert clean_bytes(sent) == sent
