"""What a child says is put together, and believed only as far as it can be checked."""

import pytest

from applications.documents.previews.parts import (
    PageImage,
    Parts,
    count_part,
    join_parts,
    page_part,
    text_part,
)

IMAGE = b"RIFF\x04\x00\x00\x00WEBPVP8 "
PAGE = PageImage(10, 20, IMAGE)


def test_parts_come_back_as_they_were() -> None:
    results = [count_part(3), page_part(PAGE), text_part("Ä"), text_part("B")]
    assert join_parts(results, most_pages=5) == Parts(3, [PAGE], "Ä\fB")


def test_nothing_is_a_document_without_pages() -> None:
    assert join_parts([], most_pages=5) == Parts()


@pytest.mark.parametrize(
    "page",
    [
        PageImage(10, 20, b"<script>"),
        PageImage(10, 20, b""),
        PageImage(0, 20, IMAGE),
        PageImage(10, 70_000, IMAGE),
    ],
)
def test_what_is_no_page_is_left_out(page: PageImage) -> None:
    assert join_parts([page_part(page), page_part(PAGE)], most_pages=5).pages == [PAGE]


def test_more_than_was_asked_for_is_left_out() -> None:
    found = join_parts([page_part(PAGE)] * 3 + [b"P", b"C1", b"X", b""], most_pages=2)
    assert found == Parts(2, [PAGE, PAGE])


def test_text_is_what_the_database_can_keep() -> None:
    assert join_parts([b"Ta\0b\xff\xed\xa0\x80c"], most_pages=1).text == "abc"
    assert len(join_parts([text_part("x" * 300_000)], most_pages=1).text) == 200_000


def test_empty_pages_at_the_end_leave_no_breaks() -> None:
    parts = [text_part(""), text_part("a"), text_part(""), text_part("")]
    assert join_parts(parts, most_pages=1).text == "\fa"
