"""A draft that another tab sends or deletes in the very moment in which this one uses it."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from applications.enums import DocumentKind
from applications.models import Draft, Upload
from applications.services import AnnouncedFile, mail_draft_link, start_upload
from applications.views.apply.draft_cookie import Held
from tests.applications.factories import draft_with
from tests.applications.site import apply_path, fill_in
from tests.applications.traces import NOTHING, traces
from tests.careers.factories import published

pytestmark = pytest.mark.django_db(transaction=True)
MODULES = ("fill_in", "review", "uploads", "drafts")
ABOUT = {"file-name": "CV.pdf", "file-size": 900, "file-kind": "other"}


@pytest.fixture
def draft(monkeypatch: pytest.MonkeyPatch) -> Draft:
    """A draft that every view still finds, though its row is gone."""
    stale = draft_with(posting=published(wants_cv="not_asked"))
    upload = start_upload(
        draft=stale,
        announced=AnnouncedFile(DocumentKind.OTHER, "CV.pdf", 900),
        now=stale.created_at,
    )
    for module in MODULES:
        monkeypatch.setattr(
            f"applications.views.apply.{module}.find_held",
            lambda *_given: Held(stale),
            raising=False,
        )
    monkeypatch.setattr("applications.views.apply.uploads.find_upload", lambda *_given: upload)
    Draft.objects.filter(pk=stale.pk).delete()
    return stale


def post(client: Client, draft: Draft, view: str, **sent: Any) -> HttpResponse:
    return client.post(apply_path(draft.posting, name=view), sent)


def test_form_is_shown_anew(client: Client, draft: Draft) -> None:
    assert fill_in(client, draft.posting).headers["Location"] == apply_path(draft.posting)
    assert (Draft.objects.count(), traces()["documents"]) == (0, 0)


def test_sending_leads_back_to_the_form(client: Client, draft: Draft) -> None:
    response = post(client, draft, "review")
    assert response.headers["Location"] == f"{apply_path(draft.posting)}?changed"
    assert traces() | {"files": 0} == NOTHING


def test_lists_and_uploads_are_not_found(client: Client, draft: Draft) -> None:
    assert post(client, draft, "files", name="Kim").status_code == 404
    assert post(client, draft, "uploads", **ABOUT).status_code == 404


def test_piece_has_nowhere_to_go(client: Client, draft: Draft) -> None:
    key = "0a5a9a5e-1e5a-4b5e-8b5e-0a5a9a5e1e5a"
    path = apply_path(draft.posting, name="upload", key=key)
    headers = {"Upload-Offset": "0"}
    answer = client.patch(path, b"%PDF" * 4096, content_type="x/y", headers=headers)
    assert (answer.status_code, Upload.objects.count()) == (404, 0)


def test_flood_of_announcements_is_stopped(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("applications.views.apply.draft_cookie.NEW_DRAFTS_AN_HOUR", 1)
    posting = published()
    path = apply_path(posting, name="uploads")
    answers = [Client().post(path, ABOUT) for _number in range(2)]
    assert [answer.status_code for answer in answers] == [201, 429]
    assert answers[-1].headers["Retry-After"] == "3600"


def test_asking_again_for_the_same_address_changes_nothing() -> None:
    draft = draft_with(link_sent_at=None)
    mail_draft_link(draft=draft, email="ayse@example.org")
    Draft.objects.update(link_sent_at=draft.created_at)
    mail_draft_link(draft=draft, email="ayse@example.org")
    assert Draft.objects.get().link_sent_at == draft.created_at
    mail_draft_link(draft=draft, email="kim@example.org")
    assert Draft.objects.get().link_sent_at is None
