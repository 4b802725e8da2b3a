"""What differs between two texts, in the few words of a finding."""

import pytest

from careers.text.diff import short_difference
from careers.text.paragraphs import split_paragraphs

BEFORE, AFTER = "We are one team and know ", " since the very beginning"
CHANGES = [
    ("170 members", "200 members", ("170", "200")),
    ("members", "members worldwide", ("members", "members worldwide")),
    ("members worldwide", "members", ("members worldwide", "members")),
    ("1.7 billion", "1,7 billion", ("1.7", "1,7")),
    ("C++ or Go", "C# or Go", ("C++", "C#")),
    ("at 9:15", "at 9:45", ("9:15", "9:45")),
    ("until 15. Oktober 2026", "until 3. November", ("15. Oktober 2026", "3. November")),
    (
        "one Mitarbeiter:in",
        "one Mitarbeiter:in Recruiting",
        ("Mitarbeiter:in", "Mitarbeiter:in Recruiting"),
    ),
    ("all Bewerber*innen", "all Bewerber_innen", ("Bewerber*innen", "Bewerber_innen")),
    ("Techniker/-in", "Techniker/in", ("Techniker/-in", "Techniker/in")),
]


@pytest.mark.parametrize(("here", "there", "expected"), CHANGES)
def test_differences_are_the_words_that_face_each_other(here, there, expected):
    found = short_difference(f"{BEFORE}{here}{AFTER}", f"{BEFORE}{there}{AFTER}")
    assert found == expected


def test_short_texts_are_shown_whole():
    assert short_difference("ab sofort", "ab dem 1. März 2027") == (
        "ab sofort",
        "ab dem 1. März 2027",
    )


def test_short_texts_are_shown_without_marks():
    assert short_difference("- *Zeit* zum Lernen", "- Zeit für [Neues](https://example.org/)") == (
        "Zeit zum Lernen",
        "Zeit für Neues",
    )


def test_many_differences_are_cut_short():
    here, there = "a 1 b 2 c 3 d 4", "a 5 b 6 c 7 d 8"
    assert short_difference(here, there) == ("1 … 2 … 3 …", "5 … 6 … 7 …")


def test_numbers_that_differ_are_shown_first():
    assert short_difference("our own good 170 big firms", "the own great 200 big firms") == (
        "good 170 … our",
        "great 200 … the",
    )


def test_long_differences_are_cut_short():
    assert short_difference("a " * 30, "b")[0] == "a a a a a a a a a a a a …"


def test_texts_with_equal_words_are_shown_by_their_beginning():
    here, there = "So, it goes on and on", "So it goes on and on"
    assert short_difference(here, there) == ("So it goes on and on", "So it goes on and on")


def test_paragraphs_are_cut_at_blank_lines_items_and_headings():
    source = "# Top\nOne\ngoes on\n\nTwo\n- *three*\n  - [four](https://example.org/)\n2. five"
    assert split_paragraphs(source) == ["Top One goes on", "Two", "three", "four", "five"]
