"""A list in the admin is found again as it was left, whatever was done with one of its rows."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve
from django.utils.http import urlencode

from applications.enums import Stage
from applications.models import Application
from careers.models import Posting, TextBlock
from config.staff.list_filters import add_filters
from tests.applications.factories import ApplicationFactory
from tests.careers.factories import PostingFactory, TextBlockFactory, published
from tests.config.people import hr_manager

pytestmark = pytest.mark.django_db
LIST = "q=Koch&o=-2&p=0"
KEPT = urlencode({"_changelist_filters": LIST})
# The menu leads to whole lists, and what a deletion takes along is listed by Django.
APART = re.compile(r'<nav class="menu".*?</nav>|<ul id="deleted-objects">.*?</ul>', re.DOTALL)
LINK = re.compile(r'(?:href|action)="([^"]+)"')
POSTING_PAGES = (
    *("change", "publish", "extend", "close", "reopen", "duplicate", "changes", "preview"),
    *("outdated", "history", "delete"),
)
TOOLS = ("markdown/", "mend/", "block/", "check/")  # addresses for scripts, which lead nowhere
FILES = "/admin/applications/application/documents/"


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(hr_manager())
    return client


def lost_links(client: Client, path: str) -> list[str]:
    """Links and forms of a page that lead to its list, or to pages of its rows, without the filters."""
    base = "/".join([*path.split("/")[:4], ""])
    page = APART.sub("", client.get(f"{path}?{KEPT}").text)
    links = map(unescape, LINK.findall(page))
    own = [
        link
        for link in links
        if link.startswith(base)
        and not link.startswith(FILES)
        and not link.split("?")[0].endswith(TOOLS)
    ]
    assert own
    return [link for link in own if not urlsplit(link).query.startswith((KEPT, LIST))]


def left_for(client: Client, path: str, **answers: str) -> str:
    """Where a form sent to a page with the filters leads."""
    return client.post(f"{path}?{KEPT}", answers).headers["Location"]


@pytest.mark.parametrize("page", POSTING_PAGES)
def test_pages_of_a_posting_hand_the_filters_on(client: Client, page: str) -> None:
    posting = published()
    Posting.objects.filter(pk=posting.pk).update(outdated=["en"], version=9)
    assert lost_links(client, f"/admin/careers/posting/{posting.pk}/{page}/") == []


@pytest.mark.parametrize("page", ["change", "republish", "history", "delete"])
def test_pages_of_a_text_block_hand_the_filters_on(client: Client, page: str) -> None:
    block = TextBlockFactory()
    assert lost_links(client, f"/admin/careers/textblock/{block.pk}/{page}/") == []


@pytest.mark.parametrize("page", ["change", "message", "transfer", "merge"])
def test_pages_of_an_application_hand_the_filters_on(client: Client, page: str) -> None:
    application = ApplicationFactory()
    path = f"/admin/applications/application/{application.pk}/{page}/"
    assert lost_links(client, path) == []


@pytest.mark.parametrize(
    ("action", "answers"),
    [
        ("move", {"to": Stage.IN_REVIEW, "reason": ""}),
        ("message", {"subject": "Termin", "body": "Guten Tag, passt Ihnen der Dienstag?"}),
        ("request", {"kind": "certificate", "note": ""}),
        ("hold", {"reason": ""}),
        ("links", {}),
        ("transfer/take-back", {}),
    ],
)
def test_action_on_an_application_comes_back_with_the_filters(
    client: Client, action: str, answers: dict[str, str]
) -> None:
    application = ApplicationFactory()
    page = f"/admin/applications/application/{application.pk}"
    assert left_for(client, f"{page}/{action}/", **answers) == f"{page}/change/?{KEPT}"
    assert Application.objects.filter(pk=application.pk).exists()


@pytest.mark.parametrize(
    ("action", "answers"), [("close", {"reason": "filled"}), ("confirm", {"language": "en"})]
)
def test_action_on_a_posting_comes_back_with_the_filters(
    client: Client, action: str, answers: dict[str, str]
) -> None:
    page = f"/admin/careers/posting/{published().pk}"
    answer = left_for(client, f"{page}/{action}/", **answers)
    assert parse_qs(urlsplit(answer).query) == {"_changelist_filters": [LIST]}


def test_deleting_a_posting_leads_to_the_list_as_it_was(client: Client) -> None:
    posting = PostingFactory()
    answer = left_for(client, f"/admin/careers/posting/{posting.pk}/delete/", post="yes")
    assert (urlsplit(answer).path, urlsplit(answer).query) == ("/admin/careers/posting/", LIST)


BLOCKS = "/admin/careers/textblock/?q=block&o=-2"


def delete_block(client: Client, **answers: str) -> HttpResponse:
    """Deletes a text block that is ticked in a list with a filter, or asks before it does."""
    ticked = {"action": "delete_selected", "_selected_action": TextBlockFactory().pk}
    return client.post(BLOCKS, {**ticked, **answers})


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Delete multiple objects"), ("de", "Mehrere Objekte löschen")]
)
def test_question_before_several_are_deleted_leads_back_to_the_list_as_it_was(
    client: Client, language: str, name: str
) -> None:
    client.cookies["django_language"] = language
    page = delete_block(client).text
    breadcrumb = page.partition('<ol class="breadcrumbs">')[2].partition("</ol>")[0]
    links = [unescape(link) for link in LINK.findall(breadcrumb)]
    assert links == ["/admin/", "/admin/careers/", BLOCKS]
    assert f'<li aria-current="page">{name}</li>' in breadcrumb


def test_deleting_several_leads_to_the_list_as_it_was(client: Client) -> None:
    answer = delete_block(client, post="yes")
    assert (answer.headers["Location"], TextBlock.objects.count()) == (BLOCKS, 0)


def test_edition_leads_back_to_its_posting_with_the_filters(client: Client) -> None:
    posting = published()
    page = f"/admin/careers/posting/{posting.pk}"
    edition = f"/admin/careers/edition/{posting.current_edition.pk}/change/?{KEPT}"
    assert edition in unescape(client.get(f"{page}/history/?{KEPT}").text)
    links = [unescape(link) for link in LINK.findall(client.get(edition).text)]
    assert links.count(f"{page}/change/?{KEPT}") == 2  # in the breadcrumb and beside the number
    assert f"/admin/careers/posting/?{LIST}" in links


def test_duplicate_is_shown_with_the_filters(client: Client) -> None:
    posting = PostingFactory()
    answer = left_for(client, f"/admin/careers/posting/{posting.pk}/duplicate/")
    copy = Posting.objects.exclude(pk=posting.pk).get()
    assert answer == f"/admin/careers/posting/{copy.pk}/change/?{KEPT}"


def test_redirect_to_another_list_takes_no_filters_along() -> None:
    origin = resolve(f"/admin/careers/posting/{PostingFactory().pk}/change/")
    assert add_filters("/admin/careers/location/", LIST, origin) == "/admin/careers/location/"
    assert add_filters("/admin/careers/posting/", LIST, origin) == f"/admin/careers/posting/?{LIST}"


def test_without_filters_addresses_stay_short(client: Client) -> None:
    page = f"/admin/careers/posting/{published().pk}"
    answer = client.post(f"{page}/close/", {"reason": "filled"})
    assert answer.headers["Location"] == f"{page}/change/"
