"""Run by hand (python -m benchmarks.search_speed), for timings decide no test."""

import sys

import pytest
from django.core.management import call_command
from django.db import connection

from benchmarks.search_relevance import open_everything
from benchmarks.search_speed import measure_searches, multiply_postings


@pytest.mark.django_db
def test_search_is_measured_over_many_postings() -> None:
    call_command("load_demo", verbosity=0)
    open_everything()
    multiply_postings()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for name, milliseconds in measure_searches():
        sys.stdout.write(f"{name}: {milliseconds:.0f} ms\n")
