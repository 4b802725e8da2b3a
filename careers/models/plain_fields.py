"""Fields whose defaults and validators stay out of migrations, so that the code behind them may move.

A migration would name a function of ours by its path and import it for ever. Python alone reads defaults and
validators, the database never does: migrations record these as Django's own fields, without either.
"""

from collections.abc import Sequence
from typing import Any

from django.db import models

from careers.text.invisible_characters import clean_line

type Deconstructed = tuple[str, str, Sequence[Any], dict[str, Any]]


def without_code(
    deconstructed: Deconstructed, field: type[models.Field[Any, Any]]
) -> Deconstructed:
    """Return what a migration writes down, as if it were that field of Django."""
    name, _path, arguments, options = deconstructed
    recorded = {key: options[key] for key in options.keys() - {"default", "validators"}}
    return name, f"django.db.models.{field.__name__}", arguments, recorded


class CharField(models.CharField[str, str]):
    def deconstruct(self) -> Deconstructed:
        return without_code(super().deconstruct(), models.CharField)


class EmailField(models.EmailField[str, str]):
    def deconstruct(self) -> Deconstructed:
        return without_code(super().deconstruct(), models.EmailField)


class LineField(CharField):
    """Text of one line, stored without the invisible characters that pasting brings along at its ends."""

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        text = clean_line(value) if isinstance(value, str) else value
        return super().clean(text, model_instance)


class PositiveIntegerField(models.PositiveIntegerField[int, int]):
    def deconstruct(self) -> Deconstructed:
        return without_code(super().deconstruct(), models.PositiveIntegerField)


class TextField(models.TextField[str, str]):
    def deconstruct(self) -> Deconstructed:
        return without_code(super().deconstruct(), models.TextField)
