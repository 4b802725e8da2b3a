"""A second click on the button that sends a document after the application."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from applications.models import Application
from applications.services.follow_up import ApplicationDecided, add_document
from applications.signed_links import application_token
from tests.applications import files
from tests.applications.factories import ApplicationFactory, cv
from tests.applications.traces import stored_files

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS = 3


def click(application: Application, query: str = "", name: str = "Zeugnis.pdf") -> str:
    """Send one file; where the answer leads to."""
    with override("en"):
        path = reverse("applications:add_document", args=[application_token(application)])
    file = files.upload(files.pdf(2), name)
    try:
        answer = Client().post(path + query, {"kind": "certificate", "file": file})
        return answer.headers.get("Location", f"?{answer.status_code}").partition("?")[2]
    finally:
        connection.close()


def all_at_once(application: Application, query: str = "") -> list[str]:
    ready = threading.Barrier(CLICKS)

    def one(_number: int) -> str:
        ready.wait()
        return click(application, query)

    with ThreadPoolExecutor(CLICKS) as pool:
        return list(pool.map(one, range(CLICKS)))


def test_document_that_is_sent_thrice_at_once_is_one() -> None:
    application = ApplicationFactory()
    answers = all_at_once(application)
    # Of one network a file waits for the one before, but not for ever.
    assert {"done=added"} <= {*answers} <= {"done=added", "503"}
    assert (application.documents.count(), len(stored_files())) == (2, 2)
    assert application.events.count() == 1


def test_document_that_is_replaced_twice_is_replaced_once() -> None:
    application = ApplicationFactory()
    first = application.documents.get()
    now = timezone.now()
    once, again = (
        add_document(application=application, upload=cv(), now=now, replaced=first) for _ in "12"
    )
    assert (once, application.documents.get(), len(stored_files())) == (again, once, 1)


def test_document_in_the_place_of_one_that_is_gone_is_refused() -> None:
    application = ApplicationFactory()
    first, now = application.documents.get(), timezone.now()
    add_document(application=application, upload=cv(), now=now, replaced=first)
    with pytest.raises(ApplicationDecided):
        add_document(application=application, upload=cv(name="B.pdf"), now=now, replaced=first)
    assert (application.documents.get().name, len(stored_files())) == ("Lebenslauf.pdf", 1)


def test_request_is_answered_with_a_file_that_was_sent_before() -> None:
    application = ApplicationFactory()
    click(application)
    request = application.document_requests.create(kind="certificate", at=timezone.now())
    assert click(application, f"?answers={request.pk}") == "done=added"
    request.refresh_from_db()
    assert (application.documents.count(), request.document is None) == (3, False)


def test_document_in_the_place_of_another_is_sent_again_after_a_lost_answer() -> None:
    application = ApplicationFactory()
    query = f"?replaces={application.documents.get().pk}"
    assert [click(application, query), click(application, query)] == ["done=replaced"] * 2
    assert (application.documents.count(), application.events.count()) == (1, 1)
    assert click(application, query, name="Other.pdf") == "404"


def test_answer_to_a_request_is_sent_again_after_a_lost_answer() -> None:
    application = ApplicationFactory(cv=False)
    query = f"?answers={application.document_requests.create(kind='cv', at=timezone.now()).pk}"
    assert [click(application, query), click(application, query)] == ["done=added"] * 2
    assert (application.documents.count(), len(stored_files())) == (1, 1)
    assert click(application, query, name="Other.pdf") == "404"


def test_document_sent_again_after_a_decision_has_arrived_before_it() -> None:
    application = ApplicationFactory()
    click(application)
    Application.objects.update(stage="rejected", decided_at=timezone.now())
    assert click(application) == "done=added"
    assert click(application, name="Other.pdf") == "done=closed"
    assert application.documents.count() == 2


def test_file_of_another_application_does_not_count_as_sent() -> None:
    own, foreign = ApplicationFactory(), ApplicationFactory()
    click(foreign)
    query = f"?replaces={foreign.documents.last().pk}"
    assert (click(own, query), own.documents.count()) == ("404", 1)
