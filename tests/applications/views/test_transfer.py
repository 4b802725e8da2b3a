"""The applicant's page of a proposal: what it says, and what follows from each answer."""

import io
import json
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from applications.enums import TransferKind, TransferState
from applications.models import Application, Transfer
from applications.services.transfers import prepare_transfer, take_back_transfer
from applications.signed_links import application_token
from tests.applications.factories import ApplicationFactory, hr_manager, proposal
from tests.applications.site import Page, page, words
from tests.careers.factories import published

pytestmark = pytest.mark.django_db


def path_of(application: Application, name: str = "proposal") -> str:
    with override("en"):
        return reverse(f"applications:{name}", args=[application_token(application)])


def answer(client: Client, transfer: Transfer, word: str = "agree") -> Page:
    sent = {"proposal": transfer.pk, "answer": word}
    return page(client.post(path_of(transfer.application), sent, follow=True))


@pytest.mark.parametrize(
    ("kind", "question", "done"),
    [
        ("move", "for another position instead?", "is now for the other position"),
        ("copy", "for another position, too?", "A copy of your application is now for the other"),
    ],
)
def test_page_asks_and_the_answer_is_told(
    client: Client, kind: str, question: str, done: str
) -> None:
    transfer = proposal(kind=TransferKind(kind))
    shown = page(client.get(path_of(transfer.application)))
    assert question in words(shown.tree.h1)
    title = transfer.ad_in("en").full_title
    assert words(shown.tree.select_one(".lead")) == title
    after = answer(client, transfer)
    assert done in words(after.tree.select_one("[role=status]"))
    assert title in words(after.tree.main)


def test_looking_changes_nothing(client: Client) -> None:
    transfer = proposal()
    client.get(path_of(transfer.application))
    transfer.refresh_from_db()
    assert transfer.state == TransferState.PROPOSED


def test_status_page_leads_to_the_proposal_until_it_is_answered(client: Client) -> None:
    transfer = proposal()
    status = path_of(transfer.application, "status")
    link = f'a[href="{path_of(transfer.application)}"]'
    assert len(page(client.get(status)).tree.select(link)) == 1
    answer(client, transfer, "decline")
    after = page(client.get(status))
    assert after.tree.select(link) == []
    assert "You declined to be considered for" in words(after.tree.main)


def test_proposal_whose_mail_has_not_left_is_shown_nowhere(client: Client) -> None:
    application = ApplicationFactory()
    target = published(title_de="Geheime Stelle", title_en="Secret position")
    transfer = prepare_transfer(
        application=application,
        kind=TransferKind.MOVE,
        target=target,
        actor=hr_manager(),
        now=timezone.now(),
    )
    for name in ("status", "proposal", "copy"):
        shown = client.get(path_of(application, name), follow=True)
        assert b"Secret" not in shown.content
    assert "no longer open" in words(answer(client, transfer).tree.select_one("[role=status]"))
    application.refresh_from_db()
    assert application.posting != target


def test_answer_counts_for_the_proposal_that_was_read(client: Client) -> None:
    first = proposal()
    take_back_transfer(transfer=first, now=timezone.now())
    second = proposal(first.application)
    assert "no longer open" in words(answer(client, first).tree.select_one("[role=status]"))
    second.refresh_from_db()
    assert second.state == TransferState.PROPOSED
    assert "is now for the other position" in words(
        answer(client, second).tree.select_one("[role=status]")
    )


def test_key_of_another_application_answers_nothing(client: Client) -> None:
    transfer, other = proposal(), ApplicationFactory()
    client.post(path_of(other), {"proposal": transfer.pk, "answer": "agree"})
    transfer.refresh_from_db()
    assert transfer.state == TransferState.PROPOSED


def test_form_without_an_answer_is_shown_again(client: Client) -> None:
    transfer = proposal()
    assert client.post(path_of(transfer.application), {"proposal": transfer.pk}).status_code == 422


def test_answer_needs_the_forms_own_token() -> None:
    transfer, client = proposal(), Client(enforce_csrf_checks=True)
    sent = {"proposal": transfer.pk, "answer": "agree"}
    assert client.post(path_of(transfer.application), sent).status_code == 403


def test_copy_for_its_author_tells_of_transfers_and_both_ads(client: Client) -> None:
    transfer = proposal()
    answer(client, transfer)
    made = client.post(path_of(transfer.application, "copy"))
    archive = ZipFile(io.BytesIO(b"".join(made)))
    facts = json.loads(archive.read("application.json"))
    assert [(one["kind"], one["state"]) for one in facts["transfers"]] == [("move", "done")]
    assert "earlier-edition-1/de.html" in archive.namelist()
    assert transfer.ad_in("de").full_title in archive.read("application.html").decode()
