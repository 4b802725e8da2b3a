"""Whose positions these are, at first sight."""

import pytest
from django.test import Client
from pytest_django import Settings

from tests.careers.factories import published
from tests.careers.public_site import get_list, get_page, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("de", "Offene Stellen bei Verein Musterwolke e. V."),
        ("en", "Open positions at Verein Musterwolke e. V."),
    ],
)
def test_list_names_the_employer(client: Client, language: str, heading: str) -> None:
    tree = get_list(client, language=language).tree
    assert words(tree.h1) == words(tree.title) == heading
    assert tree.select_one("meta[property='og:site_name']")["content"] == "Verein Musterwolke e. V."


def test_name_too_long_for_a_heading_is_left_to_the_title(
    client: Client, settings: Settings
) -> None:
    name = "Zentrum für " + "Übergänge " * 6
    settings.ORGANISATION = settings.ORGANISATION | {"name": name}
    tree = get_list(client, language="de").tree
    assert (words(tree.h1), words(tree.title)) == (
        "Offene Stellen",
        f"Offene Stellen bei {name.strip()}",
    )


def test_posting_begins_with_employer_and_place(client: Client) -> None:
    posting = published()
    tree = get_page(client, posting).tree
    assert words(tree.select_one("header > .employer")) == (
        "Verein Musterwolke e. V., Remote or Berlin centre"
    )
