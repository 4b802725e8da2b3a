"""Queries that find one row at most."""

from django.db.models import Model, QuerySet


def find_only[Row: Model](found: QuerySet[Row]) -> Row | None:
    """The row that was asked for, None if there is none; for conditions that can hold for one only.

    first() sorts by the key, and to say so Django compares all columns that it reads: longer than PostgreSQL
    takes to find the row.
    """
    return next(iter(found.order_by()[:1]), None)
