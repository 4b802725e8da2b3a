"""The labelled cases of benchmarks/ad_check.py, as a gate."""

import pytest

from benchmarks.ad_check import load_cases, score_rules

WANTED = 0.95
MEASURED = (
    *("section_in_wrong_language", "sentence_in_wrong_language", "stray_word"),
    *("numbers_differ", "number_missing"),
    *("same_as_block", "differs_from_block", "same_as_posting", "differs_from_posting"),
    *("translation_outdated", "link_missing", "link_differs", "name_missing"),
)


@pytest.fixture(scope="module")
def measured():
    return score_rules(load_cases())


def test_there_are_enough_cases():
    assert len(load_cases()) >= 150


@pytest.mark.parametrize("code", MEASURED)
def test_precision_is_high(measured, code):
    assert measured[code].precision >= WANTED


@pytest.mark.parametrize("code", MEASURED)
def test_recall_is_high(measured, code):
    assert measured[code].recall >= WANTED
