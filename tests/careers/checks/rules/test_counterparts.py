"""What one language has and the other lacks."""

from datetime import UTC, datetime

import pytest

from careers.checks import check_posting
from careers.checks.facts import LanguageFacts, PostingFacts, SectionFacts
from careers.checks.pairing import section_pairs

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SAME_PAGE = [
    ("https://example.org/de/stellen", "https://www.example.org/en/stellen/"),
    ("https://de.example.org/wiki/Wolke", "https://en.example.org/wiki/Cloud"),
    ("https://example.org/satzung.de.html", "https://example.org/satzung.en.html"),
    ("https://example.org/?lang=de", "https://example.org/?lang=en"),
    ("https://example.org/de/ueber-uns", "https://example.org/en/about-us"),
]
OTHER_PAGE = [
    ("https://example.org/de/bericht-2024", "https://example.org/en/report-2023"),
    ("https://example.org/", "https://example.org/en/about-us"),
    ("https://github.com/example/cloud", "https://github.com/example/docs"),
    ("https://example.org/?id=12", "https://example.org/?id=13"),
]


def language(code, *bodies):
    sections = tuple(SectionFacts(kind, "", body) for kind, body in bodies)
    return LanguageFacts(code, "Editor", sections=sections)


def find_codes(german, english, codes):
    texts = (language("de", ("about", german)), language("en", ("about", english)))
    findings = check_posting(PostingFacts(now=NOW, texts=texts))
    return [(each.code, each.language) for each in findings if each.code in codes]


def links(german, english):
    return find_codes(f"[x]({german})", f"[x]({english})", {"link_missing", "link_differs"})


@pytest.mark.parametrize(("german", "english"), SAME_PAGE)
def test_links_to_the_same_page_agree(german, english):
    assert links(german, english) == []


@pytest.mark.parametrize(("german", "english"), OTHER_PAGE)
def test_links_to_another_page_differ_both_ways(german, english):
    assert links(german, english) == [("link_differs", "de"), ("link_differs", "en")]


def test_link_to_another_host_is_missing_both_ways():
    both = [("link_missing", "de"), ("link_missing", "en")]
    assert links("https://example.org/", "https://example.com/") == both


def test_malformed_link_stands_for_itself():
    assert links("https://[x", "https://[x") == []


PEOPLE = [
    ("Fragen Sie Frau Winter.", "Please ask Ms Winter.", []),
    ("Fragen Sie Frau Winter.", "Please ask us.", [("name_missing", "de")]),
    ("Fragen Sie uns.", "Please ask Dr. Noor or Mr Frost.", [("name_missing", "en")]),
    ("Fragen Sie Frau Dr. Winter.", "Ask for Winter’s team.", []),
    ("Eva Winter: eva.winter@example.org", "eva.winter@example.org", [("name_missing", "de")]),
    ("Büro: team.jobs@example.org", "Office: team.jobs@example.org", []),
    ("Die Frau und der Herr im Haus.", "Everybody in the house.", []),
]


@pytest.mark.parametrize(("german", "english", "expected"), PEOPLE)
def test_people_are_named_in_each_language(german, english, expected):
    assert find_codes(german, english, {"name_missing"}) == expected


def test_sections_are_paired_in_order_where_there_are_as_many():
    one, two = (
        language("de", ("tasks", "a"), ("offer", "b")),
        language("en", ("x", "c"), ("y", "d")),
    )
    pairs = [(number, here.body, there.body) for number, here, there in section_pairs(one, two)]
    assert pairs == [(1, "a", "c"), (2, "b", "d")]


def test_sections_are_paired_by_kind_where_one_has_more():
    one = language("de", ("about", "a"), ("tasks", "b"), ("tasks", "c"), ("offer", "d"))
    two = language("en", ("tasks", "e"), ("offer", "f"))
    pairs = [(number, here.body, there.body) for number, here, there in section_pairs(one, two)]
    assert pairs == [(2, "b", "e"), (4, "d", "f")]
