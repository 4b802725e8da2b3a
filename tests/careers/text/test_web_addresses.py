"""Addresses that are none are told from those that are, without an error."""

import pytest

from careers.text.html_to_markdown import to_markdown
from careers.text.web_addresses import find_host, split_web_address


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://Example.org:8443/a", "example.org"),
        ("//example.org", "example.org"),
        ("https://[::1]/", "::1"),
        ("https://[::", ""),
        ("https://a]b/", ""),
        ("mailto:a@example.org", ""),
        ("", ""),
    ],
)
def test_host_of_an_address(text: str, host: str) -> None:
    assert find_host(text) == host


def test_parts_of_what_is_no_address_are_empty() -> None:
    assert split_web_address("https://[::/path") == ("", "", "", "", "")
    assert split_web_address("https://example.org/path").path == "/path"


def test_picture_without_an_address_leaves_its_words() -> None:
    assert to_markdown('<p>We <img src="https://[::" alt="smile"></p>').strip() == "We smile"
