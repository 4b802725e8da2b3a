"""Run by hand (python -m benchmarks.inbox), for timings decide no test."""

import sys

import pytest
from django.db import connection
from django.utils import timezone

from benchmarks.inbox import measure_pages
from benchmarks.inbox_rows import fill_inbox


@pytest.mark.django_db(transaction=True)
def test_pages_of_the_inbox_are_measured_over_many_applications() -> None:
    """Of committed rows: those of an open transaction are looked up in the table, one by one."""
    filled = fill_inbox(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    sys.stdout.write("\n| page | ms | of these computed | queries |\n|---|---|---|---|\n")
    for name, passed, computed, queries in measure_pages(filled):
        sys.stdout.write(f"| {name} | {passed:.0f} | {computed:.0f} | {queries} |\n")
