from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.utils import timezone

from careers.models import Edition, Posting
from careers.services import close_posting
from careers.status.lifecycle import PostingState, read_state
from tests.careers.admin.test_posting import LIST, edit, form
from tests.careers.factories import (
    PostingFactory,
    closed,
    past_deadline,
    published,
)
from tests.config.people import browser, hr_manager

pytestmark = pytest.mark.django_db


def page(posting: Posting, move: str) -> str:
    return f"{LIST}{posting.pk}/{move}/"


def columns(posting: Posting) -> dict[str, Any]:
    """What a move would change in the row of a posting."""
    fields = ("version", "updated_at", "published_at", "closed_at", "closes_at", "current_edition")
    return Posting.objects.filter(pk=posting.pk).values(*fields).get()


def messages_of(answer: Any) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def refusals(answer: Any) -> list[str]:
    """What the page says above the form, which is still there."""
    assert answer.status_code == 200
    return list(answer.context["form"].non_field_errors())


def buttons(posting: Posting) -> list[str]:
    return [move.name for move in browser(hr_manager()).get(edit(posting)).context["moves"]]


def test_buttons_fit_the_state() -> None:
    hr_manager("hugo")
    assert buttons(PostingFactory()) == ["publish", "duplicate"]


@pytest.mark.parametrize("make", [published, past_deadline])
def test_published_posting_can_be_published_again_extended_or_closed(make: Any) -> None:
    assert buttons(make()) == ["publish", "extend", "close", "duplicate"]


def test_closed_posting_can_be_published_again_or_reopened() -> None:
    assert buttons(closed()) == ["publish", "reopen", "duplicate"]


def test_publish_button_saves_what_was_typed_and_then_asks() -> None:
    answer = browser(hr_manager()).post(f"{LIST}add/", form(title_de="Koch", _move="publish"))
    posting = Posting.objects.get()
    assert (posting.title_de, answer.headers["Location"]) == ("Koch", page(posting, "publish"))
    assert not Edition.objects.exists()


def test_saving_a_posting_again_leads_back_to_the_list() -> None:
    posting = PostingFactory(section=False)
    answer = browser(hr_manager()).post(
        edit(posting), form(title_de="Bäcker", version=posting.version)
    )
    posting.refresh_from_db()
    assert (posting.title_de, answer.headers["Location"]) == ("Bäcker", LIST)


def test_publish_button_with_an_error_in_the_form_keeps_what_was_typed() -> None:
    answer = browser(hr_manager()).post(
        f"{LIST}add/", form(title_de="Koch", department="", _move="publish")
    )
    assert (answer.status_code, 'value="Koch"' in answer.text) == (200, True)


def test_unknown_move_only_saves() -> None:
    answer = browser(hr_manager()).post(f"{LIST}add/", form(title_de="Koch", _move="erase"))
    assert answer.headers["Location"] == LIST


def test_closing_ends_applications_and_keeps_the_reason() -> None:
    posting = published()
    answer = browser(hr_manager()).post(page(posting, "close"), {"reason": "besetzt"})
    posting.refresh_from_db()
    assert (read_state(posting), posting.closed_reason) == (PostingState.CLOSED, "besetzt")
    assert messages_of(answer) == ["“Technikerin für Betrieb” is closed."]


def test_closing_a_draft_is_refused_with_the_sentence() -> None:
    posting = PostingFactory()
    answer = browser(hr_manager()).post(page(posting, "close"), {"reason": "filled"})
    sentence = "Only a published posting that is not closed yet can be closed."
    assert refusals(answer) == [sentence]
    assert read_state(posting) == PostingState.DRAFT


def test_closing_asks_for_a_reason() -> None:
    posting = published()
    answer = browser(hr_manager()).post(page(posting, "close"), {"reason": " "})
    assert answer.context["form"].errors.as_data()["reason"][0].code == "required"
    assert read_state(posting) == PostingState.OPEN


def test_reopening_takes_applications_again() -> None:
    posting = closed()
    browser(hr_manager()).post(page(posting, "reopen"))
    assert read_state(posting) == PostingState.OPEN


def test_reopening_after_the_deadline_says_what_to_do_instead() -> None:
    posting = past_deadline()
    close_posting(posting=posting, actor=None, reason="", now=timezone.now())
    answer = browser(hr_manager()).get(page(posting, "reopen"))
    assert answer.context["form"].note.startswith("The deadline has passed.")
    assert 'class="default"' not in answer.text


def test_refused_move_keeps_what_was_typed() -> None:
    answer = browser(hr_manager()).post(page(PostingFactory(), "close"), {"reason": "besetzt"})
    assert 'value="besetzt"' in answer.text


def test_duplicating_leads_to_the_new_draft() -> None:
    posting, hr = published(), hr_manager()
    answer = browser(hr).post(page(posting, "duplicate"))
    copy = Posting.objects.exclude(pk=posting.pk).get()
    assert answer.headers["Location"] == edit(copy)
    assert messages_of(answer) == [
        "“Technikerin für Betrieb” was duplicated. This is the new draft."
    ]
    logged = LogEntry.objects.get()
    assert (logged.user, logged.object_id) == (hr, str(copy.pk))
    assert logged.change_message == f"Duplicate of #{posting.public_id}"


def test_extending_takes_local_time_and_keeps_the_reason() -> None:
    posting = published()
    answers = {"closes_at": "30.6.2099 23:59", "reason": "more time"}
    answer = browser(hr_manager()).post(page(posting, "extend"), answers)
    posting.refresh_from_db()
    assert posting.closes_at == datetime(2099, 6, 30, 21, 59, tzinfo=UTC)
    assert (posting.events.get(kind="extended").note, messages_of(answer)) == (
        "more time",
        [
            "“Technikerin für Betrieb” has a new deadline: Tuesday, 30 June 2099 at 23:59 (Europe/Berlin)."
        ],
    )


def test_extending_asks_with_the_deadline_there_is() -> None:
    posting = published(closes_at=datetime(2099, 6, 30, 21, 59, tzinfo=UTC))
    text = browser(hr_manager()).get(page(posting, "extend")).text
    assert 'value="30 Jun 2099, 23:59"' in text


def test_extending_wants_a_reason() -> None:
    posting = published()
    answers = {"closes_at": "30.6.2099 23:59", "reason": " "}
    answer = browser(hr_manager()).post(page(posting, "extend"), answers)
    assert (answer.status_code, posting.editions.count()) == (200, 1)
    assert answer.context["form"].errors == {"reason": ["This field is required."]}


def test_extending_into_the_past_is_refused_and_keeps_what_was_typed() -> None:
    answers = {"closes_at": "30.6.2020 23:59", "reason": "more time"}
    answer = browser(hr_manager()).post(page(published(), "extend"), answers)
    assert refusals(answer) == ["The deadline must be in the future."]
    assert ('value="30.6.2020 23:59"' in answer.text, 'value="more time"' in answer.text) == (
        True,
        True,
    )


def test_question_about_an_unknown_posting_is_not_found() -> None:
    assert browser(hr_manager()).get(f"{LIST}0/publish/").status_code == 404


def test_edition_shows_what_the_public_saw_and_takes_no_change() -> None:
    posting = published()
    Posting.objects.filter(pk=posting.pk).update(title_de="Anders")
    edition, client = posting.current_edition, browser(hr_manager())
    address = f"/admin/careers/edition/{edition.pk}/change/"
    text = client.get(address).text
    assert '<article class="module" lang="de">' in text
    assert "Technikerin für Betrieb (d/w/m)" in text
    assert "<li>fix outages</li>" in text
    assert 'name="_save"' not in text
    assert client.post(address, {"number": 9}).status_code == 403
