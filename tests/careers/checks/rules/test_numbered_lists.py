from django.utils.translation import override

from benchmarks.ad_check import build_facts
from careers.checks.findings import Place
from careers.checks.rules.numbered_lists import check_numbered_lists, read_list_numbers


def found(text: str) -> list[tuple[str, Place, str]]:
    with override("en"):
        findings = check_numbered_lists(build_facts({"de": text}))
        return [(each.code, each.place, each.message) for each in findings]


def test_list_that_begins_late_is_told_how_to_become_text() -> None:
    message = (
        "a numbered list begins with 12.; if it is none, write a backslash before the point: 12\\."
    )
    assert found("12. Haus") == [("list_starts_late", Place("body", 2), message)]


def test_text_with_the_backslash_is_no_finding() -> None:
    assert found("12\\. Haus") == []


def test_list_with_gaps_says_what_the_public_sees() -> None:
    message = "a numbered list reads 1. 3., but the public sees 1. 2.: count without gaps"
    assert found("1. a\n3. b") == [("list_renumbered", Place("body", 2), message)]


def test_lists_inside_lists_are_read_apart() -> None:
    assert read_list_numbers("1. a\n\n   4. b\n   5. c\n2. d") == ((4, 5), (1, 2))
