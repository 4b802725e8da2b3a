"""From a posting to its applications and back, for those who may read them."""

import pytest
from django.test import Client
from django.urls import reverse

from hiring.models import ReadMark
from tests.applications.factories import ApplicationFactory, editor, hr_manager, team_member
from tests.applications.site import page, words
from tests.hiring.factories import NOW

pytestmark = pytest.mark.django_db
INBOX = "admin:applications_application_changelist"
POSTINGS = "admin:careers_posting_changelist"


@pytest.fixture(autouse=True)
def english(client: Client) -> None:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


def cells(client: Client) -> list[str]:
    tree = page(client.get(reverse(POSTINGS))).tree
    return [words(cell) for cell in tree.select(".field-applications")]


def test_list_of_postings_counts_what_is_open_and_new(client: Client) -> None:
    application = ApplicationFactory(cv=False)
    ApplicationFactory(posting=application.posting, rejected=True, cv=False)
    user = hr_manager()
    client.force_login(user)
    assert cells(client) == ["1 open, 1 new"]
    ReadMark.objects.create(application=application, user=user, at=NOW)
    assert cells(client) == ["1 open"]


def test_posting_leads_to_its_inbox_and_back(client: Client) -> None:
    posting = ApplicationFactory(cv=False).posting
    client.force_login(hr_manager())
    editing = reverse("admin:careers_posting_change", args=[posting.pk])
    link = page(client.get(editing)).tree.select_one(".editor-title a[href*='posting=']")
    assert link["href"] == f"{reverse(INBOX)}?posting={posting.pk}"
    back = page(client.get(link["href"])).tree.select_one(".ways a")
    assert back["href"] == editing


def test_team_counts_its_own_postings_only(client: Client) -> None:
    own, _foreign = ApplicationFactory.create_batch(2, cv=False)
    client.force_login(team_member(own))
    assert cells(client) == ["1 open, 1 new"]


def test_editors_see_no_number_of_applications(client: Client) -> None:
    posting = ApplicationFactory(cv=False).posting
    client.force_login(editor())
    assert cells(client) == []
    editing = client.get(reverse("admin:careers_posting_change", args=[posting.pk]))
    assert "posting=" not in editing.content.decode()


@pytest.mark.parametrize("key", ["0", "x", "9" * 30])
def test_posting_that_is_not_there_has_no_inbox(client: Client, key: str) -> None:
    client.force_login(hr_manager())
    assert client.get(reverse("admin:careers_posting_change", args=[key])).status_code in {302, 404}
