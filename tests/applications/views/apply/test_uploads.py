"""Files in pieces: kept by offset, resumed, judged when whole, and nobody else's."""

import threading
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from pytest_django import Settings

from applications.documents import upload_check
from applications.documents.chunks import chunk_name
from applications.documents.refusals import Cause, RefusedUpload
from applications.documents.upload_check import Patience
from applications.enums import DocumentKind
from applications.models import Document, Draft, Upload
from applications.services import (
    AnnouncedFile,
    DraftGone,
    append_chunk,
    finish_upload,
    start_upload,
)
from careers.models import Posting
from careers.services import close_posting
from tests.applications import files
from tests.applications.factories import draft_with
from tests.applications.site import apply_path, fill_in
from tests.applications.traces import DRAFT_WITH_CV, EMPTY_DRAFT, NOTHING, stored_files, traces
from tests.careers.factories import published, scheduled

pytestmark = pytest.mark.django_db(transaction=True)

PDF = files.pdf(2, holding=bytes(range(256)) * 160)
HALF = len(PDF) // 2


def announce(client: Client, posting: Posting, **changes: Any) -> HttpResponse:
    about = {"file-name": "CV.pdf", "file-size": len(PDF), "file-kind": "cv", **changes}
    return client.post(apply_path(posting, name="uploads"), about)


def send_chunk(client: Client, path: str, content: bytes, offset: object = 0) -> HttpResponse:
    kind = "application/octet-stream"
    headers = {"Upload-Offset": str(offset)}
    return client.patch(path, content, content_type=kind, headers=headers)


def announce_path(client: Client, posting: Posting, **changes: Any) -> str:
    return announce(client, posting, **changes).json()["path"]


def test_file_in_two_pieces_becomes_a_document_byte_for_byte(client: Client) -> None:
    path = announce_path(client, published())
    first, second = send_chunk(client, path, PDF[:HALF]), send_chunk(client, path, PDF[HALF:], HALF)
    assert (first.status_code, first.headers["Upload-Offset"]) == (204, str(HALF))
    assert (second.status_code, second.headers["Upload-Offset"]) == (200, str(len(PDF)))
    document = Document.objects.get()
    assert (document.kind, document.name, document.size) == ("cv", "CV.pdf", len(PDF))
    with document.open() as stored:
        assert stored.read() == PDF
    assert traces() == DRAFT_WITH_CV


def test_announcing_begins_a_draft_and_keeps_what_was_typed(client: Client) -> None:
    posting = published()
    answer = announce(client, posting, name="Kim", message="Hallo")
    assert (answer.status_code, answer.json()["offset"]) == (201, 0)
    assert Draft.objects.get().typed_values == {"name": "Kim", "message": "Hallo"}
    assert client.cookies[f"application-{posting.public_id}"].value == "draft"


def test_same_file_goes_on_where_it_stopped(client: Client) -> None:
    posting = published()
    path = announce_path(client, posting)
    send_chunk(client, path, PDF[:HALF])
    assert client.head(path).headers["Upload-Offset"] == str(HALF)
    again, other = announce(client, posting), announce(client, posting, **{"file-name": "B.pdf"})
    assert again.json() == {"path": path, "offset": HALF, "digest": sha256(PDF[:HALF]).hexdigest()}
    assert other.json()["offset"] == 0
    assert Upload.objects.count() == 2


@pytest.mark.parametrize("offset", [HALF - 1, HALF + 1, 0, 10**14])
def test_piece_out_of_order_is_refused_with_the_right_offset(client: Client, offset: int) -> None:
    path = announce_path(client, published())
    send_chunk(client, path, PDF[:HALF])
    answer = send_chunk(client, path, PDF[HALF:], offset)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, str(HALF))
    assert send_chunk(client, path, PDF[HALF:], HALF).status_code == 200


def test_more_bytes_than_announced_are_refused(client: Client) -> None:
    path = announce_path(client, published())
    answer = send_chunk(client, path, PDF + b"x")
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "0")
    assert stored_files() == []


@pytest.mark.parametrize("offset", ["", "-1", "x", "٣", "9" * 30])
def test_piece_without_a_number_is_a_bad_request(client: Client, offset: str) -> None:
    path = announce_path(client, published())
    headers = {"Upload-Offset": offset.encode("ascii", "replace").decode()}
    answer = client.patch(path, PDF, content_type="application/octet-stream", headers=headers)
    assert answer.status_code == 400


def test_piece_over_a_mebibyte_is_refused_unread(client: Client) -> None:
    path = announce_path(client, published(), **{"file-size": 3 * 1024 * 1024})
    assert send_chunk(client, path, bytes(1024 * 1024 + 1)).status_code == 413
    assert send_chunk(client, path, bytes(1024 * 1024)).status_code == 204


class Torn(BytesIO):
    """A body whose sender is gone before its end."""

    def read(self, *_size: int | None) -> bytes:
        raise OSError


@pytest.mark.parametrize("body", [BytesIO(PDF[:9]), Torn()])
def test_piece_that_broke_off_is_not_kept(client: Client, body: BytesIO) -> None:
    path = announce_path(client, published())
    more = {"CONTENT_LENGTH": str(HALF), "wsgi.input": body, "HTTP_UPLOAD_OFFSET": "0"}
    answer = client.patch(path, b"", content_type="x/y", **more)
    assert (answer.status_code, client.head(path).headers["Upload-Offset"]) == (400, "0")


REFUSED = {
    "empty": ({"file-size": 0}, "“CV.pdf” is empty. Check the file and choose it again."),
    "too large": (
        {"file-size": 11 * 1024 * 1024},
        "“CV.pdf” has 11 MB, but a file may have at most 10 MB. "
        "Make it smaller, for example by saving it with smaller pictures.",
    ),
    "a program": (
        {"file-name": "../CV.exe"},
        "“CV.exe” is not a file that we can accept. Save it as PDF, DOCX, ODT, JPG or PNG.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_announced_file_is_refused_before_a_byte_is_sent(client: Client, case: str) -> None:
    changes, sentence = REFUSED[case]
    answer = announce(client, published(), **changes)
    error = answer.json()["error"].replace("\N{NO-BREAK SPACE}", " ")
    assert (answer.status_code, error) == (422, sentence)
    assert traces() == EMPTY_DRAFT


@pytest.mark.parametrize(
    ("limit", "value"), [("DOCUMENTS_MAX_COUNT", 2), ("DOCUMENTS_MAX_BYTES", len(PDF) * 2)]
)
def test_files_on_their_way_count(
    client: Client, settings: Settings, limit: str, value: int
) -> None:
    setattr(settings, limit, value)
    posting = published()
    statuses = [
        announce(client, posting, **{"file-name": f"{number}.pdf"}).status_code
        for number in range(3)
    ]
    assert statuses == [201, 201, 422]


def test_whole_file_that_the_gate_refuses_leaves_nothing(client: Client) -> None:
    locked = files.locked_pdf()
    path = announce_path(client, published(), **{"file-size": len(locked)})
    answer = send_chunk(client, path, locked)
    assert (answer.status_code, answer.json()["error"]) == (
        422,
        "“CV.pdf” is locked with a password. Save it without a password and choose it again.",
    )
    assert traces() == EMPTY_DRAFT


def test_same_file_twice_is_kept_once(client: Client) -> None:
    posting = published()
    for _time in range(2):
        send_chunk(client, announce_path(client, posting), PDF)
    assert traces() == DRAFT_WITH_CV


def test_upload_whose_pieces_are_gone_is_sent_again(client: Client) -> None:
    path = announce_path(client, published())
    send_chunk(client, path, PDF[:HALF])
    for one in stored_files():
        one.unlink()
    answer = send_chunk(client, path, PDF[HALF:], HALF)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "0")
    assert send_chunk(client, path, PDF).status_code == 200


def test_announcing_again_counts_only_what_is_still_there(client: Client) -> None:
    posting = published()
    send_chunk(client, announce_path(client, posting), PDF[:HALF])
    for one in stored_files():
        one.unlink()
    assert (announce(client, posting).json()["offset"], Upload.objects.get().received) == (0, 0)


def test_piece_of_a_try_that_was_never_written_down_is_replaced(client: Client) -> None:
    path = announce_path(client, published())
    upload = Upload.objects.get()
    send_chunk(client, path, b"x" * HALF)
    Upload.objects.update(received=0)
    send_chunk(client, path, PDF)
    with Document.objects.get().open() as stored:
        assert stored.read() == PDF
    assert not any(chunk_name(upload, 0) in str(one) for one in stored_files())


def test_cancelled_upload_leaves_nothing(client: Client) -> None:
    path = announce_path(client, published())
    send_chunk(client, path, PDF[:HALF])
    assert client.delete(path).status_code == 204
    assert traces() == EMPTY_DRAFT
    assert client.delete(path).status_code == send_chunk(client, path, PDF).status_code == 404


def test_upload_is_dropped_by_the_button_beside_it(client: Client) -> None:
    posting = published()
    send_chunk(client, announce_path(client, posting), PDF[:HALF])
    foreign = announce_path(Client(), posting).rstrip("/").rpartition("/")[2]
    fill_in(client, posting, cv=None, drop=foreign)
    fill_in(client, posting, cv=None, drop="x")
    assert Upload.objects.count() == 2
    fill_in(client, posting, cv=None, drop=Upload.objects.get(received=HALF).key)
    assert [str(one.key) for one in Upload.objects.all()] == [foreign]


@pytest.mark.parametrize("method", ["head", "patch", "delete"])
def test_upload_of_another_draft_is_not_found(client: Client, method: str) -> None:
    posting = published()
    path, stranger = announce_path(client, posting), Client()
    headers = {"Upload-Offset": "0"}
    assert getattr(stranger, method)(path, headers=headers).status_code == 404
    announce_path(stranger, posting)
    assert getattr(stranger, method)(path, headers=headers).status_code == 404
    assert getattr(client, method)(path, headers=headers).status_code in {200, 204}


@pytest.mark.parametrize("kind", ["photo", "", "certificate"])
def test_file_of_a_kind_that_is_not_asked_for_has_no_address(client: Client, kind: str) -> None:
    posting = published(wants_certificates="not_asked")
    assert announce(client, posting, **{"file-kind": kind}).status_code == 404
    assert announce(client, posting, **{"file-kind": "other"}).status_code == 201


def test_closed_posting_takes_no_files(client: Client) -> None:
    posting = published()
    path = announce_path(client, posting)
    closed_at = close_posting(
        posting=posting, actor=None, reason="filled", now=timezone.now()
    ).closed_at
    answer = announce(client, posting)
    day = date_format(timezone.localtime(closed_at), "j F Y")
    cause = f"This position was closed on {day}."
    assert (answer.status_code, answer.json()) == (410, {"error": cause})
    assert send_chunk(client, path, PDF).status_code == 200  # it lies in the draft, which is kept
    assert announce(client, scheduled()).status_code == 404


def test_pieces_need_the_token_against_forgery() -> None:
    strict, posting = Client(enforce_csrf_checks=True), published()
    assert announce(strict, posting).status_code == 403
    strict.get(apply_path(posting))
    headers = {"X-CSRFToken": strict.cookies["csrftoken"].value}
    about = {"file-name": "CV.pdf", "file-size": len(PDF), "file-kind": "cv"}
    path = strict.post(apply_path(posting, name="uploads"), about, headers=headers).json()["path"]
    assert send_chunk(strict, path, PDF).status_code == 403
    sent = headers | {"Upload-Offset": "0"}
    assert strict.patch(path, PDF, content_type="x/y", headers=sent).status_code == 200


def test_file_that_cannot_be_checked_at_this_moment_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    announced = AnnouncedFile(DocumentKind.OTHER, "Zeugnis.pdf", len(PDF))
    upload = start_upload(draft=draft_with(), announced=announced, now=timezone.now())
    append_chunk(upload=upload, offset=0, content=PDF, now=timezone.now())
    upload.refresh_from_db()
    with monkeypatch.context() as out_of_patience:
        out_of_patience.setattr(upload_check, "Patience", lambda: Patience(0))
        with pytest.raises(RefusedUpload) as refusal:
            finish_upload(upload=upload, now=timezone.now())
    assert refusal.value.cause is Cause.NOT_CHECKED
    finish_upload(upload=upload, now=timezone.now())
    found = upload.draft.documents.get(kind=DocumentKind.OTHER)
    assert found.name == "Zeugnis.pdf"


def test_two_last_pieces_at_once_are_one_document() -> None:
    draft, together = draft_with(), threading.Barrier(2)
    announced = AnnouncedFile(DocumentKind.OTHER, "Zeugnis.pdf", len(PDF))
    upload = start_upload(draft=draft, announced=announced, now=timezone.now())
    append_chunk(upload=upload, offset=0, content=PDF, now=timezone.now())

    def finish(_number: int) -> bool:
        try:
            mine = Upload.objects.select_related("draft").get(pk=upload.pk)
            together.wait(timeout=10)
            finish_upload(upload=mine, now=timezone.now())
        except DraftGone:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        results = sorted(threads.map(finish, range(2)))
    assert results[-1] is True
    assert traces() == DRAFT_WITH_CV | {"documents": 2, "files": 2}


def test_upload_of_a_deleted_draft_is_refused(client: Client) -> None:
    path = announce_path(client, published())
    upload = Upload.objects.get()
    Draft.objects.all().delete()
    with pytest.raises(DraftGone):
        append_chunk(upload=upload, offset=0, content=PDF, now=timezone.now())
    assert send_chunk(client, path, PDF).status_code == 404
    assert client.head(path.replace(str(upload.key), str(uuid4()))).status_code == 404
    assert traces() == NOTHING
