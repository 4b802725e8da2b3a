"""A copy of everything: complete, safe to unpack, one at a time."""

import json
from datetime import datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.storage import storages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from applications.enums import EventKind, Stage
from applications.models import Application, DocumentAccess
from applications.privacy.data_export import export_data
from applications.services import move_application
from applications.signed_links import application_token
from applications.views.data_export import release_when_done
from tests.applications import files
from tests.applications.factories import ApplicationFactory, DocumentFactory, hr_manager
from tests.applications.site import page, words

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
ANSWER = {"key": "a", "label": "Warum?", "kind": "text", "value": "ja"}


def path_of(application: Application) -> str:
    with override("en"):
        return reverse("applications:copy", args=[application_token(application)])


def fetch(client: Client, application: Application) -> ZipFile:
    response = client.post(path_of(application))
    return ZipFile(BytesIO(response.getvalue()))


def facts(archive: ZipFile) -> dict[str, object]:
    return json.loads(archive.read("application.json"))


def test_copy_has_the_documents_byte_for_byte(client: Client) -> None:
    application, picture = ApplicationFactory(cv=False), files.picture("PNG")
    DocumentFactory(application=application, stored=files.pdf(3), size=len(files.pdf(3)))
    DocumentFactory(application=application, kind="other", name="B.png", stored=picture)
    archive = fetch(client, application)
    assert archive.testzip() is None
    assert archive.read("documents/01-cv-Lebenslauf Öztürk.pdf") == files.pdf(3)
    assert archive.read("documents/02-other-B.png") == picture


def test_copy_tells_everything_that_is_known(client: Client) -> None:
    application = ApplicationFactory(
        phone="030 1", message="Hallo!", answers=[ANSWER], submitted_at=NOON
    )
    application.letters.create(text="Guten Tag", at=NOON)
    application.document_requests.create(kind="other", note="C1", at=NOON)
    move_application(
        application=application, to=Stage.WITHDRAWN, actor=None, reason="zu weit weg", now=NOON
    )
    DocumentAccess.objects.create(document=application.documents.get(), user=hr_manager(), at=NOON)
    told = facts(fetch(client, application))
    assert (told["name"], told["email"], told["phone"], told["message"]) == (
        "Ayşe Öztürk", "ayse@example.org", "030 1", "Hallo!",
    )  # fmt: skip
    assert told["answers"] == [ANSWER]
    assert [one["reason"] for one in told["history"] if "to" in one] == ["zu weit weg"]
    assert [one["text"] for one in told["messages"]] == ["Guten Tag"]
    assert [one["note"] for one in told["document_requests"]] == ["C1"]
    assert [one["file"] for one in told["documents"]] == ["documents/01-cv-Lebenslauf Öztürk.pdf"]
    assert len(told["document_accesses"]) == 1
    assert told["erasure"]["planned_on"] == "2027-05-23"


@pytest.mark.parametrize("stage", [Stage.REJECTED, Stage.IN_REVIEW])
def test_copy_quotes_nobody_on_the_staff(client: Client, stage: Stage) -> None:
    """What they noted is in the full copy, if whoever reviews it lets it pass."""
    application = ApplicationFactory()
    move_application(
        application=application, to=stage, actor=hr_manager(), reason="wie Kim Andere", now=NOON
    )
    archive = fetch(client, application)
    assert "Kim Andere" not in "".join(
        archive.read(name).decode("latin-1") for name in archive.namelist()
    )


def test_copy_unpacks_everywhere_with_long_names_in_any_script(client: Client) -> None:
    application = ApplicationFactory(cv=False)
    for name in (f"{'漢' * 146}.pdf", f"{'a' * 146}.pdf"):
        DocumentFactory(application=application, name=name)
    names = fetch(client, application).namelist()[-2:]
    assert names == [f"documents/01-cv-{'漢' * 65}.pdf", f"documents/02-cv-{'a' * 146}.pdf"]
    assert max(len(name.encode()) for name in names) < 255


def test_copy_has_a_place_for_every_column() -> None:
    """A new column of an application is forgotten neither by the copy nor by this test."""
    told = {
        "reference", "submitted_at", "language", "name", "email", "phone", "message", "answers",
        "stage", "decided_at", "receipt_sent_at", "notice_version", "pool_consent_at", "pool_until",
        "pool_notice_version", "erasure_requested_at", "hold_reason", "edition", "posting",
        "source", "moved_at",
    }  # fmt: skip
    of_the_machine = {"id", "token", "holder", "link_version", "person_key"}
    assert {field.name for field in Application._meta.fields} == told | of_the_machine


def test_copy_has_the_edition_in_its_languages(client: Client) -> None:
    archive = fetch(client, ApplicationFactory())
    assert "<h1>Technikerin für Betrieb (d/w/m)</h1>" in archive.read("edition/de.html").decode()
    assert "<li>fix outages</li>" in archive.read("edition/en.html").decode()
    shown = json.loads(archive.read("edition/edition.json"))
    assert [text["language"] for text in shown["texts"]] == ["de", "en"]


def test_copy_has_names_that_are_safe_and_unique(client: Client) -> None:
    application = ApplicationFactory(cv=False)
    for name in ("CV.pdf", "CV.pdf", 'a:b?"<|>*.pdf', "..\\..\\x.pdf", "/etc/passwd"):
        DocumentFactory(application=application, name=name)
    names = [name for name in fetch(client, application).namelist() if name[:4] == "docu"]
    assert names == [
        "documents/01-cv-CV.pdf",
        "documents/02-cv-CV.pdf",
        "documents/03-cv-a_b______.pdf",
        "documents/04-cv-.._.._x.pdf",
        "documents/05-cv-_etc_passwd",
    ]


def test_copy_holds_nothing_of_others(client: Client) -> None:
    own = ApplicationFactory()
    other = ApplicationFactory(posting=own.posting, name="Kim Andere", email="kim@example.org")
    other.letters.create(text="An Kim", at=NOON)
    archive = fetch(client, own)
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert [word for word in (b"Kim", other.reference.encode()) if word in everything] == []


def test_copy_without_a_file_has_all_the_others(client: Client) -> None:
    application = ApplicationFactory(cv={"stored": False})
    DocumentFactory(application=application, kind="other", name="B.pdf")
    names = fetch(client, application).namelist()
    assert [name for name in names if name[:4] == "docu"] == ["documents/02-other-B.pdf"]


def test_copy_is_streamed_in_small_pieces() -> None:
    large = b"%PDF" + b"x" * 3_000_000
    application = ApplicationFactory(cv={"stored": large, "size": len(large)})
    pieces = [len(piece) for piece in export_data(application)]
    assert (max(pieces) <= 300_000, sum(pieces) > 3_000_000) == (True, True)


def test_copy_is_an_attachment_and_noted(client: Client) -> None:
    application = ApplicationFactory()
    response = client.post(path_of(application))
    response.getvalue()
    assert response.headers["Content-Type"] == "application/zip"
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="{application.reference}.zip"'
    )
    assert (response.headers["Cache-Control"], response.headers["X-Content-Type-Options"]) == (
        "private, no-store",
        "nosniff",
    )
    assert application.events.get().kind == EventKind.COPY_MADE


def is_busy(response: HttpResponse) -> bool:
    return response.status_code == 302 and response.headers["Location"].endswith("?done=busy")


def test_copy_is_made_one_at_a_time(client: Client) -> None:
    application = ApplicationFactory()
    first = client.post(path_of(application))
    assert is_busy(client.post(path_of(application)))
    first.getvalue()
    second = client.post(path_of(application))
    assert second.status_code == 200
    second.getvalue()


def test_copy_that_nobody_fetches_to_its_end_does_not_block_the_next() -> None:
    cache.set("copy:1", NOON)
    pieces = release_when_done(iter([b"a", b"b"]), "copy:1")
    assert (next(pieces), cache.get("copy:1")) == (b"a", NOON)
    pieces.close()
    assert cache.get("copy:1") is None


@time_machine.travel(NOON, tick=False)
def test_copy_is_made_five_times_an_hour(client: Client) -> None:
    application = ApplicationFactory()
    for _number in range(5):
        fetch(client, application)
    refused = page(client.post(path_of(application), follow=True))
    assert "Try again in an hour." in words(refused.tree)
    assert fetch(client, ApplicationFactory())
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        assert fetch(client, application)


def test_copy_is_not_made_by_a_link(client: Client) -> None:
    assert client.get(path_of(ApplicationFactory())).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_copy_takes_as_many_queries_for_any_number_of_rows(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    application = ApplicationFactory(cv=False)
    DocumentFactory.create_batch(count, application=application)
    for _number in range(count):
        application.letters.create(text="x", at=NOON)
    application = Application.objects.select_related("posting", "edition").get()
    with django_assert_num_queries(15):
        list(export_data(application))
    assert storages["documents"].exists(application.documents.first().storage_name)
