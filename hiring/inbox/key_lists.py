"""Conditions by keys: those that another query finds, or those that are known."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, F, Func, Q, QuerySet, Subquery, Value

KEYS = ArrayField(BigIntegerField())


def keys_of(found: QuerySet[Any, Any]) -> Q:
    """Applications whose keys a query of one column finds: read first, then looked up by an index."""
    return is_any_of(ArraySubquery(found))


def one_of_keys(keys: Iterable[int]) -> Q:
    """As pk__in, by one parameter: a thousand take longer to write and to read than to look up."""
    return is_any_of(Value(list(keys), output_field=KEYS))


def is_any_of(keys: Subquery | Value) -> Q:
    return Q(
        Func(
            F("pk"),
            keys,
            template="%(expressions)s)",
            arg_joiner=" = ANY(",
            output_field=BooleanField(),
        )
    )
