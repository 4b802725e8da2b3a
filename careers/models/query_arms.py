"""Small questions of one kind, asked together: the arms of one statement with UNION ALL."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet, TextField, Value


def text_value(text: str) -> Value:
    """A column that says by which arm a row was found."""
    return Value(text, output_field=TextField())


def join_arms[Row](arms: Iterable[QuerySet[Any, Row]]) -> list[Row]:
    """The rows of all arms, which have the same columns, in one query; none without arms."""
    every = [*arms]
    return [*every[0].union(*every[1:], all=True)] if every else []


def find_answered(arms: Mapping[str, QuerySet[Any]]) -> set[str]:
    """The names of the arms that have a row; one query, none without arms."""
    named = (arm.values_list(text_value(name))[:1] for name, arm in arms.items())
    return {name for (name,) in join_arms(named)}
