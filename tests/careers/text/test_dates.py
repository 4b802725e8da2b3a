"""Dates as ads write them, one pattern for the check and for the import."""

import pytest

from careers.text.dates import MONTH, MONTH_OR_SHORT, build_date_patterns, date_parts

FULL = build_date_patterns(MONTH_OR_SHORT, r"20\d\d", needs_year=True)
SHORT = build_date_patterns(MONTH, r"\d{4}", needs_year=False)


def parts(patterns, text: str) -> list[tuple[int, int, int]]:
    found = (pattern.fullmatch(text) for pattern in (*patterns.numeric, *patterns.worded))
    return [tuple(date_parts(match)) for match in found if match]


@pytest.mark.parametrize(
    "text",
    [
        "2027-05-02",
        "2.5.2027",
        "02. 05. 2027",
        "2. Mai 2027",
        "2nd of May, 2027",
        "2.Mai 2027",
        "May 2nd, 2027",
        "May 2, 2027",
    ],
)
def test_full_dates_of_both_languages_are_read(text: str):
    assert parts(FULL, text) == [(2027, 5, 2)]
    assert parts(SHORT, text) == [(2027, 5, 2)]


def test_abbreviated_month_is_read_where_it_is_asked_for():
    assert parts(FULL, "2. Jan. 2027") == [(2027, 1, 2)]
    assert parts(SHORT, "2. Jan. 2027") == []


@pytest.mark.parametrize("text", ["2.5.", "2. Mai", "May 2"])
def test_year_is_needed_only_where_it_is_asked_for(text: str):
    assert parts(FULL, text) == []
    assert parts(SHORT, text) == [(0, 5, 2)]


def test_day_and_month_have_two_digits_that_can_be_one():
    assert parts(FULL, "2.5.2027") == [(2027, 5, 2)]
    assert parts(FULL, "52.5.2027") == []
    assert parts(SHORT, "2.50.") == []


def test_month_stands_alone_with_its_year():
    match = FULL.month_and_year.fullmatch("Oktober 2027")
    assert match
    assert date_parts(match) == (2027, 10, 0)
