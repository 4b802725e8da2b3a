"""Asking for a document: the mail and what it asks for wait together, and end together."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from applications.enums import DocumentKind, Source, Stage
from applications.models import Application
from applications.services.locking import ApplicationGone
from applications.signed_links import application_path
from hiring.enums import Occasion, OutgoingState
from hiring.models import OutgoingMail
from hiring.services.decisions import Choice, decide
from hiring.services.document_requests import RequestRefused, Wanted, ask_for_document
from hiring.services.outbox import OutboxRefused
from hiring.services.own_letters import make_own_letter, write_letter
from hiring.services.sending import send_outgoing_mail
from hiring.services.settling import confirm_told_otherwise, take_back_mail
from tests.applications.factories import ApplicationFactory, hr_manager
from tests.applications.site import page
from tests.hiring.factories import NOW, letter, rejection_reason

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
REQUEST = {"occasion": Occasion.REQUEST, "send_after": NOW}


def ask(application: Application | None = None, **wanted: Any) -> OutgoingMail:
    return ask_for_document(
        application=application or ApplicationFactory(),
        wanted=Wanted(**{"kind": DocumentKind.CERTIFICATE, "note": "C1"} | wanted),
        letter=letter(**REQUEST),
        actor=hr_manager(),
        now=NOW,
    )


def write(application: Application) -> OutgoingMail:
    own = make_own_letter(
        application=application, subject="Zu {reference}", body="Guten Tag {name}", now=NOW
    )
    return write_letter(application=application, letter=own, actor=None, now=NOW)


def send(mail: OutgoingMail) -> OutgoingState | None:
    return send_outgoing_mail(mail_id=mail.pk, now=NOW + timedelta(minutes=1))


def asked_on_the_page(client: Client, application: Application) -> int:
    shown = page(client.get(application_path(application, "en"))).tree
    return len(shown.select(".notice.warning"))


def test_request_stands_on_the_page_when_its_mail_was_sent_and_not_before(client: Client) -> None:
    application = ApplicationFactory()
    mail = ask(application)
    assert asked_on_the_page(client, application) == 0
    assert send(mail) == OutgoingState.SENT
    request = application.document_requests.get()
    assert (request.kind, request.note, request.by) == ("certificate", "C1", mail.written_by)
    assert (request.told_at, asked_on_the_page(client, application)) == (
        NOW + timedelta(minutes=1),
        1,
    )


def test_mail_taken_back_takes_the_request_along(client: Client) -> None:
    application = ApplicationFactory()
    mail = ask(application)
    take_back_mail(mail=mail, now=NOW)
    assert send(mail) == OutgoingState.CANCELLED
    assert (application.document_requests.count(), application.letters.count()) == (0, 0)
    ask(application)


def test_request_that_was_told_otherwise_stands_on_the_page() -> None:
    application = ApplicationFactory()
    mail = ask(application)
    OutgoingMail.objects.update(state=OutgoingState.REFUSED)
    confirm_told_otherwise(mail=mail, now=NOW)
    assert application.document_requests.get().note == "C1"


def test_the_same_is_not_asked_for_twice() -> None:
    application = ApplicationFactory()
    first = ask(application)
    with pytest.raises(RequestRefused):
        ask(application)
    send(first)
    with pytest.raises(RequestRefused):
        ask(application)
    ask(application, note="B2")
    application.document_requests.update(answered_at=NOW)
    ask(application)


def test_nothing_is_asked_for_when_a_decision_is_on_its_way() -> None:
    application = ApplicationFactory()
    invited = Choice(Stage.INTERVIEW)
    decide(application=application, choice=invited, letter=letter(), actor=None, now=NOW)
    ask(application)
    other = ApplicationFactory()
    rejected = Choice(Stage.REJECTED, rejection_reason())
    decide(application=other, choice=rejected, letter=letter(), actor=None, now=NOW)
    with pytest.raises(RequestRefused):
        ask(other)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"rejected": True}, RequestRefused),
        ({"erasure_requested_at": NOW}, OutboxRefused),
        ({"email": "", "source": Source.POST}, OutboxRefused),
    ],
    ids=["decided", "locked", "on paper"],
)
def test_who_cannot_send_it_is_not_asked(fields: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        ask(ApplicationFactory(**fields))
    assert OutgoingMail.objects.count() == 0


@pytest.mark.parametrize("do", [ask, write])
def test_nobody_is_written_to_who_is_gone(do: Any) -> None:
    application = ApplicationFactory(cv=False)
    Application.objects.get(pk=application.pk).delete()
    with pytest.raises(ApplicationGone):
        do(application)


@pytest.mark.parametrize(
    "change",
    [
        {"stage": Stage.REJECTED, "decided_at": NOW},
        {"stage": Stage.WITHDRAWN, "decided_at": NOW},
        {"erasure_requested_at": NOW},
    ],
    ids=["decided", "withdrawn", "locked"],
)
def test_request_that_is_overtaken_does_not_leave(change: dict[str, object]) -> None:
    application = ApplicationFactory()
    mail = ask(application)
    Application.objects.update(**change)
    assert send(mail) == OutgoingState.CANCELLED
    assert application.document_requests.count() == 0


def test_request_does_not_leave_when_a_rejection_waits() -> None:
    application = ApplicationFactory()
    mail = ask(application)
    choice = Choice(Stage.REJECTED, rejection_reason())
    decide(application=application, choice=choice, letter=letter(), actor=None, now=NOW)
    assert send(mail) == OutgoingState.CANCELLED


def test_own_letter_has_its_placeholders_filled_and_stands_on_the_page_when_sent() -> None:
    application = ApplicationFactory(name="Robin Example")
    mail = write(application)
    assert (mail.subject, mail.body) == (f"Zu {application.reference}", "Guten Tag Robin Example")
    assert application.letters.count() == 0
    assert send(mail) == OutgoingState.SENT
    assert application.letters.get().text == "Guten Tag Robin Example"


def test_same_words_within_a_minute_are_a_double_click() -> None:
    application = ApplicationFactory()
    first = write(application)
    with pytest.raises(OutboxRefused):
        write(application)
    OutgoingMail.objects.filter(pk=first.pk).update(written_at=NOW - timedelta(minutes=1))
    write(application)


def test_letter_to_who_withdrew_leaves_if_it_was_written_after_that() -> None:
    early = write(ApplicationFactory())
    Application.objects.update(stage=Stage.WITHDRAWN, decided_at=NOW)
    before = NOW - timedelta(days=1)
    late = write(ApplicationFactory(stage=Stage.WITHDRAWN, decided_at=before))
    assert (send(early), send(late)) == (OutgoingState.CANCELLED, OutgoingState.SENT)
