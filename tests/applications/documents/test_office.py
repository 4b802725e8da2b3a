"""DOCX and ODT as the libraries of others write them, and what their small XML parts must not hold."""

import pytest

from applications.documents import office
from applications.documents.refusals import Cause, RefusedUpload
from applications.documents.upload_check import check_upload
from applications.enums import MediaType
from tests.applications import files
from tests.applications.files import MACRO_PART, MAIN_PART, upload

TYPES = "[Content_Types].xml"
RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
CORE = "application/vnd.openxmlformats-package.core-properties+xml"
DEFAULT_MAIN = f'<Default Extension="xml" ContentType="{MAIN_PART}"/>'
DEFAULT_RELATIONS = f'<Default Extension="rels" ContentType="{RELATIONS}"/>'
DEFAULT_XML = '<Default Extension="xml" ContentType="application/xml"/>'


def override(name: str, content_type: str = MAIN_PART) -> str:
    return f'<Override PartName="{name}" ContentType="{content_type}"/>'


# As Apache POI, the Open XML SDK, Word, and a writer with a prefix of its own put it.
WRITTEN = {
    "default first": files.content_types(
        DEFAULT_MAIN, DEFAULT_RELATIONS, override("/docProps/core.xml", CORE)
    ),
    "default last": files.content_types(DEFAULT_RELATIONS, DEFAULT_MAIN),
    "override": files.content_types(DEFAULT_RELATIONS, DEFAULT_XML, override("/word/document.xml")),
    "letter case": files.content_types(override("/Word/Document.XML", MAIN_PART.upper())),
    "prefix": files.content_types(DEFAULT_RELATIONS, override("/word/document.xml"))
    .replace("<", "<ct:")
    .replace("<ct:/", "</ct:")
    .replace("xmlns=", "xmlns:ct="),
    "quotes": files.content_types(override("/word/document.xml")).replace('"', "'"),
    "UTF-16": '<?xml version="1.0" encoding="UTF-16"?>' + files.content_types(DEFAULT_MAIN),
}


def written(name: str) -> bytes:
    return WRITTEN[name].encode("utf-16" if name == "UTF-16" else "utf-8")


def docx(types: str | bytes) -> bytes:
    return files.docx(**{TYPES: types, "docProps/core.xml": "<core/>"})


def cause_of_refusal(content: bytes, name: str = "CV.docx") -> Cause:
    with pytest.raises(RefusedUpload) as refusal:
        check_upload(upload(content, name))
    return refusal.value.cause


@pytest.mark.parametrize("name", WRITTEN)
def test_docx_of_every_writer_is_accepted(name: str) -> None:
    assert check_upload(upload(docx(written(name)), "CV.docx")).media_type is MediaType.DOCX


@pytest.mark.parametrize(
    "types",
    [
        files.content_types(DEFAULT_XML),
        files.content_types(DEFAULT_XML, override("/word/elsewhere.xml")),
        files.content_types(DEFAULT_MAIN.replace('"xml"', '"bin"')),
        files.content_types(DEFAULT_MAIN).replace(files.PACKAGE, "urn:example:other"),
        files.content_types(f"<!-- {DEFAULT_MAIN} -->"),
    ],
)
def test_docx_whose_types_name_no_main_part_is_refused(types: str) -> None:
    assert cause_of_refusal(docx(types)) is Cause.WRONG_TYPE


def test_override_goes_before_the_default_of_the_extension() -> None:
    parts = [DEFAULT_MAIN, *(override(f"/{name}", CORE) for name in ("word/document.xml", "x.xml"))]
    others = {"x.xml": "<x/>", TYPES: files.content_types(*parts)}
    assert cause_of_refusal(files.docx(**others)) is Cause.WRONG_TYPE


@pytest.mark.parametrize(
    "macro_part",
    [MACRO_PART, MACRO_PART.upper(), MACRO_PART.replace("macro", "&#109;acro")],
)
def test_docx_with_a_macro_type_is_refused_however_it_is_spelled(macro_part: str) -> None:
    types = files.content_types(DEFAULT_MAIN, override("/word/x.xml", macro_part))
    assert cause_of_refusal(docx(types)) is Cause.MACROS


@pytest.mark.parametrize("types", ["", "<Types>", "no XML", "<a:Types/>"])
def test_docx_with_broken_types_is_refused_as_damaged(types: str) -> None:
    assert cause_of_refusal(docx(types)) is Cause.BROKEN


@pytest.mark.parametrize(
    ("content", "name", "size"),
    [
        (
            files.docx(),
            "CV.docx",
            max(len(files.docx_parts()[name]) for name in (TYPES, "_rels/.rels")),
        ),
        (files.odt(), "CV.odt", len(files.manifest())),
    ],
)
@pytest.mark.usefixtures("read_here")
def test_small_parts_have_a_limit_of_bytes(
    monkeypatch: pytest.MonkeyPatch, content: bytes, name: str, size: int
) -> None:
    monkeypatch.setattr(office, "MAX_SMALL_PART_BYTES", size)
    assert check_upload(upload(content, name)).name == name
    monkeypatch.setattr(office, "MAX_SMALL_PART_BYTES", size - 1)
    assert cause_of_refusal(content, name) is Cause.TOO_COMPLEX


def test_odt_is_locked_by_an_element_and_not_by_a_word() -> None:
    entry = '<manifest:file-entry manifest:full-path="encryption-data.xml"/>'
    named = files.odt(**{"META-INF/manifest.xml": files.manifest(entry)})
    assert check_upload(upload(named, "CV.odt")).media_type is MediaType.ODT
    entry = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    locked = files.odt(**{"META-INF/manifest.xml": files.manifest(entry)})
    assert cause_of_refusal(locked, "CV.odt") is Cause.LOCKED


def test_odt_with_a_broken_manifest_is_refused_as_damaged() -> None:
    broken = files.odt(**{"META-INF/manifest.xml": "<manifest:manifest/>"})
    assert cause_of_refusal(broken, "CV.odt") is Cause.BROKEN
