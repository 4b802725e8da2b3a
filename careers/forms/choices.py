"""What can be chosen in the editor, read in one query for all fields together."""

from collections import defaultdict
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import CharField, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, Trim

from careers.languages import localized_columns
from careers.models import Contact, Department, Location, TextBlock

type Choices = dict[str, list[tuple[int, str]]]

EMPTY = Value("")


def stored_choices() -> Choices:
    """For each field the keys and names of what can be chosen, by name."""
    staff = get_user_model().objects.filter(is_staff=True, is_active=True)
    first, *others = (
        rows_with_names(QuerySet(Department), "department", *localized_columns("name"), "slug"),
        rows_with_names(QuerySet(Location), "locations", *localized_columns("name"), "slug"),
        rows_with_names(QuerySet(Contact), "contacts", "name"),
        rows_with_names(
            staff, "hiring_team", Trim(Concat("first_name", Value(" "), "last_name")), "username"
        ),
        rows_with_names(QuerySet(TextBlock), "block", *localized_columns("heading"), "slug"),
    )
    found: Choices = defaultdict(list)
    rows = first.union(*others, all=True).order_by()
    for field, key, name in sorted(rows, key=lambda row: row[2].lower()):
        found[field].append((key, name))
    return found


def rows_with_names(
    rows: "QuerySet[Any]", field: str, *names: str | Combinable
) -> "QuerySet[Any, Any]":
    """Field, key and the first name of each row that is not empty.

    Takes plain querysets: those of modeltranslation look for a language of their own.
    """
    filled = [NullIf(Cast(name, TextField()), Cast(EMPTY, TextField())) for name in names]
    label = Coalesce(*filled, EMPTY, output_field=TextField())
    marked = rows.order_by().annotate(field=Value(field, CharField()), label=label)
    pairs: QuerySet[Any, Any] = marked.values_list("field", "pk", "label")
    return pairs
