"""Fonts and pictures may have names that are keys of active things elsewhere: they stay, and what does something goes."""

from io import BytesIO

import pikepdf
import pytest
from django.core.files.base import ContentFile
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

from applications.documents.pdf_calm import is_calm
from applications.documents.pdf_resources import NAMES
from applications.documents.upload_check import CheckedUpload, check_upload
from applications.enums import Removed
from tests.applications.documents.test_pdf_calm import revised, root_of
from tests.applications.documents.test_pdf_cleaning import annotate, empty, script_at_opening

FONT = {"Type": Name.Font, "Subtype": Name.Type1, "BaseFont": Name.Helvetica}
IMAGE = {"Subtype": Name.Image, "Width": 1, "Height": 1, "BitsPerComponent": 8}


def with_fonts(**more: object) -> Pdf:
    """A page whose fonts and pictures have all these names, and a form on it with the same."""
    document = empty()
    font = document.make_indirect(Dictionary(**FONT, **more))
    image = document.make_stream(b"\0", **IMAGE, ColorSpace=Name.DeviceGray)
    fonts = document.make_indirect(Dictionary(dict.fromkeys(NAMES, font)))
    images = Dictionary(dict.fromkeys(NAMES, image))
    inside = Dictionary(Font=Dictionary(dict.fromkeys(NAMES, font)), XObject=images)
    box = Array([0, 0, 9, 9])
    form = document.make_stream(b"", Subtype=Name.Form, BBox=box, Resources=inside)
    drawn = Dictionary(Fm=form)
    document.pages[0].Resources = document.make_indirect(Dictionary(Font=fonts, XObject=drawn))
    return document


def saved(document: Pdf, *, is_packed: bool = False) -> bytes:
    target = BytesIO()
    mode = ObjectStreamMode.generate if is_packed else ObjectStreamMode.disable
    document.save(target, object_stream_mode=mode)
    return target.getvalue()


def check(content: bytes) -> CheckedUpload:
    return check_upload(ContentFile(content, name="CV.pdf"))


def copy_of(upload: CheckedUpload) -> Pdf:
    upload.content.seek(0)
    content = upload.content.read()
    assert is_calm(content)
    return pikepdf.open(BytesIO(content))


@pytest.mark.parametrize("is_packed", [False, True])
def test_file_with_such_fonts_keeps_every_byte(*, is_packed: bool) -> None:
    assert check(saved(with_fonts(), is_packed=is_packed)).removed == ()


def test_such_fonts_stay_in_a_copy() -> None:
    document = with_fonts()
    script_at_opening(document)
    upload = check(saved(document))
    assert upload.removed == (Removed.SCRIPTS,)
    with copy_of(upload) as copy:
        resources = copy.pages[0].Resources
        within = resources.XObject.Fm.Resources
        for found in (resources.Font, within.Font, within.XObject):
            assert set(found.keys()) == set(NAMES)


def test_actions_that_call_themselves_a_font_go() -> None:
    document = empty()
    call = Dictionary(S=Name.URI, URI=String("https://example.org/"))
    document.pages[0].AA = document.make_indirect(Dictionary(**FONT, O=call))
    upload = check(saved(document))
    assert upload.removed == (Removed.ACTIONS,)
    with copy_of(upload) as copy:
        assert "/AA" not in copy.pages[0]


@pytest.mark.parametrize("key", ["/F", "/AF"])
def test_streams_name_no_resources(key: str) -> None:
    """A program that believes such a key shows what no other does."""
    document = with_fonts()
    document.pages[0].Contents = document.make_stream(b"0 g")
    document.pages[0].Contents[key] = document.pages[0].Resources.Font["/AA"]
    upload = check(saved(document))
    assert upload.removed == (Removed.FILES,)
    with copy_of(upload) as copy:
        assert key not in copy.pages[0].Contents
        assert set(copy.pages[0].Resources.Font.keys()) == set(NAMES)


def test_file_that_calls_itself_a_font_goes() -> None:
    document = empty()
    file = Dictionary(**FONT, F=String("a.txt"), EF=Dictionary(F=document.make_stream(b"a")))
    annotate(document, Subtype=Name.Link, AF=document.make_indirect(file))
    assert check(saved(document)).removed == (Removed.FILES,)


def test_font_that_was_something_else_in_an_earlier_revision_is_none() -> None:
    document = with_fonts()
    content = saved(document)
    with pikepdf.open(BytesIO(content)) as read:
        number = read.pages[0].Resources.Font["/AA"].objgen[0]
    again = revised(content, root_of(content) | {number: b"<< /O << /S /GoTo >> >>"})
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    assert is_calm(revised(content, root_of(content) | {number: font}))
    assert not is_calm(revised(again, root_of(again) | {number: font}))
