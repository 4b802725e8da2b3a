"""An address with letters outside of ASCII is one mailbox in every spelling, and mail finds it."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from applications.mails.drafts import deliver_draft_link
from applications.mails.receipt import deliver_receipt
from applications.models import Application, Draft
from applications.privacy.erasure import drafts_of_applicant
from tests.applications.factories import ApplicationFactory, draft_with
from tests.applications.site import LANGUAGES, apply_path, fill_in, page, send, words
from tests.careers.factories import published

pytestmark = pytest.mark.django_db

FOR_MAIL = "anna@xn--wei-7ka.example"
SPELLINGS = ["anna@weiß.example", FOR_MAIL, " anna@WEIß.example ", "\u202aanna@weiß.example\u202c"]


def address_on_review(client: Client, **typed: str) -> str:
    posting, language = published(), typed.pop("language", "en")
    fill_in(client, posting, language, **typed)
    tree = page(client.get(apply_path(posting, language, "review"))).tree
    return words(tree.select(".review dd")[1])


@pytest.mark.parametrize("typed", SPELLINGS)
def test_application_has_the_address_that_mail_uses(client: Client, typed: str) -> None:
    send(client, published(), email=typed)
    assert Application.objects.get().email == FOR_MAIL


@pytest.mark.parametrize("language", LANGUAGES)
def test_receipt_goes_to_the_domain_that_was_meant(client: Client, language: str) -> None:
    send(client, published(), language, email="anna@weiß.example")
    deliver_receipt(application_id=Application.objects.get().pk, now=timezone.now())
    [message] = mail.outbox
    assert (message.recipients(), message.message()["To"]) == ([FOR_MAIL], FOR_MAIL)


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("de", f"anna@weiß.example Für den Versand lautet sie {FOR_MAIL}."),
        ("en", f"anna@weiß.example In emails it is written {FOR_MAIL}."),
    ],
)
def test_review_shows_the_address_to_people_and_as_mail_uses_it(
    client: Client, language: str, shown: str
) -> None:
    assert address_on_review(client, email="anna@weiß.example", language=language) == shown


def test_review_shows_a_plain_address_once(client: Client) -> None:
    assert address_on_review(client, email="Anna@Example.ORG") == "Anna@example.org"


def test_form_shows_the_address_of_the_draft_as_people_write_it(client: Client) -> None:
    posting = published()
    fill_in(client, posting, email=FOR_MAIL)
    field = page(client.get(apply_path(posting))).tree.select_one("#id_email")
    assert field["value"] == "anna@weiß.example"


@pytest.mark.parametrize("typed", SPELLINGS)
def test_link_of_the_draft_goes_to_the_domain_that_was_meant(client: Client, typed: str) -> None:
    fill_in(client, published(), email=typed, action="later")
    deliver_draft_link(draft_id=Draft.objects.get().pk, now=timezone.now())
    assert [message.to for message in mail.outbox] == [[FOR_MAIL]]


def test_link_of_a_draft_from_before_goes_to_the_form_for_mail() -> None:
    draft = draft_with(data={"mailed to": "kim@bücher.example"})
    deliver_draft_link(draft_id=draft.pk, now=timezone.now())
    assert mail.outbox[0].to == ["kim@xn--bcher-kva.example"]


@pytest.mark.parametrize("key", ["email", "mailed to"])
@pytest.mark.parametrize("spelling", ["anna@weiß.example", "ANNA@xn--wei-7ka.example"])
def test_erasure_finds_drafts_in_every_spelling(key: str, spelling: str) -> None:
    application = ApplicationFactory(email=FOR_MAIL)
    draft = draft_with(posting=application.posting, data={key: spelling})
    draft_with(posting=application.posting, data={key: "anna@weiss.example"})
    assert list(drafts_of_applicant(application)) == [draft]


def test_erasure_finds_what_was_typed_with_signs_around_it(client: Client) -> None:
    posting = published()
    fill_in(client, posting, email="\u202aanna@weiß.example\u202c", name="", cv=None)
    application = ApplicationFactory(email=FOR_MAIL, posting=posting)
    assert list(drafts_of_applicant(application)) == [Draft.objects.get()]


def test_mail_about_an_application_is_answered_to_the_form_for_mail() -> None:
    posting = published(contact_email="team@bücher.example")
    assert ApplicationFactory(posting=posting).contact_email == "team@xn--bcher-kva.example"
