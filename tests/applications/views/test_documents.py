"""Documents that applicants add or replace after sending."""

from datetime import datetime

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from applications.documents.previews.waiting import add_waiting_previews
from applications.enums import EventKind
from applications.models import Application, Document
from applications.services.follow_up import ApplicationDecided, add_document
from applications.signed_links import application_token
from applications.tasks import make_preview
from tests.applications import files
from tests.applications.documents.previews import samples
from tests.applications.factories import ApplicationFactory, DocumentFactory, cv
from tests.applications.site import Page, page, words
from tests.applications.traces import stored_files
from tests.applications.word_search import matching_words

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")


def path_of(application: Application, query: str = "") -> str:
    with override("en"):
        path = reverse("applications:add_document", args=[application_token(application)])
    return path + query


def send(client: Client, application: Application, query: str = "", **data: object) -> Page:
    data = {"kind": "certificate", "file": files.upload(files.pdf(2), "Zeugnis.pdf"), **data}
    given = {key: value for key, value in data.items() if value is not None}
    return page(client.post(path_of(application, query), given, follow=True))


def stored_documents(application: Application) -> list[tuple[str, str, int]]:
    rows = application.documents.order_by("position")
    return [(row.kind, row.name, row.position) for row in rows]


def events(application: Application) -> list[tuple[str, str]]:
    return list(application.events.values_list("kind", "detail"))


def test_document_is_added_byte_for_byte(client: Client) -> None:
    application, content = ApplicationFactory(cv={"position": 0}), files.picture("PNG")
    shown = send(client, application, file=files.upload(content, "Bild.png"))
    assert "The document has arrived." in words(shown.tree)
    assert stored_documents(application) == [
        ("cv", "Lebenslauf Öztürk.pdf", 0),
        ("certificate", "Bild.png", 1),
    ]
    added = application.documents.get(position=1)
    with added.open() as stored:
        assert (stored.read(), added.size) == (content, len(content))
    assert events(application) == [(EventKind.DOCUMENT_ADDED, "certificate")]


def test_first_document_of_an_application_without_any(client: Client) -> None:
    application = ApplicationFactory(cv=False)
    send(client, application)
    assert stored_documents(application) == [("certificate", "Zeugnis.pdf", 0)]


def test_replaced_document_is_deleted_and_keeps_kind_and_place(client: Client) -> None:
    application = ApplicationFactory(cv={"position": 0})
    DocumentFactory(application=application, kind="other", position=1)
    first = application.documents.get(position=0)
    shown = send(client, application, f"?replaces={first.pk}", kind=None)
    assert "the earlier one has been deleted" in words(shown.tree)
    assert stored_documents(application)[0] == ("cv", "Zeugnis.pdf", 0)
    assert (len(stored_files()), storages["documents"].exists(first.storage_name)) == (2, False)
    assert events(application) == [(EventKind.DOCUMENT_REPLACED, "cv")]


def test_preview_of_a_replaced_document_is_deleted_and_one_of_the_new_is_made(
    client: Client,
) -> None:
    application = ApplicationFactory(cv={"stored": samples.text_pdf(["Kubernetes"])})
    first = application.documents.get()
    add_waiting_previews([first])
    make_preview(application.pk, first.pk)
    assert (len(stored_files()), count_found("kubernetes")) == (2, 1)
    send(client, application, f"?replaces={first.pk}", kind=None)
    second = application.documents.get()
    assert (second.preview.state, len(stored_files()), count_found("kubernetes")) == (
        "waiting",
        1,
        0,
    )
    jobs = ProcrastinateJob.objects.filter(task_name="applications.make_preview")
    wanted = {"application_id": application.pk, "document_id": second.pk}
    assert [job.args for job in jobs] == [wanted]
    make_preview(**wanted)
    second.preview.refresh_from_db()
    assert (second.preview.state, second.preview.pages_shown, len(stored_files())) == ("made", 2, 3)
    assert count_found("ayse") == 1


def count_found(words: str) -> int:
    return matching_words(words).count()


@pytest.mark.parametrize("content", [files.HTML, b"", files.locked_pdf()])
def test_document_that_the_gate_refuses_leaves_nothing(client: Client, content: bytes) -> None:
    application = ApplicationFactory()
    first = application.documents.get()
    shown = send(client, application, f"?replaces={first.pk}", file=files.upload(content))
    assert (shown.status, len(shown.errors), shown.title[:6]) == (422, 1, "Error:")
    assert (application.documents.get(), len(stored_files())) == (first, 1)
    assert events(application) == []


def test_form_without_a_file_says_so(client: Client) -> None:
    shown = send(client, ApplicationFactory(), file=None)
    assert shown.errors == [("#id_file", "Choose the file.")]


def test_kind_that_does_not_exist_is_refused(client: Client) -> None:
    shown = send(client, ApplicationFactory(), kind="photo")
    assert [place for place, _sentence in shown.errors] == ["#id_kind"]


def test_limit_counts_all_documents(client: Client, settings: Settings) -> None:
    settings.DOCUMENTS_MAX_COUNT = 2
    application = ApplicationFactory()
    assert send(client, application).status == 200
    one_more = {"file": files.upload(files.pdf(3), "Mehr.pdf")}
    refused = send(client, application, **one_more)
    assert (refused.status, len(refused.errors), len(stored_files())) == (422, 1, 2)
    first = application.documents.first()
    assert send(client, application, f"?replaces={first.pk}").status == 200


def test_limit_counts_all_bytes(client: Client, settings: Settings) -> None:
    application = ApplicationFactory()
    new = files.pdf(2)
    settings.DOCUMENTS_MAX_BYTES = application.documents.get().size + len(new) - 1
    refused = send(client, application)
    assert (refused.status, len(stored_files())) == (422, 1)
    settings.DOCUMENTS_MAX_BYTES += 1
    assert send(client, application).status == 200


@pytest.mark.parametrize("trait", ["rejected", "withdrawn", "hired"])
def test_nothing_is_added_after_the_decision(client: Client, trait: str) -> None:
    application = ApplicationFactory(**{trait: True})
    shown = send(client, application)
    assert "a decision has been made in the meantime" in words(shown.tree)
    assert shown.tree.select("a[href*=document]") == []
    assert (application.documents.count(), len(stored_files())) == (1, 1)


def test_nothing_is_added_to_a_locked_application(client: Client) -> None:
    application = ApplicationFactory(erasure_requested_at=NOON)
    send(client, application)
    assert application.documents.count() == 1


def test_decision_that_comes_in_between_leaves_no_file() -> None:
    stale = ApplicationFactory(cv=False)
    Application.objects.update(stage="rejected", decided_at=NOON)
    with pytest.raises(ApplicationDecided):
        add_document(application=stale, upload=cv(), now=NOON)
    assert (Document.objects.count(), stored_files()) == (0, [])


@pytest.mark.parametrize("query", ["?replaces={0}", "?replaces=x", "?replaces=" + "9" * 30])
def test_document_of_another_application_is_not_found(client: Client, query: str) -> None:
    own, foreign = ApplicationFactory.create_batch(2)
    query = query.format(foreign.documents.get().pk)
    assert client.get(path_of(own, query)).status_code == 404
    assert send(client, own, query).status == 404
    assert (foreign.documents.count(), own.documents.count()) == (1, 1)
    assert client.get(path_of(own, f"?replaces={own.documents.get().pk}")).status_code == 200


def test_request_is_answered(client: Client) -> None:
    application = ApplicationFactory()
    wanted = application.document_requests.create(kind="other", note="Ihr C1", at=timezone.now())
    page_before = page(client.get(path_of(application, f"?answers={wanted.pk}")))
    assert "Ihr C1" in words(page_before.tree)
    assert page_before.tree.select("#id_kind") == []
    send(client, application, f"?answers={wanted.pk}", kind=None)
    wanted.refresh_from_db()
    assert (wanted.document, wanted.answered_at is not None) == (
        application.documents.get(kind="other"),
        True,
    )
    assert client.get(path_of(application, f"?answers={wanted.pk}")).status_code == 404


def test_request_of_another_application_is_not_found(client: Client) -> None:
    own, foreign = ApplicationFactory.create_batch(2)
    wanted = foreign.document_requests.create(kind="other", at=timezone.now())
    assert send(client, own, f"?answers={wanted.pk}", kind=None).status == 404
    wanted.refresh_from_db()
    assert wanted.answered_at is None


def test_answer_that_is_replaced_still_answers(client: Client) -> None:
    application = ApplicationFactory(cv=False)
    wanted = application.document_requests.create(kind="cv", at=timezone.now())
    send(client, application, f"?answers={wanted.pk}", kind=None)
    first = application.documents.get()
    send(client, application, f"?replaces={first.pk}", kind=None)
    wanted.refresh_from_db()
    assert (wanted.document, wanted.answered_at is not None) == (application.documents.get(), True)
