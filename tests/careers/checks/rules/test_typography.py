"""Titles, addresses and length: what the labelled cases do not show."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from benchmarks.ad_check import build_facts, find_codes
from careers.checks import check_posting
from careers.checks.facts import SectionFacts
from careers.checks.findings import Level, Place

SENTENCE = "You plan and build what many people use each day. "
LONG_WORDS = (
    "Organisational responsibilities necessitate extraordinarily sophisticated interdisciplinary "
    "communication capabilities regarding institutional administration. "
)
LONG_WORDS_DE = (
    "Verwaltungsvorschriftenausführungsverordnungen erfordern außergewöhnlich differenzierte "
    "Kommunikationsfähigkeiten hinsichtlich institutioneller Zuständigkeitsabgrenzungen. "
)


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def findings(code, **case):
    return [finding for finding in check_posting(build_facts(case)) if finding.code == code]


def with_sections(*sections):
    posting = build_facts({})
    return replace(posting, texts=tuple(replace(t, sections=sections) for t in posting.texts))


def test_posting_without_sections_is_refused_whatever_the_reason():
    (found,) = [
        finding for finding in check_posting(with_sections()) if finding.rule.level is Level.BLOCKS
    ]
    assert (found.code, found.rule.can_be_overridden) == ("sections_missing", False)


def test_posting_with_a_section_is_not_refused():
    posting = with_sections(SectionFacts("tasks", "", SENTENCE))
    assert "sections_missing" not in {finding.code for finding in check_posting(posting)}


@pytest.mark.parametrize(("times", "expected"), [(200, set()), (201, {"text_too_long"})])
def test_length_counts_the_characters_of_all_sections(times, expected):
    posting = with_sections(SectionFacts("tasks", "", SENTENCE * times))
    codes = {finding.code for finding in check_posting(posting)}
    assert codes & {"text_too_long", "text_too_short"} == expected


@pytest.mark.parametrize("field", [{"en": LONG_WORDS * 20}, {"de": LONG_WORDS_DE * 20}])
def test_long_words_are_hard_to_read(field):
    assert "hard_to_read" in find_codes({"alone": True, **field})


@pytest.mark.parametrize("field", [{"en": LONG_WORDS}, {"de": LONG_WORDS_DE}])
def test_short_texts_are_not_judged_by_reading_ease(field):
    assert "hard_to_read" not in find_codes({"alone": True, **field})


@pytest.mark.parametrize("field", [{"en": SENTENCE * 20}, {"de": "Sie planen und bauen. " * 40}])
def test_short_words_are_easy_to_read(field):
    assert "hard_to_read" not in find_codes({"alone": True, **field})


def test_title_is_reported_at_the_title():
    (found,) = findings("title_has_place", title_en="Network Engineer, Berlin")
    assert (found.language, found.place) == ("en", Place("title"))


def test_posting_without_places_may_have_a_town_in_its_title():
    assert findings("title_has_place", title_en="Paris Agreement Counsel", places=[]) == []


def test_link_that_differs_names_both_addresses():
    (found,) = findings("link_text_differs", en="See [scs.community](https://gaia-x.eu/).")
    assert found.message == (
        "the link says “scs.community” but leads to https://gaia-x.eu/: make them agree"
    )


def test_address_that_cannot_be_taken_apart_is_malformed():
    (found,) = findings("url_malformed", en="See https://[::1/ for more.")
    assert found.params == {"words": "https://[::1/"}


def test_links_within_the_site_are_left_alone():
    assert find_codes({"de": "[Zur Liste](/de/)", "en": "[To the list](/en/)"}) == set()
