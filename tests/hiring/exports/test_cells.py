"""No cell is taken for a formula, and none loses what it says."""

from datetime import UTC, date, datetime

import pytest

from hiring.exports.cells import begins_like_formula, write_plainly


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+49 30 1234",
        "-5",
        "@name",
        "\tx",
        "\rx",
        "\nx",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "  =1",
        "\u200b=1",
    ],
)
def test_what_begins_like_a_formula_is_neutralised(text: str) -> None:
    assert begins_like_formula(text)
    assert write_plainly(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=b", "Ayşe", "'quoted'", "1+1", "(=1)", "–5"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert write_plainly(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Muster,=1+2", "Muster,'=1+2"),
        ("x; =1", "x; '=1"),
        ("x\t@y", "x\t'@y"),
        ('x,"=1', "x,\"'=1"),
        ("a\r\n=1", "a\r\n'=1"),
        ("a,\u200b＋1,b", "a,\u200b'＋1,b"),
        ("\t=1", "'\t'=1"),
        ("Lee, Anna-Maria; +49", "Lee, Anna-Maria; '+49"),
    ],
)
def test_formula_behind_a_separator_is_neutralised(text: str, written: str) -> None:
    assert write_plainly(text) == written


@pytest.mark.parametrize(
    "text",
    ["Müller, Anna-Lena", "a;b,c\td", "O'Neil, Kim", "5,5 = 5.5", "x\ny-z", "kim@x.example, 5"],
)
def test_honest_names_and_lists_stay_as_they_are(text: str) -> None:
    assert write_plainly(text) == text


def test_days_and_moments_are_those_of_the_portal() -> None:
    moment = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    cells = [write_plainly(cell) for cell in (moment, date(2026, 11, 23), 7, None)]
    assert cells == ["2026-11-24 00:30", "2026-11-23", "7", ""]
