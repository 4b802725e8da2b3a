import pytest

from careers.text.differences import differences, in_short
from careers.text.paragraphs import paragraphs

CHANGES = [
    ("170 members", "200 members", [("170", "200")]),
    ("members", "members worldwide", [("members", "members worldwide")]),
    ("members worldwide", "members", [("members worldwide", "members")]),
    ("1.7 billion", "1,7 billion", [("1.7", "1,7")]),
    ("C++ and Go", "C# and Go", [("C++", "C#")]),
    ("80 %", "80 %", []),
    ("Now we plan", "we plan", [("Now we", "we")]),
]


@pytest.mark.parametrize(("here", "there", "expected"), CHANGES)
def test_differences_are_the_words_that_face_each_other(here, there, expected):
    assert differences(here, there) == expected


def test_many_differences_are_cut_short():
    here, there = "a 1 b 2 c 3 d 4", "a 5 b 6 c 7 d 8"
    assert in_short(here, there) == ("1 … 2 … 3 …", "5 … 6 … 7 …")


def test_numbers_that_differ_are_shown_first():
    assert in_short("our 170 firms", "the 200 firms")[0] == "our 170"
    assert in_short("our own good 170 firms", "the own great 200 firms") == (
        "good 170 … our",
        "great 200 … the",
    )


def test_long_differences_are_cut_short():
    assert in_short("a " * 30, "b")[0] == "a a a a a a a a a a a a …"


def test_texts_with_equal_words_are_shown_by_their_beginning():
    assert in_short("So, it goes", "So it goes") == ("So it goes", "So it goes")


def test_paragraphs_are_cut_at_blank_lines_items_and_headings():
    source = "# Top\nOne\ngoes on\n\nTwo\n- *three*\n  - [four](https://example.org/)\n2. five"
    assert paragraphs(source) == ["Top One goes on", "Two", "three", "four", "five"]
