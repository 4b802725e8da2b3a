"""Moments as people read them, with the time zone they go by."""

from datetime import UTC, datetime

import pytest
from django.utils.formats import date_format
from django.utils.translation import override

from careers.dates import with_zone


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "5 May 2026 at 23:59 (Berlin time)"),
        ("de", "5. Mai 2026 um 23:59 Uhr (Ortszeit Berlin)"),
    ],
)
def test_zone_stands_behind_the_whole_time(language: str, said: str) -> None:
    with override(language):
        moment = date_format(datetime(2026, 5, 5, 23, 59, tzinfo=UTC), "DATETIME_FORMAT")
        assert with_zone(moment) == said
