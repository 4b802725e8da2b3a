"""Pages elsewhere, as they are typed."""

import pytest

from careers.branding.external_pages import Link, UnusableLinks, parse_links


def test_name_stands_before_the_address() -> None:
    typed = "Mastodon: https://norden.example/@verein\n\n  Unser Verein https://www.example.org/  "
    assert parse_links(typed) == (
        Link("Mastodon", "https://norden.example/@verein"),
        Link("Unser Verein", "https://www.example.org/"),
    )


def test_host_stands_for_a_name() -> None:
    assert parse_links("https://www.example.org/a") == (
        Link("example.org", "https://www.example.org/a"),
    )


@pytest.mark.parametrize(
    "typed",
    [
        "Mastodon",
        "http://example.org",
        "javascript:alert(1)",
        "https://",
        "n" * 41 + " https://a.de",
    ],
)
def test_line_without_a_safe_address_is_named(typed: str) -> None:
    with pytest.raises(UnusableLinks) as refused:
        parse_links(f"https://example.org\n{typed}")
    assert str(refused.value) == typed


def test_more_than_eight_are_too_many() -> None:
    assert len(parse_links("https://example.org\n" * 8)) == 8
    with pytest.raises(UnusableLinks):
        parse_links("https://example.org\n" * 9)
