"""What another tab does to a draft between the look at it and its sending."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from applications.models import Application, Draft
from applications.services import (
    DraftChanged,
    change_kind,
    remove_document,
    save_typed,
    submit_application,
)
from applications.views.apply import reviewing
from tests.applications.factories import applicant, cv, draft_with
from tests.applications.site import apply_path, fill_in
from tests.applications.traces import DRAFT_WITH_CV, EMPTY_DRAFT, ONE_APPLICATION, traces
from tests.careers.factories import published

pytestmark = pytest.mark.django_db(transaction=True)


def take_cv(draft: Draft) -> None:
    remove_document(draft=draft, key=draft.documents.get().pk)


def rename_cv(draft: Draft) -> None:
    change_kind(draft=draft, key=draft.documents.get().pk, kind="other")


def write(draft: Draft) -> None:
    other = Draft.objects.get()
    now = timezone.now()
    save_typed(draft=other, typed={"name": "Kim"}, edition=draft.edition, language="en", now=now)


@pytest.mark.parametrize("change", [take_cv, rename_cv, write])
def test_draft_that_changed_meanwhile_is_not_sent(change: Callable[[Draft], None]) -> None:
    draft = draft_with()
    change(draft)
    with pytest.raises(DraftChanged):
        submit_application(draft=draft, applicant=applicant(), now=timezone.now())
    assert traces() == (EMPTY_DRAFT if change is take_cv else DRAFT_WITH_CV)


def test_draft_to_which_a_file_was_added_meanwhile_is_sent_with_it() -> None:
    draft = draft_with(cv(), cv(name="Noch einer.pdf"))
    submit_application(draft=draft, applicant=applicant(), now=timezone.now())
    assert Application.objects.get().documents.count() == 2


def test_applicant_comes_back_to_the_form_without_the_cv(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    posting = published()
    fill_in(client, posting)
    judged = reviewing.ready_to_send

    def take_cv_meanwhile(draft: Draft) -> reviewing.Ready | None:
        ready = judged(draft)
        take_cv(draft)
        return ready

    monkeypatch.setattr(reviewing, "ready_to_send", take_cv_meanwhile)
    answer = client.post(apply_path(posting, name="review"))
    assert (answer.headers["Location"], traces()) == (apply_path(posting), EMPTY_DRAFT)
    monkeypatch.undo()
    fill_in(client, posting)
    client.post(apply_path(posting, name="review"))
    assert traces() == ONE_APPLICATION
