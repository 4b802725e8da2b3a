"""Counting several things at once, and no further than anybody needs to know."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import IntegerField, QuerySet, Subquery
from django.utils.formats import number_format

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 1_000
"""Nobody needs to know how many more there are, and to count them takes long."""


class CappedCount(Subquery):
    """How many rows a sliced query has, as a column."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def count_up_to(
    user: "User", parts: Mapping[str, QuerySet[Any]], most: int = MOST
) -> dict[str, int]:
    """How many rows each of these has, up to one more than `most`, in one query; none without parts."""
    if not parts:
        return {}
    columns = [CappedCount(part.order_by().values("pk")[: most + 1]) for part in parts.values()]
    person = get_user_model().objects.filter(pk=user.pk)
    return dict(zip(parts, person.values_list(*columns).get(), strict=True))


def words_for_number(number: int, most: int = MOST) -> str:
    """With a plus where counting stopped."""
    return number_format(min(number, most), force_grouping=True) + ("+" if number > most else "")
