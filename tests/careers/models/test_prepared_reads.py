"""Reads that are prepared are Django's queries in all else."""

import pytest
from django.db import DataError, connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from careers.models.page_reads import load_page_texts
from careers.models.prepared_reads import read_rows
from tests.careers.factories import published

pytestmark = pytest.mark.django_db


def count_prepared() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE from_sql IS FALSE")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize(("threshold", "expected"), [(5, 1), (None, 0)])
def test_a_page_is_planned_once_a_connection_where_that_is_allowed(
    threshold: int | None, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    posting = published()
    connection.ensure_connection()
    monkeypatch.setattr(connection.connection, "prepare_threshold", threshold)
    before = count_prepared()
    found = [load_page_texts(posting.public_id, timezone.now()) for _time in range(3)]
    assert [list(each.texts) for each in found] == [["de", "en"]] * 3
    assert count_prepared() - before == expected


def test_errors_and_counts_are_those_of_django(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        assert read_rows("SELECT %s::int + 1", [2]) == [(3,)]
    with pytest.raises(DataError):
        read_rows("SELECT 1 / %s::int", [0])
