"""Files that come when their form was sent, or their upload finished, a moment ago."""

import pytest
from django.test import Client
from django.utils import timezone

from applications.documents.chunks import chunk_name, delete_chunks, read_chunks
from applications.enums import DocumentKind
from applications.models import Application, Draft, Upload
from applications.services import (
    AnnouncedFile,
    DraftGone,
    WrongOffset,
    append_chunk,
    finish_upload,
    start_draft,
    start_upload,
)
from applications.services.uploads import current_digest
from tests.applications.factories import ApplicationFactory, draft_with
from tests.applications.site import apply_path, fill_in, filled_form
from tests.applications.stored import store
from tests.applications.traces import ONE_APPLICATION, stored_files, traces
from tests.careers.factories import published

pytestmark = pytest.mark.django_db(transaction=True)
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
ABOUT = {"file-name": "Zeugnis.pdf", "file-size": 900, "file-kind": "other"}


def test_file_for_a_form_that_was_sent_is_refused_and_not_lost_in_a_draft(client: Client) -> None:
    posting = published()
    fill_in(client, posting)
    client.post(apply_path(posting, name="review"))
    form = filled_form(cv=None, token=str(Application.objects.get().token))
    path = apply_path(posting, name="uploads")
    answer = client.post(path, form | ABOUT)
    assert (answer.status_code, list(answer.json())) == (422, ["error"])
    assert traces() == ONE_APPLICATION
    assert client.post(path, filled_form(cv=None) | ABOUT).status_code == 201


def test_draft_is_not_begun_anew_with_the_token_of_an_application() -> None:
    sent = ApplicationFactory()
    begin = {"edition": sent.edition, "language": "en", "now": timezone.now()}
    with pytest.raises(DraftGone):
        start_draft(token=sent.token, **begin)
    assert Draft.objects.count() == 0
    sent.delete()
    assert start_draft(token=sent.token, **begin) == Draft.objects.get()


def upload() -> Upload:
    """An upload of which three bytes have arrived."""
    draft = draft_with()
    announced = AnnouncedFile(DocumentKind.OTHER, "Zeugnis.pdf", 900)
    begun = start_upload(draft=draft, announced=announced, now=draft.created_at)
    append_chunk(upload=begun, offset=0, content=b"%PD", now=draft.created_at)
    return Upload.objects.get()


def test_digest_of_an_upload_that_is_finished_meanwhile_is_that_of_nothing() -> None:
    finished = upload()
    delete_chunks([finished.folder])
    Upload.objects.all().delete()
    assert (current_digest(finished), finished.received) == (EMPTY, 0)


def test_digest_of_an_upload_whose_pieces_are_gone_begins_it_anew() -> None:
    begun = upload()
    delete_chunks([begun.folder])
    assert (current_digest(begun), Upload.objects.get().received) == (EMPTY, 0)


def started_upload() -> Upload:
    announced = AnnouncedFile(DocumentKind.OTHER, "Zeugnis.pdf", 4)
    return start_upload(draft=draft_with(), announced=announced, now=timezone.now())


@pytest.mark.parametrize("left", ["", ".part"])
def test_piece_takes_the_place_of_what_a_crash_left_of_it(left: str) -> None:
    upload, now = started_upload(), timezone.now()
    store(b"x", f"{chunk_name(upload, 0)}{left}")
    assert append_chunk(upload=upload, offset=0, content=b"%PDF", now=now) == 4
    assert len([one for one in stored_files() if "incoming" in str(one)]) == 1
    assert [*read_chunks(upload, 4)] == [b"%PDF"]


def test_pieces_that_go_while_they_are_joined_were_joined_by_another_request() -> None:
    upload, now = started_upload(), timezone.now()
    append_chunk(upload=upload, offset=0, content=b"%PDF", now=now)
    delete_chunks([upload.folder])
    with pytest.raises(WrongOffset):
        finish_upload(upload=upload, now=now)
    Upload.objects.all().delete()
    with pytest.raises(DraftGone):
        finish_upload(upload=upload, now=now)
