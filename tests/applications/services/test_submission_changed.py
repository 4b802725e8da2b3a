"""What another tab does to a draft between the look at it and its sending."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from applications.models import Application, Draft
from applications.services import (
    DraftChanged,
    TypedForm,
    change_document_kind,
    discard_draft,
    remove_document,
    save_typed_values,
    submit_application,
)
from applications.views.apply import review
from careers.models import Posting
from tests.applications import files
from tests.applications.factories import applicant, cv, draft_with
from tests.applications.site import apply_path, fill_in, page, words
from tests.applications.traces import DRAFT_WITH_CV, EMPTY_DRAFT, ONE_APPLICATION, traces
from tests.careers.factories import published

pytestmark = pytest.mark.django_db(transaction=True)


def take_cv(draft: Draft) -> None:
    remove_document(draft=draft, key=draft.documents.get().pk)


def rename_cv(draft: Draft) -> None:
    change_document_kind(draft=draft, key=draft.documents.get().pk, kind="other")


def write(draft: Draft) -> None:
    other, typed = Draft.objects.get(), {"name": "Kim", "email": "kim@example.org"}
    now = timezone.now()
    save_typed_values(draft=other, typed=TypedForm(typed, draft.edition, "en"), now=now)


def rename_second(draft: Draft) -> None:
    change_document_kind(
        draft=draft, key=draft.documents.exclude(kind="cv").get().pk, kind="cover_letter"
    )


def take_second(draft: Draft) -> None:
    remove_document(draft=draft, key=draft.documents.exclude(kind="cv").get().pk)


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
    judged = review.prepare_submission

    def take_cv_meanwhile(draft: Draft) -> review.Ready | None:
        ready = judged(draft)
        take_cv(draft)
        return ready

    monkeypatch.setattr(review, "prepare_submission", take_cv_meanwhile)
    answer = client.post(apply_path(posting, name="review"))
    assert traces() == EMPTY_DRAFT
    monkeypatch.undo()
    shown = client.get(answer.headers["Location"], follow=True)
    assert shown.redirect_chain == [(f"{apply_path(posting)}?changed", 302)]
    assert words(page(shown).tree.select_one(".notice.warning")).startswith("Something has changed")
    fill_in(client, posting)
    client.post(apply_path(posting, name="review"))
    assert traces() == ONE_APPLICATION


def hidden_fields(client: Client, posting: Posting) -> dict[str, str]:
    """What the review sends along when its button is pressed."""
    tree = page(client.get(apply_path(posting, name="review"))).tree
    return {field["name"]: field["value"] for field in tree.select("main input[type=hidden]")}


@pytest.mark.parametrize("change", [write, rename_second, take_second])
def test_review_is_shown_anew_if_another_tab_changed_what_it_showed(
    client: Client, change: Callable[[Draft], None]
) -> None:
    posting = published()
    review = apply_path(posting, name="review")
    fill_in(client, posting, other=files.upload(files.pdf(2), "Zeugnis.pdf"))
    sent = hidden_fields(client, posting)
    change(Draft.objects.get())
    answer = client.post(review, sent)
    assert (answer.headers["Location"], Application.objects.count()) == (f"{review}?changed", 0)
    shown = page(client.get(f"{review}?changed"))
    assert words(shown.tree.select_one(".notice.warning")).startswith("Something has changed")
    client.post(review, hidden_fields(client, posting))
    assert Application.objects.count() == 1


def test_draft_that_was_kept_once_more_as_it_was_is_sent(client: Client) -> None:
    posting = published()
    fill_in(client, posting)
    sent, draft = hidden_fields(client, posting), Draft.objects.get()
    now = timezone.now()
    typed = TypedForm(draft.typed_values, draft.edition, "en")
    save_typed_values(draft=draft, typed=typed, now=now)
    client.post(apply_path(posting, name="review"), sent)
    assert traces() == ONE_APPLICATION


def test_form_says_that_the_draft_was_deleted_in_another_tab(client: Client) -> None:
    posting = published()
    fill_in(client, posting)
    sent = hidden_fields(client, posting)
    discard_draft(draft=Draft.objects.get())
    shown = page(client.post(apply_path(posting, name="review"), sent, follow=True))
    assert words(shown.tree.select_one(".notice.warning")).startswith("Something has changed")
    assert page(client.get(apply_path(posting))).tree.select(".notice.warning") == []
