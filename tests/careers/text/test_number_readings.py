"""What a typed number can mean in German and English, and what is no number."""

from decimal import Decimal

import pytest

from careers.text.number_readings import list_number_readings

ONE_READING = [
    ("17,25", "17.25"),
    ("17.25", "17.25"),
    ("60.000,50", "60000.5"),
    ("60,000.50", "60000.5"),
    ("60000", "60000"),
    ("60 000", "60000"),
    ("60\N{NARROW NO-BREAK SPACE}000", "60000"),
    ("1'500", "1500"),
    ("1.500.000", "1500000"),
    ("0.500", "0.5"),
    ("-5", "-5"),
    ("\N{MINUS SIGN}5", "-5"),
    ("60000,- €", "60000"),
    ("EUR 17,50", "17.5"),
    ("80 %", "80"),
    ("0", "0"),
]
TWO_READINGS = [("1.500", {"1500", "1.5"}), ("60.000", {"60000", "60"}), ("1,500", {"1500", "1.5"})]
NO_NUMBERS = ["", "viele", "1.2.3", "12,", "60.00,5", "5-", "1e5", "١٢", "9" * 41]


@pytest.mark.parametrize(("typed", "number"), ONE_READING)
def test_number_is_read_in_the_spelling_it_has(typed: str, number: str) -> None:
    assert [str(each.value) for each in list_number_readings(typed)] == [number]


@pytest.mark.parametrize(("typed", "numbers"), TWO_READINGS)
def test_number_that_languages_read_differently_has_both_readings(
    typed: str, numbers: set[str]
) -> None:
    assert {str(each.value) for each in list_number_readings(typed)} == numbers


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_is_no_number_has_no_reading(typed: str) -> None:
    assert list_number_readings(typed) == []


def test_digits_are_read_exactly() -> None:
    typed = "0,12345678901234567890123456789012345"
    assert list_number_readings(typed)[0].value == Decimal("0.12345678901234567890123456789012345")
