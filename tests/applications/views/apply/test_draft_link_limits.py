"""How many strangers can be sent a link to a draft."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from careers.models import Posting
from tests.applications.site import fill_in, page
from tests.careers.factories import published

pytestmark = pytest.mark.django_db
TOO_OFTEN = "Too many attempts. Please try again in an hour."


def later(client: Client, posting: Posting, number: int, **more: Any) -> HttpResponse:
    """Ask for the link at an address that nobody has asked for before."""
    address = f"stranger{number}@example.org"
    return fill_in(client, posting, email=address, cv=None, action="later", **more)


def mails_asked_for() -> int:
    return ProcrastinateJob.objects.filter(task_name="applications.send_draft_link").count()


def test_draft_mails_its_link_five_times_an_hour(client: Client) -> None:
    posting = published()
    answers = [later(client, posting, number) for number in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [422]
    assert TOO_OFTEN in answers[5].content.decode()
    assert mails_asked_for() == 5


def test_network_mails_links_no_oftener_with_many_drafts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("applications.views.apply.fill_in.LINKS_OF_A_NETWORK", 2)
    posting = published()
    shown = [page(later(Client(), posting, number)) for number in range(3)]
    assert [one.status for one in shown] == [302, 302, 422]
    assert mails_asked_for() == 2


def test_refusal_keeps_what_was_typed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("applications.views.apply.fill_in.LINKS_OF_A_DRAFT", 0)
    shown = page(later(client, published(), 1, message="Hallo"))
    assert shown.tree.select_one("#id_message").get_text(strip=True) == "Hallo"
