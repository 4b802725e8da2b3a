"""Numbers that people type: what the page's language and the field's limits make of them."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from careers.forms import NumberField, WholeNumberField

READ = [
    ("de", "60.000", "60000"),
    ("de", "1.500", "1500"),
    ("de", "38,5", "38.5"),
    ("de", "38.5", "38.5"),
    ("en", "60,000", "60000"),
    ("en", "38,5", "38.5"),
    ("en", "1.500,50", "1500.5"),
]
ASKED = [
    ("en", "1.500", "Did you mean 1.5 or 1,500? Write 1.5 or 1500."),
    ("en", "60.000", "Did you mean 60 or 60,000? Write 60 or 60000."),
    ("en", "1.125", "Did you mean 1.125 or 1,125? Write 1.1250 or 1125."),
    ("de", "1,500", "Meinten Sie 1,5 oder 1.500? Schreiben Sie 1,5 oder 1500."),
    ("de", "viele", "Geben Sie eine Zahl ein, zum Beispiel 40 oder 38,5."),
    ("en", "many", "Enter a number, for example 40 or 38.5."),
]


def refusal(field: NumberField, typed: str) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return refused.value.messages


@pytest.mark.parametrize(("language", "typed", "number"), READ)
def test_number_is_read_as_the_page_spells_it(language: str, typed: str, number: str) -> None:
    with override(language):
        assert NumberField().clean(typed) == Decimal(number)


@pytest.mark.parametrize(("language", "typed", "sentence"), ASKED)
def test_refusal_names_readings_or_an_example(language: str, typed: str, sentence: str) -> None:
    with override(language):
        assert refusal(NumberField(), typed) == [sentence]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("typed", ["60.000", "60,000"])
def test_amount_with_two_decimals_at_most_has_no_three(language: str, typed: str) -> None:
    with override(language):
        assert NumberField(max_digits=10, decimal_places=2).clean(typed) == Decimal(60000)


def test_limits_of_the_field_decide_what_was_meant() -> None:
    with override("de"):
        assert NumberField(least=1, most=60, decimal_places=2).clean("38.500") == Decimal("38.5")


def test_number_above_the_limit_is_refused_and_the_limit_itself_taken() -> None:
    field = NumberField(most=60)
    with override("en"):
        assert refusal(field, "61") == ["Ensure this value is less than or equal to 60."]
    assert field.clean("60") == Decimal(60)


@pytest.mark.parametrize(("typed", "number"), [("80", 80), ("1.500", 1500), ("", None)])
def test_whole_number_is_read(typed: str, number: Any) -> None:
    assert WholeNumberField(required=False).clean(typed) == number


def test_whole_number_with_a_part_is_refused() -> None:
    with override("en"):
        assert refusal(WholeNumberField(), "37,5") == ["Enter a whole number."]


@pytest.mark.parametrize(("language", "shown"), [("de", "17,25"), ("en", "17.25")])
def test_stored_number_is_shown_in_the_spelling_of_the_page(language: str, shown: str) -> None:
    with override(language):
        assert NumberField().prepare_value(Decimal("17.25")) == shown


def test_stored_number_that_is_sent_back_is_no_change() -> None:
    field = NumberField(decimal_places=2)
    assert not field.has_changed(Decimal("60000.00"), field.prepare_value(Decimal("60000.00")))
    assert field.has_changed(Decimal("60000.00"), "60001")
