"""What a file is called and what it is: endings that are mixed up, that are none, and that are refused."""

import pytest
from django.utils.translation import override

from applications.documents.limits import EXTENSIONS, REFUSED_EXTENSIONS, REPLACED_EXTENSIONS
from applications.documents.names import MAX_NAME_LENGTH, file_extension
from applications.documents.refusals import Cause, RefusedUpload
from applications.documents.upload_check import check_announced_file, check_upload
from tests.applications import files
from tests.applications.files import upload

JPEG, PNG, PDF = files.picture("JPEG"), files.picture("PNG"), files.pdf()


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("Foto.png", JPEG, "Foto.jpg"),
        ("Foto.PNG", JPEG, "Foto.jpg"),
        ("Foto.jpeg", PNG, "Foto.png"),
        ("IMG_0001.HEIC", JPEG, "IMG_0001.jpg"),
        ("CV.docx", PDF, "CV.pdf"),
        ("CV.doc", files.docx(), "CV.docx"),
        ("CV.docx", files.odt(), "CV.odt"),
        ("CV.final.odt", files.docx(), "CV.final.docx"),
    ],
)
def test_extension_of_another_format_gives_way_to_what_the_file_is(name, content, kept) -> None:
    assert check_upload(upload(content, name)).name == kept


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("CV Dipl.Ing", "CV Dipl.Ing.pdf"),
        ("Lebenslauf Dr.med", "Lebenslauf Dr.med.pdf"),
        ("Jane Doe B.Com", "Jane Doe B.Com.pdf"),
        ("Zeugnis M.Sc.", "Zeugnis M.Sc.pdf"),
        ("CV example.org", "CV example.org.pdf"),
        ("Zeugnis.pdf ", "Zeugnis.pdf"),
        ("Zeugnis.pdf.", "Zeugnis.pdf"),
        ("CV", "CV.pdf"),
    ],
)
def test_name_is_kept_where_it_ends_in_no_extension(name: str, kept: str) -> None:
    assert check_upload(upload(PDF, name)).name == kept


def test_extension_still_fits_into_the_longest_name() -> None:
    name = "u" * (MAX_NAME_LENGTH - len(".Ing")) + ".Ing"
    kept = check_upload(upload(PDF, name)).name
    assert (len(kept), kept[-4:]) == (MAX_NAME_LENGTH, ".pdf")


@pytest.mark.parametrize("extension", ["exe", "EXE", "js", "html", "svg", "docm", "bat", "lnk"])
def test_extension_of_a_program_or_a_page_is_refused(extension: str) -> None:
    with override("en"), pytest.raises(RefusedUpload) as refusal:
        check_upload(upload(PDF, f"CV.{extension}"))
    assert str(refusal.value) == (
        f"“CV.{extension}” is in fact a PDF file. Let its name end with .pdf and choose it again."
    )


@pytest.mark.parametrize("name", ["Foto.png", "CV Dipl.Ing", "IMG.heic", "CV.doc", "CV", "a.b.Com"])
def test_announced_file_is_refused_only_by_what_check_refuses(name: str) -> None:
    check_announced_file(name, 1)
    with pytest.raises(RefusedUpload) as refusal:
        check_announced_file(f"{name}.Exe", 1)
    assert refusal.value.cause is Cause.WRONG_TYPE


def test_lists_of_extensions_are_such_as_names_have_and_do_not_meet() -> None:
    listed = [*REFUSED_EXTENSIONS, *REPLACED_EXTENSIONS]
    assert [file_extension(f"CV.{one}") for one in listed] == listed
    assert len(set(listed)) == len(listed)
    assert {one for several in EXTENSIONS.values() for one in several} <= set(REPLACED_EXTENSIONS)
