"""Numbers as people type them in German or English: "60.000", "17,25", "38.5", "1,500.50"."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.formats import get_format, number_format
from django.utils.translation import gettext as _

from careers.editions.key_facts import format_exact_number
from careers.forms.readings import ReadField
from careers.text.number_readings import NumberReading, list_number_readings

GROUP = 3
"""Digits between two signs for thousands."""


class NumberField(ReadField, forms.DecimalField):
    """A Decimal or None.

    Where the languages differ ("1.500"), limits and decimals of the field decide, then the
    spelling of the page if it groups thousands; else both readings are named in the refusal.
    """

    kind = "number"

    def __init__(self, *, least: Any = None, most: Any = None, **kwargs: Any) -> None:
        """Refuses what is below `least` or above `most` as Django's min_value and max_value do."""
        super().__init__(**{"min_value": least, "max_value": most, **kwargs})
        self.least, self.most = least, most

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off", "size": 12}

    def prepare_value(self, value: Any) -> Any:
        is_number = isinstance(value, int | Decimal)
        return number_format(value, decimal_pos=count_shown_places(value)) if is_number else value

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if isinstance(value, int | Decimal):
            return Decimal(value)
        readings = list_number_readings(str(value))
        if not readings:
            raise ValidationError(self.explain(), code="invalid")
        return self.choose(readings)

    def explain(self) -> str:
        return _("Enter a number, for example %(whole)s or %(part)s.") % {
            "whole": 40,
            "part": number_format(Decimal("38.5")),
        }

    def choose(self, readings: list[NumberReading]) -> Decimal:
        left = [each for each in readings if self.is_within(each.value)] or readings
        if len(left) > 1 and self.decimal_places is not None and self.decimal_places < GROUP:
            left = [each for each in left if each.is_grouped]
        if len(left) == 1:
            return left[0].value
        own, other = sorted(left, key=lambda each: each.mark != get_format("DECIMAL_SEPARATOR"))
        if own.is_grouped:
            return own.value
        raise ValidationError(ask_which_number(own.value, other.value), code="ambiguous")

    def is_within(self, number: Decimal) -> bool:
        is_enough = self.least is None or number >= self.least
        return is_enough and (self.most is None or number <= self.most)

    def say_in_words(self, value: Any) -> str:
        return format_exact_number(Decimal(value))

    def describe(self) -> str:
        limits = (self.decimal_places, self.least, self.most)
        return " ".join([self.kind, *("" if one is None else f"{one}" for one in limits)])

    def take_limits(self, validators: Iterable[Any]) -> None:
        """Those of a model's field, which judges by them; here they only tell readings apart."""
        for validator in validators:
            if isinstance(validator, MinValueValidator):
                self.least = validator.limit_value
            elif isinstance(validator, MaxValueValidator):
                self.most = validator.limit_value


class WholeNumberField(NumberField):
    """An int or None."""

    kind = "whole"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"decimal_places": 0, **kwargs})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "numeric", "size": 6}

    def to_python(self, value: Any) -> Any:
        number = super().to_python(value)
        if number is not None and number != number.to_integral_value():
            raise ValidationError(_("Enter a whole number."), code="invalid")
        return number

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        return None if number is None else int(number)


class PositionField(WholeNumberField):
    """A place in an order, which needs no words beside it."""

    says_reading = False


def count_shown_places(number: Decimal | int) -> int | None:
    """None: as many decimals as are stored."""
    return 0 if number == int(number) else None


def ask_which_number(own: Decimal, other: Decimal) -> str:
    """Asks which of two readings was meant; spells each so that it is read in one way only."""
    return _("Did you mean %(own)s or %(other)s? Write %(clear_own)s or %(clear_other)s.") % {
        "own": format_exact_number(own),
        "other": format_exact_number(other),
        "clear_own": spell_clearly(own),
        "clear_other": spell_clearly(other),
    }


def spell_clearly(number: Decimal) -> str:
    """Without signs between thousands; three decimals, which look like thousands, become four."""
    _sign, _digits, exponent = number.as_tuple()
    return number_format(number, decimal_pos=GROUP + 1 if exponent == -GROUP else None)
