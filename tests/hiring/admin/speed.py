"""Run by hand (python -m benchmarks.admin), for timings decide no test."""

import sys

import pytest
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.utils import timezone

from benchmarks.admin import POSTINGS, measure_admin
from benchmarks.admin_rows import fill_staff_tables
from benchmarks.inbox_rows import fill_inbox
from benchmarks.pages_rows import Filling
from careers.models import Department, Location, Posting
from tests.applications.factories import StaffFactory
from tests.config.people import browser


@pytest.mark.django_db(transaction=True)
def test_lists_of_the_staff_are_measured_over_years_of_rows() -> None:
    """Of committed rows: those of an open transaction are looked up in the table, one by one."""
    fill_inbox(timezone.now())
    # Where the numbers of the others end, and beside their names.
    Posting.objects.update(public_id=F("public_id") + 1_000_000)
    for model in (Department, Location):
        model.objects.update(slug=Concat("slug", Value("-of-the-inbox")))
    Filling(POSTINGS, timezone.now()).fill()
    fill_staff_tables()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    sys.stdout.write("\n| page | ms | of these computed | queries |\n|---|---|---|---|\n")
    for name, passed, computed, queries in measure_admin(
        browser(StaffFactory(is_superuser=True), "de")
    ):
        sys.stdout.write(f"| {name} | {passed:.0f} | {computed:.0f} | {queries} |\n")
