"""What is seen and read of documents; most in this process, one of each kind in a child."""

from io import BytesIO

import pytest
from PIL import Image

from applications.documents.child_process import Limits, UnreadableContent, run_in_child
from applications.documents.previews.parts import MAX_TEXT_LENGTH, Parts, join_parts
from applications.documents.previews.pdf_pages import DPI, POINTS_PER_INCH
from applications.documents.previews.render import render_document
from applications.enums import MediaType
from tests.applications import files
from tests.applications.documents.previews import samples
from tests.applications.documents.previews.samples import FIELD, TICK, paragraph

A4 = (1075, 1521)
MOST = 30


def render(content: bytes, media_type: MediaType = MediaType.PDF, most_pages: int = MOST) -> Parts:
    options = {"media_type": media_type, "most_pages": most_pages}
    return join_parts(render_document(BytesIO(content), options), most_pages=most_pages)


def picture(parts: Parts, number: int = 1) -> Image.Image:
    page = parts.pages[number - 1]
    shown = Image.open(BytesIO(page.content))
    assert (shown.format, shown.size) == ("WEBP", (page.width, page.height))
    return shown.convert("RGB")


def dark_pixels(parts: Parts, place: tuple[int, int, int, int]) -> int:
    """In a rectangle of an A4 page, given in points from the lower left corner."""
    left, bottom, right, top = place
    box = [round(DPI / POINTS_PER_INCH * one) for one in (left, 842 - top, right, 842 - bottom)]
    return sum(value < 128 for value in picture(parts).convert("L").crop(tuple(box)).tobytes())


def test_filled_form_is_drawn_and_read() -> None:
    filled, empty = render(samples.filled_form()), render(samples.filled_form("", ticked=False))
    assert dark_pixels(filled, FIELD) > 500
    assert dark_pixels(filled, TICK) > 50
    assert (dark_pixels(empty, FIELD), dark_pixels(empty, TICK)) == (0, 0)
    assert "Wilhelmina Zyx" in filled.text
    assert "Wilhelmina" not in empty.text


def test_pages_are_shown_up_to_a_number_and_read_beyond() -> None:
    parts = render(samples.text_pdf(["One"], ["Two"], ["Three"]), most_pages=2)
    assert (parts.page_count, len(parts.pages), parts.text) == (3, 2, "One\fTwo\fThree")


def test_page_is_as_sharp_as_a_screen_needs_and_no_larger() -> None:
    assert [(page.width, page.height) for page in render(samples.text_pdf(["A4"])).pages] == [A4]
    large = render(samples.wide_pdf(3370, 2384)).pages[0]
    assert (large.width, large.height) == (2000, 1415)
    thin = render(samples.wide_pdf(14000, 3)).pages[0]
    assert (thin.width, thin.height) == (2000, 1)


def test_words_that_a_line_ends_in_are_put_together() -> None:
    lines = ["Lebenslauf", "Leitung der Ver-", "waltung", "Größe"]
    assert render(samples.text_pdf(lines)).text == "Lebenslauf\nLeitung der Verwaltung\nGröße"


def test_text_is_limited() -> None:
    assert len(render(samples.docx_with(paragraph("word " * 60_000)), MediaType.DOCX).text) == (
        MAX_TEXT_LENGTH
    )


def test_empty_page_has_a_picture_and_no_text() -> None:
    parts = render(files.pdf(pages=2))
    assert (parts.page_count, len(parts.pages), parts.text) == (2, 2, "")


def test_picture_is_turned_as_the_camera_says_and_tells_nothing_of_it() -> None:
    about = Image.Exif()
    about[0x0112], about[0x010F] = 6, "Camera of Kim"
    content = samples.encoded(samples.two_colours(), "JPEG", exif=about, quality=95)
    parts = render(content, MediaType.JPG)
    shown = picture(parts)
    assert (parts.page_count, shown.size) == (1, (40, 60))
    assert (shown.getpixel((20, 10))[0] > 200, shown.getpixel((20, 50))[2] > 200) == (True, True)
    assert b"Camera of Kim" in content
    assert b"Camera" not in parts.pages[0].content


@pytest.mark.parametrize("kind", [MediaType.JPG, MediaType.PNG])
def test_large_picture_is_scaled_down_and_a_small_one_is_not_scaled_up(kind: MediaType) -> None:
    name = "JPEG" if kind is MediaType.JPG else "PNG"
    large = render(samples.encoded(Image.new("RGB", (5000, 2500)), name), kind)
    small = render(samples.encoded(Image.new("RGB", (50, 25)), name), kind)
    assert (picture(large).size, picture(small).size) == ((2000, 1000), (50, 25))


@pytest.mark.parametrize(
    ("mode", "colour", "seen"),
    [
        ("RGBA", (255, 0, 0, 0), (255, 255, 255)),
        ("LA", (0, 255), (0, 0, 0)),
        ("L", 128, (128, 128, 128)),
        ("1", 1, (255, 255, 255)),
        ("P", 0, (0, 0, 0)),
        ("I;16", 32768, (128, 128, 128)),
    ],
)
def test_picture_of_any_depth_is_seen_on_white(
    mode: str, colour: object, seen: tuple[int, int, int]
) -> None:
    content = samples.encoded(Image.new(mode, (30, 20), colour), "PNG")
    assert picture(render(content, MediaType.PNG)).getpixel((15, 10)) == seen


def test_print_colours_are_turned_into_those_of_a_screen() -> None:
    content = samples.encoded(Image.new("CMYK", (20, 20), (0, 0, 0, 0)), "JPEG")
    assert min(picture(render(content, MediaType.JPG)).getpixel((5, 5))) > 250


def test_branches_that_say_different_things_are_all_read() -> None:
    """Which one a program shows depends on what it knows."""
    branches = (
        '<mc:Choice Requires="zz"><w:r><w:t>new</w:t></w:r></mc:Choice>'
        '<mc:Choice Requires="yy"><w:r><w:t>new</w:t></w:r></mc:Choice>'
        "<mc:Fallback><w:r><w:t> old</w:t></w:r></mc:Fallback>"
    )
    choice = f"<mc:AlternateContent>{branches}</mc:AlternateContent>"
    body = f"<w:p>{choice}</w:p>{paragraph('end')}"
    assert render(samples.docx_with(body), MediaType.DOCX).text == "new old\nend"


def test_docx_is_read_paragraph_by_paragraph() -> None:
    said_twice = (
        "<w:p><mc:AlternateContent><mc:Choice><w:r><w:t>box</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:t>box</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
    )
    changed = "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    spaced = (
        "<w:p><w:r><w:t>2020</w:t><w:tab/><w:t>2021</w:t><w:br/><w:t>next\nline</w:t></w:r></w:p>"
    )
    body = paragraph("Änne &amp; Kim") + spaced + changed + said_twice
    parts = render(samples.docx_with(body), MediaType.DOCX)
    assert (parts.page_count, parts.pages) == (0, [])
    assert parts.text == "Änne & Kim\n2020\t2021\nnext line\n\nbox"


@pytest.mark.parametrize(
    ("name", "namespace"),
    [
        ("main.xml", samples.WORD),
        ("word/document.xml", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    ],
)
def test_docx_of_other_writers_is_read(name: str, namespace: str) -> None:
    content = samples.docx_with(paragraph("Hello"), name=name, namespace=namespace)
    assert render(content, MediaType.DOCX).text == "Hello"


def test_odt_is_read_paragraph_by_paragraph() -> None:
    body = (
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
        "<text:h>Leben<text:span>slauf</text:span></text:h>"
        "<text:p>2020<text:tab/>2021<text:line-break/>a<text:s/>b\n   c"
        "<office:annotation><text:p>remark</text:p></office:annotation></text:p>"
    )
    parts = render(samples.odt_with(body), MediaType.ODT)
    assert (parts.page_count, parts.text) == (0, "Lebenslauf\n2020\t2021\na b c")


def test_margins_of_a_docx_are_read_around_its_text() -> None:
    content = samples.docx_with_margins(
        paragraph("Lebenslauf"),
        footer1=paragraph("Seite 1"),
        footnotes=paragraph("mit Auszeichnung"),
        endnotes=paragraph("am Ende"),
        header1=paragraph("Kim Yılmaz") + paragraph("kim@example.org"),
        header2=paragraph("Kim Yılmaz") + paragraph("kim@example.org"),
        header3=paragraph("Folgeseite"),
        comments=paragraph("remark"),
    )
    parts = [
        *("Kim Yılmaz\nkim@example.org", "Folgeseite", "Lebenslauf"),
        *("mit Auszeichnung", "am Ende", "Seite 1"),
    ]
    assert render(content, MediaType.DOCX).text == "\n\n".join(parts)


def test_margins_of_an_odt_are_read_around_its_text() -> None:
    pages = (
        "<style:master-page><style:header><text:p>Kim Yılmaz</text:p></style:header>"
        "<style:header-first><text:p>kim@example.org</text:p></style:header-first>"
        '<style:header-left style:display="false"><text:p>unseen</text:p></style:header-left>'
        "<style:footer><text:p>Seite <text:page-number>1</text:page-number></text:p></style:footer>"
        "</style:master-page>"
    )
    note = (
        "<text:note><text:note-body><text:p>mit Auszeichnung</text:p></text:note-body></text:note>"
    )
    content = samples.odt_with(f"<text:p>Lebenslauf</text:p><text:p>{note}</text:p>", pages)
    parts = ["Kim Yılmaz\nkim@example.org", "Lebenslauf\nmit Auszeichnung", "Seite 1"]
    assert render(content, MediaType.ODT).text == "\n\n".join(parts)


def test_margins_neither_take_the_place_of_the_text_nor_keep_it_from_being_read() -> None:
    long = samples.docx_with_margins(paragraph("Lebenslauf"), header1=paragraph("a" * 200_000))
    assert render(long, MediaType.DOCX).text == "a" * 10_000 + "\n\nLebenslauf"
    broken = samples.docx_with_margins(paragraph("Lebenslauf"), header1="<w:p>")
    assert render(broken, MediaType.DOCX).text == "Lebenslauf"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7 and nothing else", MediaType.PDF),
        (files.locked_pdf(), MediaType.PDF),
        (files.picture("JPEG")[:300], MediaType.JPG),
        (files.picture("PNG")[:60], MediaType.PNG),
        (files.docx()[:100], MediaType.DOCX),
        (samples.docx_with("<w:p>"), MediaType.DOCX),
        (samples.docx_with("").replace(b"PK\x05\x06", b"PK\x00\x00"), MediaType.ODT),
    ],
    ids=["PDF", "locked", "JPG", "PNG", "cut off", "half a paragraph", "no directory"],
)
def test_damaged_document_is_unreadable(content: bytes, media_type: MediaType) -> None:
    with pytest.raises(UnreadableContent):
        render(content, media_type)


@pytest.mark.parametrize(
    ("content", "media_type", "seen"),
    [
        (samples.text_pdf(["Hello"]), MediaType.PDF, (1, 1, "Hello")),
        (samples.encoded(samples.two_colours(), "PNG"), MediaType.PNG, (1, 1, "")),
        (samples.docx_with(paragraph("Hello")), MediaType.DOCX, (0, 0, "Hello")),
    ],
    ids=["PDF", "PNG", "DOCX"],
)
def test_child_does_the_same(
    content: bytes, media_type: MediaType, seen: tuple[int, int, str]
) -> None:
    options = {"media_type": media_type, "most_pages": MOST}
    outcome = run_in_child(render_document, BytesIO(content), options, Limits())
    parts = join_parts(outcome.results, most_pages=MOST)
    assert (outcome.failure, parts) == (None, render(content, media_type))
    assert (parts.page_count, len(parts.pages), parts.text) == seen
