"""The fields of a form that nobody has begun are rendered once; nobody ever sees somebody else's, or another posting's."""

import pytest
from django.test import Client

from careers.models import Posting
from tests.applications.site import apply_path, fill_in, page, words
from tests.applications.views.apply.test_questions import ASKED, asking
from tests.careers.factories import published

pytestmark = pytest.mark.django_db


def labels(posting: Posting, language: str) -> list[str]:
    tree = page(Client().get(apply_path(posting, language))).tree
    return [words(label) for label in tree.select("main form label")]


def test_each_posting_asks_for_its_own_in_each_language() -> None:
    plain, asks, strict = published(), asking(ASKED[0]), published(wants_certificates="required")
    for _time in range(2):
        shown = [
            labels(posting, code) for posting in (plain, asks, strict) for code in ("de", "en")
        ]
        assert ["Warum wir?" in "".join(each) for each in shown] == [0, 0, 1, 0, 0, 0]
        assert ["Why us?" in "".join(each) for each in shown] == [0, 0, 0, 1, 0, 0]
        assert shown[0] != shown[4]
        assert shown[1] != shown[5]


def test_what_one_has_typed_is_in_no_other_form(client: Client) -> None:
    posting, stranger = published(), Client()
    assert b"Kim Geheim" not in stranger.get(apply_path(posting)).content
    refused = fill_in(client, posting, name="Kim Geheim", email="not an address")
    assert b"Kim Geheim" in refused.content
    assert b"Kim Geheim" in client.get(apply_path(posting)).content
    assert b"Kim Geheim" not in stranger.get(apply_path(posting)).content
    assert page(stranger.get(apply_path(posting))).errors == []


def test_each_form_has_a_token_of_its_own() -> None:
    posting = published()
    trees = [page(Client().get(apply_path(posting))).tree for _time in range(2)]
    for name in ("token", "csrfmiddlewaretoken"):
        first, second = (tree.select(f"#application [name={name}]") for tree in trees)
        assert (len(first), len(second)) == (1, 1)
        assert first[0]["value"] != second[0]["value"]
