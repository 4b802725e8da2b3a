"""The number of postings over the list."""

import pytest
from django.utils import translation

from careers.search.filters import Search
from careers.views.listing import result_sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("de", "12.345 offene Stellen"), ("en", "12,345 open positions")],
)
def test_number_of_postings_is_written_as_the_reader_does(language: str, sentence: str) -> None:
    with translation.override(language):
        assert result_sentence(Search(), 12345) == sentence
