"""Applications that came by post or an agency are entered by hand."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from applications.enums import EventKind, Source
from applications.models import Application, Draft
from applications.privacy.data_export import application_facts
from applications.signed_links import read_application_token
from applications.tasks import send_entry_notice
from careers.models import Posting
from careers.services import publish_posting
from tests.applications import files
from tests.applications.factories import (
    ApplicationFactory,
    StaffFactory,
    editor,
    hr_manager,
    team_member,
)
from tests.applications.site import page, words
from tests.careers.factories import PostingFactory, QuestionFactory, published

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-23T15:00:00+01:00")
ADD = reverse("admin:applications_application_add")
FILLED = {
    "name": "Ole Papier",
    "email": "ole@example.org",
    "phone": "030 1234",
    "source": "agency",
    "received_on": "20.11.2026",
}


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def hr(client: Client) -> Client:
    client.force_login(hr_manager())
    return client


def entry_path(posting: Posting, language: str = "de") -> str:
    return f"{ADD}?posting={posting.pk}&language={language}"


def key_of(tree: BeautifulSoup) -> str:
    return str(tree.select_one("[name=key]")["value"])


def enter(client: Client, posting: Posting, key: str = "", **changes: Any) -> Any:
    path = entry_path(posting)
    key = key or key_of(page(client.get(path)).tree)
    return client.post(path, FILLED | {"key": key} | changes)


def cv(name: str = "Lebenslauf.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return files.upload(content or files.pdf(), name)


def test_application_is_entered_with_its_documents(hr: Client) -> None:
    posting = published()
    answer = enter(hr, posting, cv=cv(), certificate=[cv("A.pdf"), cv("B.pdf", files.pdf(2))])
    made = Application.objects.get()
    assert answer["Location"] == reverse("admin:applications_application_change", args=[made.pk])
    assert (made.name, made.email, made.phone) == ("Ole Papier", "ole@example.org", "030 1234")
    assert (made.source, made.edition, made.language) == (
        Source.AGENCY,
        posting.current_edition,
        "de",
    )
    assert made.submitted_at.isoformat() == "2026-11-20T11:00:00+00:00"
    kept = [(one.kind, one.name) for one in made.documents.all()]
    assert kept == [("cv", "Lebenslauf.pdf"), ("certificate", "A.pdf"), ("certificate", "B.pdf")]
    assert Draft.objects.count() == 0


def test_history_says_who_entered_it_and_how_it_came(hr: Client) -> None:
    enter(hr, published())
    [event] = Application.objects.get().events.all()
    assert (event.kind, event.detail, event.by.groups.get().name) == (
        EventKind.ENTERED,
        "agency",
        "HR managers",
    )
    shown = page(
        hr.get(reverse("admin:applications_application_change", args=[event.application_id]))
    )
    assert f"{event.by} von Hand eingetragen (über eine Agentur)" in words(shown.tree)


def test_person_is_informed_once_with_the_own_link(hr: Client) -> None:
    enter(hr, published())
    made = Application.objects.get()
    for _time in range(2):
        send_entry_notice(made.pk)
    [sent] = mail.outbox
    assert (sent.to, made.reference in sent.subject) == (["ole@example.org"], True)
    assert "Eine Agentur hat uns Ihre Bewerbung gesendet." in sent.body
    token = re.search(r"/bewerbung/([^/]+)/", sent.body)
    assert token is not None
    assert read_application_token(token[1]) == made
    made.refresh_from_db()
    assert made.receipt_sent_at is not None
    assert [word for word in ("Ole", "030 1234") if word in sent.body + sent.subject] == []


def test_language_of_the_person_is_that_of_the_mail(hr: Client) -> None:
    path = entry_path(published(), "en")
    hr.post(path, FILLED | {"key": key_of(page(hr.get(path)).tree), "source": "post"})
    send_entry_notice(Application.objects.get().pk)
    assert "Your application came by post." in mail.outbox[0].body


def test_without_an_address_the_information_was_given_on_paper(hr: Client) -> None:
    posting = published()
    refused = enter(hr, posting, email="")
    assert (refused.status_code, Application.objects.count()) == (422, 0)
    enter(hr, posting, email="", told_on_paper="on")
    made = Application.objects.get()
    kinds = [event.kind for event in made.events.all()]
    assert (made.email, kinds) == ("", [EventKind.ENTERED, EventKind.TOLD_ON_PAPER])
    send_entry_notice(made.pk)
    assert mail.outbox == []


def test_files_survive_what_has_to_be_corrected(hr: Client) -> None:
    posting = published()
    shown = page(enter(hr, posting, name="", cv=cv()))
    assert (shown.status, Application.objects.count()) == (422, 0)
    assert "Lebenslauf.pdf" in words(shown.tree)
    enter(hr, posting, key=key_of(shown.tree))
    assert [one.name for one in Application.objects.get().documents.all()] == ["Lebenslauf.pdf"]


def test_file_that_is_here_already_can_be_removed(hr: Client) -> None:
    posting = published()
    tree = page(enter(hr, posting, name="", cv=cv())).tree
    remove = tree.select_one("[name=remove]")["value"]
    enter(hr, posting, key=key_of(tree), remove=remove)
    assert Application.objects.get().documents.count() == 0


@pytest.mark.parametrize(
    "sent",
    [
        {"received_on": "24.11.2026"},
        {"received_on": ""},
        {"source": "form"},
        {"email": "ole"},
        {"cv": files.upload(files.HTML)},
        {"cv": files.upload(files.locked_pdf())},
    ],
)
def test_what_is_filled_in_wrong_is_refused(hr: Client, sent: dict[str, Any]) -> None:
    shown = page(enter(hr, published(), **sent))
    assert (shown.status, len(shown.tree.select(".errorlist"))) == (422, 1)
    assert Application.objects.count() == 0


def test_limits_are_those_of_the_public_form(hr: Client, settings: Any) -> None:
    settings.DOCUMENTS_MAX_COUNT = 1
    shown = page(enter(hr, published(), cv=[cv("A.pdf"), cv("B.pdf", files.pdf(2))]))
    assert (shown.status, Application.objects.count()) == (422, 0)
    assert [one.name for one in Draft.objects.get().documents.all()] == ["A.pdf"]


def test_form_that_is_sent_twice_is_one_application(hr: Client) -> None:
    posting = published()
    key = key_of(page(hr.get(entry_path(posting))).tree)
    places = {enter(hr, posting, key=key)["Location"] for _time in range(2)}
    assert (len(places), Application.objects.count()) == (1, 1)


def test_key_of_somebody_else_opens_no_draft(hr: Client) -> None:
    posting = published()
    key = key_of(page(hr.get(entry_path(posting))).tree)
    other = Client()
    other.force_login(hr_manager())
    assert enter(other, posting, key=key).status_code == 403
    assert enter(other, posting, key="forged").status_code == 403
    assert enter(hr, posting, key=key).status_code == 302


def test_answers_are_optional(hr: Client) -> None:
    posting = PostingFactory()
    QuestionFactory(posting=posting, is_required=True)
    publish_posting(posting=posting, actor=None, now=NOW)
    field = next(
        str(one["name"])
        for one in page(hr.get(entry_path(posting))).tree.select("[name^=question-]")
    )
    enter(hr, posting)
    assert Application.objects.get().answers == []
    enter(hr, posting, **{field: "Ab sofort"})
    assert [one["value"] for one in Application.objects.latest("pk").answers] == ["Ab sofort"]


def test_posting_is_asked_for_first(hr: Client) -> None:
    posting, _draft = published(), PostingFactory()
    tree = page(hr.get(f"{ADD}?posting={posting.pk}")).tree
    offered = [one["value"] for one in tree.select("[name=posting] option")]
    assert offered == ["", str(posting.pk)]
    assert [one["value"] for one in tree.select("[name=posting] [selected]")] == [str(posting.pk)]


def test_copy_of_the_data_says_where_they_come_from(hr: Client) -> None:
    enter(hr, published())
    assert application_facts(Application.objects.get(), [])["source"] == "agency"


def test_only_hr_managers_may(client: Client) -> None:
    posting = published()
    path = entry_path(posting)
    assert client.get(path).status_code == 302
    member = team_member(ApplicationFactory(posting=posting))
    for user in (StaffFactory(), editor(), member):
        client.force_login(user)
        assert (client.get(path).status_code, client.post(path, FILLED).status_code) == (403, 403)
    client.force_login(hr_manager())
    assert client.get(path).status_code == 200
    assert words(page(client.get(path)).tree.select_one("h1")) == "Bewerbung eintragen"
