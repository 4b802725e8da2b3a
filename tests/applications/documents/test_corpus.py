"""The corpus: no honest file is refused, none that a rule must stop gets in, and each hears its own cause."""

import pytest

from tests.applications.documents.corpus.harmful import harmful_files
from tests.applications.documents.corpus.honest import honest_files
from tests.applications.documents.corpus.judging import find_refusal, judge

SAMPLE = 8
"""By day, each eighth file."""


def test_corpus_is_large_enough() -> None:
    honest = list(honest_files())
    assert len(honest) >= 120
    assert len({one.what for one in honest}) == len(honest)
    assert len({one.content for one in honest}) > 0.95 * len(honest)


def test_sample_of_honest_files_is_accepted() -> None:
    assert [*filter(None, map(find_refusal, list(honest_files())[::SAMPLE]))] == []


def test_sample_of_harmful_files_is_stopped() -> None:
    assert [one for one in map(judge, list(harmful_files())[::SAMPLE]) if any(one[1:])] == []


@pytest.mark.nightly(
    "tests/applications/documents/test_corpus.py::test_sample_of_honest_files_is_accepted"
)
def test_no_honest_file_is_refused() -> None:
    assert [*filter(None, map(find_refusal, honest_files()))] == []


@pytest.mark.nightly(
    "tests/applications/documents/test_corpus.py::test_sample_of_harmful_files_is_stopped"
)
def test_no_harmful_file_gets_in_as_it_was() -> None:
    assert [one for one in map(judge, harmful_files()) if any(one[1:])] == []
