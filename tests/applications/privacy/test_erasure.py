"""Erasure that applicants ask for: at once where nothing stands against it, else locked and dated."""

import hashlib
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from applications.enums import ErasureReason, Stage
from applications.models import (
    Application,
    Document,
    DocumentAccess,
    Draft,
    ErasureProof,
)
from applications.services.erasure_requests import request_erasure
from applications.services.messages import put_message
from applications.signed_links import application_path, application_token
from applications.tasks import defer_previews, notify_news, send_receipt
from applications.word_index import index_application
from tests.applications.factories import (
    ApplicationFactory,
    DocumentFactory,
    draft_with,
    hr_manager,
)
from tests.applications.site import Page, page, words
from tests.applications.stored import set_text, store
from tests.applications.traces import NOTHING, stored_files, traces

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")


def path_of(application: Application) -> str:
    with override("en"):
        return reverse("applications:erase", args=[application_token(application)])


def erase(client: Client, application: Application) -> Page:
    return page(client.post(path_of(application), follow=True))


def rows_that_hold(word: str) -> list[str]:
    """Every table of the database in which some row says the word."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = []
        for table in tables:
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS row WHERE row::text ILIKE %s', [f"%{word}%"]
            )
            found += [table] if cursor.fetchone()[0] else []
    return found


def files_that_hold(word: str) -> list[Path]:
    return [path for path in stored_files() if word.encode() in path.read_bytes()]


def make_preview_of(document: Document) -> None:
    """One with a page and a text, and one more that is to be made."""
    preview = set_text(document, "Lebenslauf Zyxwv")
    name = store(b"zyxwv", owner=document.application)
    preview.pages.create(number=1, width=10, height=20, storage_name=name)
    index_application(document.application)
    defer_previews([document])


def whole_application() -> Application:
    """An application with everything that can hang on one."""
    application = ApplicationFactory(
        name="Zyxwv Utsrq", email="zyxwv@example.org", message="zyxwv!", cv={"name": "zyxwv.pdf"}
    )
    send_receipt.defer(application_id=application.pk)
    put_message(application=application, text="Guten Tag Zyxwv", actor=None, now=NOON)
    application.document_requests.create(kind="other", note="zyxwv", at=NOON)
    application.events.create(kind="document_added", detail="cv", at=NOON)
    application.stage_changes.create(
        from_stage="received", to_stage="in_review", at=NOON, reason="zyxwv"
    )
    document = application.documents.get()
    DocumentAccess.objects.create(document=document, user=hr_manager(), at=NOON)
    draft = Draft.objects.create(
        posting=application.posting,
        edition=application.edition,
        language="de",
        data={"email": "ZYXWV@example.org"},
        created_at=NOON,
        updated_at=NOON,
        expires_at=NOON + timedelta(days=14),
    )
    DocumentFactory(application=None, draft=draft, name="zyxwv.pdf")
    make_preview_of(document)
    upload = draft.uploads.create(kind="cv", name="zyxwv.pdf", size=10, received=5, updated_at=NOON)
    store(b"zyxwv", f"{upload.folder}/0", draft)
    return application


def test_nothing_is_left_of_an_erased_application(client: Client) -> None:
    application = whole_application()
    reference = application.reference
    assert rows_that_hold("zyxwv") != []
    shown = erase(client, application)
    assert (shown.status, words(shown.tree.h1)) == (200, "Your application has been erased")
    assert rows_that_hold("zyxwv") == []
    assert rows_that_hold(reference) == []
    assert traces() == NOTHING


def test_proof_tells_when_and_why_and_of_whom_nothing(client: Client) -> None:
    application = ApplicationFactory()
    with time_machine.travel(NOON, tick=False):
        erase(client, application)
    proof = ErasureProof.objects.get()
    assert (proof.at, proof.reason) == (NOON, ErasureReason.REQUEST)
    assert proof.reference_sha256 == hashlib.sha256(application.reference.encode()).hexdigest()


def test_nothing_of_others_is_erased(client: Client) -> None:
    application = ApplicationFactory()
    other = ApplicationFactory(posting=application.posting, email="kim@example.org")
    send_receipt.defer(application_id=other.pk)
    Draft.objects.create(
        posting=application.posting, edition=application.edition, language="de",
        data={"email": "kim@example.org"}, token=uuid4(),
        created_at=NOON, updated_at=NOON, expires_at=NOON,
    )  # fmt: skip
    erase(client, application)
    assert [*Application.objects.all()] == [other]
    assert (Draft.objects.count(), len(stored_files()), traces()["jobs"]) == (1, 1, 1)


def test_foreign_address_typed_into_a_form_deletes_nobodys_draft(client: Client) -> None:
    """By the page that a browser opens after sending; only a mailed link proves whose address it is."""
    own = draft_with()
    stranger = ApplicationFactory(posting=own.posting, email="AYSE@example.org")
    path = application_path(stranger, is_mailed=False)
    erasing = reverse("applications:erase", args=[path.rstrip("/").rpartition("/")[2]])
    assert page(client.post(erasing, follow=True)).status == 200
    assert (Application.objects.count(), [*Draft.objects.all()]) == (0, [own])
    assert len(stored_files()) == 1


def test_job_that_was_running_finds_nothing_to_do(client: Client) -> None:
    application = ApplicationFactory()
    pk = application.pk
    erase(client, application)
    notify_news(application_id=pk)
    send_receipt(application_id=pk)
    assert mail.outbox == []


def test_erasing_asks_first_and_says_what_happens(client: Client) -> None:
    application = ApplicationFactory()
    shown = page(client.get(path_of(application)))
    assert "Your application will be withdrawn and everything erased at once" in words(shown.tree)
    assert Application.objects.count() == 1


def test_link_is_worthless_after_erasing(client: Client) -> None:
    application = ApplicationFactory()
    path = application_path(application)
    assert client.get(path).status_code == 200
    erase(client, application)
    assert client.get(path).status_code == 404
    assert client.post(path_of(application)).status_code == 404


def test_withdrawn_application_is_erased_at_once(client: Client) -> None:
    application = ApplicationFactory(withdrawn=True)
    assert "Everything will be erased at once" in words(page(client.get(path_of(application))).tree)
    erase(client, application)
    assert Application.objects.count() == 0


@pytest.mark.parametrize("trait", ["rejected", "hired"])
@time_machine.travel(NOON, tick=False)
def test_decided_application_is_locked_and_dated(client: Client, trait: str) -> None:
    application = ApplicationFactory(**{trait: True})
    asked = words(page(client.get(path_of(application))).tree)
    assert "On 20 May 2027 everything is erased automatically." in asked
    shown = words(erase(client, application).tree)
    assert "We have noted your request and locked your data." in shown
    assert "We delete everything on 20 May 2027." in shown
    application.refresh_from_db()
    assert (application.is_restricted, application.erasure_requested_at) == (True, NOON)


def test_decided_application_is_erased_at_once_when_its_time_is_over(client: Client) -> None:
    application = ApplicationFactory(rejected=True)
    Application.objects.update(decided_at=timezone.now() - timedelta(days=200))
    erase(client, application)
    assert (Application.objects.count(), stored_files()) == (0, [])


def test_consent_to_the_talent_pool_ends_with_the_request(client: Client) -> None:
    year = timedelta(days=365)
    application = ApplicationFactory(
        rejected=True, pool_consent_at=timezone.now(), pool_until=timezone.now() + year
    )
    with time_machine.travel(NOON, tick=False):
        assert "We delete everything on 20 May 2027." in words(erase(client, application).tree)
    application.refresh_from_db()
    assert (application.pool_consent_at, application.pool_until) == (None, None)


def test_pool_does_not_delay_what_is_otherwise_due(client: Client) -> None:
    application = ApplicationFactory(
        rejected=True,
        pool_consent_at=timezone.now(),
        pool_until=timezone.now() + timedelta(days=365),
    )
    Application.objects.update(decided_at=timezone.now() - timedelta(days=200))
    application.refresh_from_db()
    assert "Everything will be erased at once" in words(page(client.get(path_of(application))).tree)
    erase(client, application)
    assert Application.objects.count() == 0


@pytest.mark.parametrize("fields", [{}, {"rejected": True}, {"withdrawn": True}])
def test_legal_hold_is_told_and_keeps_the_data(client: Client, fields: dict[str, bool]) -> None:
    application = ApplicationFactory(hold_reason="claim", **fields)
    asked = words(page(client.get(path_of(application))).tree)
    assert (
        "we have to keep them for now, because of possible legal claims (Art. 17(3)(e) GDPR)."
        in asked
    )
    shown = erase(client, application)
    assert "We have to keep your data for now, because of possible legal claims" in words(
        shown.tree
    )
    application.refresh_from_db()
    assert (application.is_restricted, application.is_open) == (True, False)
    assert len(stored_files()) == 1


def test_open_application_under_hold_is_withdrawn(client: Client) -> None:
    application = ApplicationFactory(hold_reason="duty")
    erase(client, application)
    application.refresh_from_db()
    assert application.stage == Stage.WITHDRAWN


def test_second_request_changes_nothing() -> None:
    application = ApplicationFactory(rejected=True)
    assert request_erasure(application=application, reads_mail=True, now=NOON) is False
    assert (
        request_erasure(application=application, reads_mail=True, now=NOON + timedelta(days=1))
        is False
    )
    application.refresh_from_db()
    assert (application.erasure_requested_at, application.events.count()) == (NOON, 1)


def test_every_model_of_an_application_goes_with_it() -> None:
    """A new table that points at an application must not keep its row, nor stop the erasure."""
    pointing = [
        field
        for model in apps.get_app_config("applications").get_models()
        for field in model._meta.fields
        if field.related_model is Application
    ]
    kept = [field for field in pointing if field.remote_field.on_delete is not models.CASCADE]
    # The row belongs to the first application, and says no more than that there was a copy.
    assert [str(field) for field in kept] == ["applications.Transfer.copy"]
