"""HR's word on a document that was asked for: accepted, or once more with a reason."""

import pytest
from django.utils import timezone

from applications.models import Application, DocumentRequest
from hiring.models import AnswerVerdict, OutgoingMail, RecordChange
from hiring.services.document_answers import accept_answer, return_answer
from hiring.services.document_requests import RequestRefused
from hiring.services.sending import send_outgoing_mail
from hiring.services.settling import take_back_mail
from tests.applications.factories import ApplicationFactory, hr_manager

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
NOW = timezone.now()


def asked(application: Application, **fields: object) -> DocumentRequest:
    values = {"kind": "certificate", "note": "Das neueste", "at": NOW, "answered_at": NOW}
    return application.document_requests.create(**{**values, **fields})


def verdicts() -> list[str]:
    return list(AnswerVerdict.objects.values_list("verdict", flat=True))


def test_answer_is_accepted_once() -> None:
    request = asked(ApplicationFactory())
    accept_answer(request=request, actor=hr_manager(), now=NOW)
    with pytest.raises(RequestRefused):
        accept_answer(request=request, actor=hr_manager(), now=NOW)
    assert verdicts() == ["accepted"]
    assert RecordChange.objects.values_list("kind", "detail").get() == (
        "answer_accepted",
        "certificate",
    )


def returned(application: Application) -> OutgoingMail:
    return return_answer(
        request=asked(application), reason="Die 2. Seite fehlt", actor=None, now=NOW
    )


def test_answer_is_returned_with_a_reason_that_the_applicant_reads() -> None:
    application = ApplicationFactory()
    mail = returned(application)
    assert (verdicts(), application.document_requests.count()) == (["again"], 1)
    send_outgoing_mail(mail_id=mail.pk, now=mail.send_after)
    again = application.document_requests.latest("pk")
    assert (again.kind, again.note, again.answered_at) == (
        "certificate",
        "Die 2. Seite fehlt",
        None,
    )


def test_answer_can_be_judged_anew_when_the_mail_that_returned_it_is_taken_back() -> None:
    application = ApplicationFactory()
    take_back_mail(mail=returned(application), now=NOW)
    assert verdicts() == []
    accept_answer(request=application.document_requests.get(), actor=hr_manager(), now=NOW)
    assert verdicts() == ["accepted"]


def test_what_was_not_sent_yet_is_not_judged() -> None:
    request = asked(ApplicationFactory(), answered_at=None)
    with pytest.raises(RequestRefused):
        accept_answer(request=request, actor=hr_manager(), now=NOW)
    assert verdicts() == []


def test_nothing_is_asked_for_again_after_the_decision() -> None:
    request = asked(ApplicationFactory(rejected=True))
    with pytest.raises(RequestRefused):
        return_answer(request=request, reason="Bitte noch einmal", actor=hr_manager(), now=NOW)
    assert (verdicts(), DocumentRequest.objects.count()) == ([], 1)
