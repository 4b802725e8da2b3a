import pytest
from django.contrib.messages import get_messages

from careers.models import Edition, Posting
from careers.states import PostingState, state_of
from tests.careers.factories import (
    PostingFactory,
    TextBlockFactory,
    closed,
    past_deadline,
    published,
)
from tests.careers.test_admin_posting import LIST, edit, form
from tests.config.people import browser, hr_manager

pytestmark = pytest.mark.django_db


def page(posting: Posting, move: str) -> str:
    return f"{LIST}{posting.pk}/{move}/"


def said(answer: object) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def buttons(posting: Posting) -> list[str]:
    return [move.name for move in browser(hr_manager()).get(edit(posting)).context["moves"]]


def test_buttons_fit_the_state() -> None:
    hr_manager("hugo")
    assert buttons(PostingFactory()) == ["publish"]


def test_published_posting_can_be_published_again_or_closed() -> None:
    assert buttons(published()) == ["publish", "close"]


def test_closed_posting_can_be_published_again_or_reopened() -> None:
    assert buttons(closed()) == ["publish", "reopen"]


def test_publish_button_saves_what_was_typed_and_then_asks() -> None:
    answer = browser(hr_manager()).post(f"{LIST}add/", form(title_de="Koch", _move="publish"))
    posting = Posting.objects.get()
    assert (posting.title_de, answer.headers["Location"]) == ("Koch", page(posting, "publish"))
    assert not Edition.objects.exists()


def test_saving_a_posting_again_leads_back_to_the_list() -> None:
    posting = PostingFactory(section=False)
    answer = browser(hr_manager()).post(edit(posting), form(title_de="Bäcker"))
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


@pytest.mark.parametrize("move", ["publish", "close", "reopen"])
def test_looking_at_a_question_changes_nothing(move: str) -> None:
    posting = closed() if move == "reopen" else published()
    before = (state_of(posting), posting.editions.count())
    assert browser(hr_manager()).get(page(posting, move)).status_code == 200
    assert (state_of(posting), posting.editions.count()) == before


def test_publishing_offers_the_complete_languages_and_says_what_the_others_lack() -> None:
    answer = browser(hr_manager()).get(page(PostingFactory(german_only=True), "publish"))
    assert answer.context["form"].fields["languages"].choices == [("de", "Deutsch")]
    assert answer.context["form"].missing == {"English": ["title"]}
    assert "English is not complete and cannot be published" in answer.text


def test_nothing_complete_leaves_no_button_to_publish() -> None:
    answer = browser(hr_manager()).get(page(PostingFactory(section=False), "publish"))
    assert 'class="default"' not in answer.text


def test_publishing_makes_an_edition_in_the_chosen_languages_by_this_person() -> None:
    hr, posting = hr_manager(), PostingFactory()
    answer = browser(hr).post(page(posting, "publish"), {"languages": ["en"]})
    edition = Edition.objects.get()
    assert (edition.languages, edition.published_by) == (["en"], hr)
    assert (answer.headers["Location"], said(answer)) == (
        edit(posting),
        ["“Technikerin für Betrieb” is published."],
    )


def test_publishing_without_a_language_asks_again() -> None:
    answer = browser(hr_manager()).post(page(PostingFactory(), "publish"), {})
    assert (answer.status_code, Edition.objects.count()) == (200, 0)
    assert "This field is required." in answer.text


def test_publishing_a_language_that_is_not_complete_is_refused() -> None:
    posting = PostingFactory(german_only=True)
    answer = browser(hr_manager()).post(page(posting, "publish"), {"languages": ["en"]})
    assert (answer.status_code, Edition.objects.count()) == (200, 0)


def test_publishing_past_the_deadline_is_refused_with_the_sentence() -> None:
    posting = past_deadline()
    answer = browser(hr_manager()).post(page(posting, "publish"), {"languages": ["de"]})
    assert said(answer) == ["The deadline has passed. Set a later one, or none."]
    assert posting.editions.count() == 1


def test_closing_ends_applications_and_keeps_the_reason() -> None:
    posting = published()
    answer = browser(hr_manager()).post(page(posting, "close"), {"reason": "besetzt"})
    posting.refresh_from_db()
    assert (state_of(posting), posting.closed_reason) == (PostingState.CLOSED, "besetzt")
    assert said(answer) == ["“Technikerin für Betrieb” is closed."]


def test_closing_a_draft_is_refused_with_the_sentence() -> None:
    posting = PostingFactory()
    answer = browser(hr_manager()).post(page(posting, "close"), {"reason": ""})
    assert said(answer) == ["Only a published posting that is not closed yet can be closed."]
    assert state_of(posting) == PostingState.DRAFT


def test_reopening_takes_applications_again() -> None:
    posting = closed()
    browser(hr_manager()).post(page(posting, "reopen"))
    assert state_of(posting) == PostingState.OPEN


def test_question_about_an_unknown_posting_is_not_found() -> None:
    assert browser(hr_manager()).get(f"{LIST}0/publish/").status_code == 404


def test_editor_lists_the_editions_with_date_person_and_languages() -> None:
    hr, posting = hr_manager(), published()
    client = browser(hr)
    client.post(page(posting, "publish"), {"languages": ["de"]})
    text = client.get(edit(posting)).text
    newest = posting.editions.order_by("-number").first()
    assert (
        f'<a href="/admin/careers/edition/{newest.pk}/change/">Edition 2</a> <small>Deutsch · '
        in text
    )
    assert " · hanna</small>" in text


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


def test_block_in_a_section_counts_for_completeness() -> None:
    block = TextBlockFactory(body_en="")
    posting = PostingFactory(section={"block": block, "heading_de": "", "body_de": ""})
    answer = browser(hr_manager()).get(page(posting, "publish"))
    assert answer.context["form"].fields["languages"].choices == [("de", "Deutsch")]
