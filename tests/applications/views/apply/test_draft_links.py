"""The link to a draft, opened in a browser that has a draft of its own, or none."""

import pytest
from django.test import Client

from applications.models import Draft
from applications.signed_links import draft_path
from careers.models import Posting
from tests.applications.factories import draft_with
from tests.applications.site import apply_path, fill_in, page, words
from tests.careers.factories import published

pytestmark = pytest.mark.django_db


def link_of_another(posting: Posting) -> str:
    """A link that somebody else had mailed to them."""
    typed = {"name": "Eve", "mailed to": "eve@example.org"}
    draft = draft_with(posting=posting, data=typed)
    return draft_path(draft, draft.mailed_to)


def name_in_form(client: Client, posting: Posting) -> str:
    return str(page(client.get(apply_path(posting))).tree.select_one("#id_name")["value"])


def test_link_does_not_take_the_place_of_the_browsers_own_draft(client: Client) -> None:
    posting = published()
    fill_in(client, posting, name="Kim")
    response = client.get(link_of_another(posting))
    assert words(page(response).tree.select_one(".notice h2")) == "Open the other draft?"
    assert response.headers["Referrer-Policy"] == "strict-origin"
    assert "Eve" not in response.content.decode()
    assert name_in_form(client, posting) == "Kim"


def test_link_takes_it_once_that_is_confirmed(client: Client) -> None:
    posting = published()
    fill_in(client, posting, name="Kim")
    answer = client.post(link_of_another(posting))
    assert answer.headers["Location"] == apply_path(posting)
    assert (name_in_form(client, posting), Draft.objects.count()) == ("Eve", 2)


def test_link_to_the_browsers_own_draft_opens_at_once(client: Client) -> None:
    posting = published()
    fill_in(client, posting, name="Kim", action="later")
    draft = Draft.objects.get()
    assert client.get(draft_path(draft, draft.mailed_to)).status_code == 302


def test_browser_without_a_draft_for_the_posting_asks_whose_it_is(client: Client) -> None:
    posting = published()
    fill_in(client, published(), name="Kim")
    path = link_of_another(posting)
    asked = page(client.get(path))
    assert "eve@example.org" in words(asked.tree.select_one(".notice"))
    assert page(client.get(apply_path(posting))).tree.select_one("#id_name").get("value") is None
    assert client.post(path).status_code == 302
    assert name_in_form(client, posting) == "Eve"
    assert client.get(path).status_code == 302


def test_confirming_needs_the_token_of_the_form() -> None:
    client, posting = Client(enforce_csrf_checks=True), published()
    assert client.post(link_of_another(posting)).status_code == 403
    assert client.cookies.get(f"draft-{posting.public_id}") is None
