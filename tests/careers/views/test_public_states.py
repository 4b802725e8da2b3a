"""Every state of a posting on every public surface; the draft on none."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from careers.models import Posting
from careers.web.localized_urls import posting_path
from tests.careers.factories import PostingFactory, closed, past_deadline, published, scheduled
from tests.careers.public_site import (
    SITEMAP,
    get,
    get_feed,
    get_list,
    get_page,
    robots,
)

pytestmark = pytest.mark.django_db

type Maker = Callable[..., Posting]

HIDDEN = [PostingFactory, scheduled, past_deadline, closed]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("make", HIDDEN)
def test_lists_and_feeds_leave_out_what_is_not_open(
    client: Client, make: Maker, language: str
) -> None:
    make(title_de="verborgen", title_en="verborgen")
    published(title_de="sichtbar", title_en="sichtbar")
    for answer in (get_list(client, language=language), get_feed(client, language)):
        body = answer.content.decode()
        assert ("verborgen" in body, "sichtbar" in body) == (False, True)


@pytest.mark.parametrize("make", HIDDEN)
def test_sitemap_leaves_out_what_is_not_open(client: Client, make: Maker) -> None:
    hidden, shown = make(), published()
    body = get(client, SITEMAP).content.decode()
    assert (str(hidden.public_id) in body, str(shown.public_id) in body) == (False, True)


@pytest.mark.parametrize("make", [PostingFactory, scheduled])
def test_page_of_an_unpublished_posting_does_not_exist(client: Client, make: Maker) -> None:
    published()
    posting = make(title_en="verborgen")
    answer = get(client, posting_path(posting.public_id, "verborgen", "en"))
    assert answer.status_code == 404
    assert "verborgen" not in answer.content.decode().replace("-verborgen/", "")


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (published, {"robots": [], "data": 1, "apply": 2, "warnings": 0}),
        (past_deadline, {"robots": ["noindex"], "data": 0, "apply": 0, "warnings": 1}),
        (closed, {"robots": ["noindex"], "data": 0, "apply": 0, "warnings": 1}),
    ],
)
def test_page_says_whether_one_can_apply(
    client: Client, make: Maker, expected: dict[str, Any]
) -> None:
    page = get_page(client, make())
    found = {
        "robots": robots(page),
        "data": len(page.tree.select("script[type='application/ld+json']")),
        "apply": len([link for link in page.tree.select("a.button") if "apply" in link["href"]]),
        "warnings": len(page.tree.select(".notice.warning")),
    }
    assert (page.status_code, found) == (200, expected)


def test_page_of_a_closed_posting_keeps_its_words_and_leads_to_the_list(client: Client) -> None:
    page = get_page(client, closed())
    assert "fix outages" in page.tree.article.get_text()
    assert page.tree.select_one(".notice.warning a")["href"] == "/en/jobs/"


SURFACES: dict[str, Callable[[Client, Posting], Any]] = {
    "list": lambda client, _posting: get_list(client),
    "page": get_page,
    "feed": lambda client, _posting: get_feed(client),
    "sitemap": lambda client, _posting: get(client, SITEMAP),
}


@pytest.mark.parametrize("surface", SURFACES)
def test_draft_edit_never_leaks(client: Client, surface: str) -> None:
    posting = published()
    before = SURFACES[surface](client, posting).content
    change_everything(posting)
    assert SURFACES[surface](client, posting).content == before


def change_everything(posting: Posting) -> None:
    """Edits the draft and what it refers to, without publishing."""
    for field in ("title", "summary", "place_note", "gender_marker"):
        setattr(posting, f"{field}_de", "Geheim")
        setattr(posting, f"{field}_en", "Secret")
    posting.reference, posting.pay_max, posting.answer_days = "SECRET-1", 99000, 3
    posting.contact_email = "secret@example.org"
    posting.save()
    posting.sections.update(body_en="Secret", heading_en="Secret")
    type(posting.department).objects.update(name_en="Secret", funding_notice_en="Secret")
    posting.locations.update(name_en="Secret")
