"""Moments as people read them, with the time zone they go by."""

import pytest
from django.utils.translation import override

from careers.dates import with_zone


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "23:59 (Berlin time)"), ("de", "23:59 Uhr (Ortszeit Berlin)")],
)
def test_zone_stands_behind_the_whole_time(language: str, said: str) -> None:
    with override(language):
        assert with_zone("23:59") == said
