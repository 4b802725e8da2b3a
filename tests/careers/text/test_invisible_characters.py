"""What pasting brings along and nobody sees."""

import pytest

from careers.text.invisible_characters import clean_line, clean_lines


@pytest.mark.parametrize(
    ("pasted", "cleaned"),
    [
        ("\u202a+49 30 1\u202c", "+49 30 1"),
        ("\u2066 +49 30 1 \u2069", "+49 30 1"),
        ("\ufeffAyşe\u200b", "Ayşe"),
        ("\u200e\u200f\u2060Ayşe\u00a0\u200e ", "Ayşe"),
        ("mobile \u202d+49 170 1\u202c (evenings)", "mobile +49 170 1 (evenings)"),
        ("\u200b\u202a\u202c", ""),
        ("\u3164\u2800\u034f", ""),
        ("\uffa0김\u3164민준\u115f", "김\u3164민준"),
        ("Ayşe", "Ayşe"),
    ],
)
def test_line_loses_signs_at_its_ends(pasted: str, cleaned: str) -> None:
    assert clean_line(pasted) == cleaned


@pytest.mark.parametrize(
    "text", ["علی\u200cرضا", "👩\u200d💻 dev", "a\u202eb", "a\u202aب\u202c b", "a\u00adb"]
)
def test_line_keeps_what_is_inside(text: str) -> None:
    assert clean_line(text) == text


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_every_line_of_a_text_loses_signs_at_its_ends(line_break: str) -> None:
    pasted = ["\ufeffHello,\u200b", "", "\u202a  my number:\u200e", "\u2066030 1\u2069."]
    cleaned = ["Hello,", "", "  my number:", "030 1."]
    assert clean_lines(line_break.join(pasted)) == line_break.join(cleaned)
