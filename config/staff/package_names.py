"""Names for models of packages that have none to translate."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

type Words = Any  # a text, translated when it is read


def name_model(model: type[Model], one: Words, many: Words, fields: Mapping[str, Words]) -> None:
    """Gives a model and its fields other names.

    No migration comes of it: Django compares options and names of fields as they were written.
    """
    model._meta.verbose_name, model._meta.verbose_name_plural = one, many
    for field in model._meta.concrete_fields:
        field.verbose_name = fields.get(field.name, field.verbose_name)
