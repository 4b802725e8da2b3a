"""Counting several things at once, and no further than anybody needs to know."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import CharField, Expression, IntegerField, JSONField, QuerySet, Subquery
from django.utils.formats import number_format

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

MOST = 1_000
"""Nobody needs to know how many more there are, and to count them takes long."""


class CappedCount(Subquery):
    """How many rows a sliced query has, as a column."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


class EachValue(Expression):
    """Stands for one value after the other inside of a CountOfEach."""

    output_field = CharField()

    def as_sql(
        self, compiler: "SQLCompiler", connection: "BaseDatabaseWrapper"
    ) -> tuple[str, tuple[str, ...]]:
        return "each.value", ()


class CountOfEach(Subquery):
    """How many rows a sliced query has with each value in turn, as an object of value and number.

    The query says EachValue() where the value belongs. It is compiled and planned once; a
    CappedCount for each value would be as often as there are values.
    """

    template = (
        "(SELECT jsonb_object_agg(each.value, (SELECT COUNT(*) FROM (%(subquery)s) AS counted))"
        " FROM unnest(%%s::text[]) AS each(value))"
    )
    output_field = JSONField()

    def __init__(self, queryset: QuerySet[Any, Any], values: Iterable[str]) -> None:
        super().__init__(queryset)
        self.values = list(values)

    def as_sql(
        self,
        compiler: "SQLCompiler",
        connection: "BaseDatabaseWrapper",
        template: str | None = None,
        **extra_context: Any,
    ) -> tuple[str, tuple[Any, ...]]:
        sql, params = super().as_sql(compiler, connection, template, **extra_context)
        return sql, (*params, self.values)


def count_up_to(
    user: "User", parts: Mapping[str, QuerySet[Any]], most: int = MOST
) -> dict[str, int]:
    """How many rows each of these has, up to one more than `most`, in one query; none without parts."""
    if not parts:
        return {}
    columns = [CappedCount(part.order_by().values("pk")[: most + 1]) for part in parts.values()]
    return dict(zip(parts, row_of(user).values_list(*columns).get(), strict=True))


def count_each_up_to(
    user: "User", rows: QuerySet[Any], column: str, values: Iterable[str], most: int = MOST
) -> dict[str, int]:
    """How many rows have each value in a text column, up to one more than `most`, in one query."""
    some = rows.order_by().filter(**{column: EachValue()}).values("pk")[: most + 1]
    found: dict[str, int] = row_of(user).values_list(CountOfEach(some, values), flat=True).get()
    return found


def row_of(user: "User") -> "QuerySet[User]":
    """One row that is there, for columns that are of no table."""
    return get_user_model().objects.filter(pk=user.pk)


def words_for_number(number: int, most: int = MOST) -> str:
    """With a plus where counting stopped."""
    return number_format(min(number, most), force_grouping=True) + ("+" if number > most else "")
