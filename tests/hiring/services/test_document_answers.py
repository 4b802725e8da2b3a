"""HR's word on a document that was asked for: accepted, or once more with a reason."""

import pytest
from django.utils import timezone

from applications.models import Application, DocumentRequest
from applications.services.messages import MessageRefused
from hiring.models import AnswerVerdict, RecordChange
from hiring.services.document_answers import accept_answer, return_answer
from tests.applications.factories import ApplicationFactory, hr_manager

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def asked(application: Application, **fields: object) -> DocumentRequest:
    values = {"kind": "certificate", "note": "Das neueste", "at": NOW, "answered_at": NOW}
    return application.document_requests.create(**{**values, **fields})


def verdicts() -> list[str]:
    return list(AnswerVerdict.objects.values_list("verdict", flat=True))


def test_answer_is_accepted_once() -> None:
    request = asked(ApplicationFactory())
    accept_answer(request=request, actor=hr_manager(), now=NOW)
    with pytest.raises(MessageRefused):
        accept_answer(request=request, actor=hr_manager(), now=NOW)
    assert verdicts() == ["accepted"]
    assert RecordChange.objects.values_list("kind", "detail").get() == (
        "answer_accepted",
        "certificate",
    )


def test_answer_is_returned_with_a_reason_that_the_applicant_reads() -> None:
    application = ApplicationFactory()
    request = asked(application)
    again = return_answer(request=request, reason="Die 2. Seite fehlt", actor=None, now=NOW)
    assert verdicts() == ["again"]
    assert (again.kind, again.note, again.answered_at) == (
        "certificate",
        "Die 2. Seite fehlt",
        None,
    )
    assert application.document_requests.count() == 2


def test_what_was_not_sent_yet_is_not_judged() -> None:
    request = asked(ApplicationFactory(), answered_at=None)
    with pytest.raises(MessageRefused):
        accept_answer(request=request, actor=hr_manager(), now=NOW)
    assert verdicts() == []


def test_nothing_is_asked_for_again_after_the_decision() -> None:
    request = asked(ApplicationFactory(rejected=True))
    with pytest.raises(MessageRefused):
        return_answer(request=request, reason="Bitte noch einmal", actor=hr_manager(), now=NOW)
    assert (verdicts(), DocumentRequest.objects.count()) == ([], 1)
