"""Conditions by the keys that another query finds."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, Q, QuerySet


def keys_of(found: QuerySet[Any, Any]) -> Q:
    """Applications whose keys a query of one column finds: read first, then looked up by an index."""
    keys = ArraySubquery(found)
    return Q(
        Func(
            F("pk"),
            keys,
            template="%(expressions)s)",
            arg_joiner=" = ANY(",
            output_field=BooleanField(),
        )
    )
