"""The page before publishing: languages, what blocks and why nevertheless, and what changes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from careers.models import Department, Edition, Posting, TextBlock
from careers.services import close_posting
from careers.status.lifecycle import read_state
from tests.careers.admin.test_posting import edit
from tests.careers.admin.test_posting_actions import page, refusals
from tests.careers.factories import (
    PostingFactory,
    SectionFactory,
    TextBlockFactory,
    past_deadline,
    published,
)
from tests.careers.status.test_translations import german_changed
from tests.config.people import browser, hr_manager, person

pytestmark = pytest.mark.django_db
WITHOUT_PAY = {"pay_min": None, "pay_max": None}
REASON = "The board decides on the grade next week."


def question(posting: Posting) -> Any:
    return browser(hr_manager()).get(page(posting, "publish"))


def publish(posting: Posting, **answers: Any) -> Any:
    """What the page asks is answered as it stands there, in both languages unless said otherwise."""
    client = browser(hr_manager())
    shown = seen_on(client.get(page(posting, "publish")))
    given = {**shown, "languages": ["de", "en"], **answers}
    return client.post(page(posting, "publish"), given)


def seen_on(answer: Any) -> dict[str, Any]:
    """What the page sends along so that only what was seen is published."""
    return {name: answer.context["form"][name].value() for name in ("version", "seen")}


def offered_languages(answer: Any) -> list[tuple[str, str]]:
    return answer.context["form"].fields["languages"].choices


def codes(findings: list[Any]) -> list[str]:
    return [finding.code for finding in findings]


def changed_places(answer: Any) -> dict[str, list[str]]:
    """The places that differ, by language."""
    return {
        each.code: [change.place for change in each.changes]
        for each in answer.context["comparison"]
    }


def test_complete_languages_are_offered_and_what_the_others_lack_is_said() -> None:
    answer = question(PostingFactory(german_only=True))
    assert offered_languages(answer) == [("de", "Deutsch")]
    assert answer.context["form"].missing == {"English": ["title"]}
    assert "English is not complete and cannot be published" in answer.text


def test_all_complete_languages_are_ticked_the_first_time() -> None:
    field = question(PostingFactory()).context["form"].fields["languages"]
    assert (field.initial, field.choices) == (["de", "en"], [("de", "Deutsch"), ("en", "English")])


def test_language_that_was_not_public_is_ticked_and_says_so() -> None:
    answer = question(published(languages=["de"]))
    assert answer.context["form"].fields["languages"].initial == ["de", "en"]
    assert offered_languages(answer) == [("de", "Deutsch"), ("en", "English, not public so far")]


def test_language_that_would_leave_the_public_says_so() -> None:
    posting = published()
    Posting.objects.filter(pk=posting.pk).update(title_en="")
    form = question(posting).context["form"]
    assert (form.leaving, list(form.missing)) == (["English"], ["English"])


def test_language_that_never_was_public_does_not_leave_it() -> None:
    assert question(PostingFactory(german_only=True)).context["form"].leaving == []


def test_block_in_a_section_counts_for_completeness() -> None:
    posting = PostingFactory(section=False)
    SectionFactory(posting=posting, block=TextBlockFactory(body_en=""), heading_de="", body_de="")
    assert offered_languages(question(posting)) == [("de", "Deutsch")]


def test_nothing_complete_leaves_no_button_to_publish() -> None:
    assert 'class="default"' not in question(PostingFactory(section=False)).text


def test_publishing_makes_an_edition_in_the_chosen_languages_by_this_person() -> None:
    posting = PostingFactory()
    answer = publish(posting, languages=["en"])
    edition = Edition.objects.get()
    assert (edition.languages, edition.published_by.username) == (["en"], "hanna")
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert (answer.headers["Location"], said) == (
        edit(posting),
        ["“Technikerin für Betrieb” is published."],
    )


def test_publishing_without_a_language_asks_again() -> None:
    answer = publish(PostingFactory(), languages=[])
    assert (answer.status_code, Edition.objects.count()) == (200, 0)
    assert answer.context["form"].errors == {"languages": ["This field is required."]}


def test_publishing_a_language_that_is_not_complete_is_refused() -> None:
    answer = publish(PostingFactory(german_only=True), languages=["en"])
    assert (answer.status_code, Edition.objects.count()) == (200, 0)


def test_what_blocks_is_listed_apart_with_room_for_a_reason() -> None:
    form = question(PostingFactory(**WITHOUT_PAY)).context["form"]
    assert (codes(form.blocking), "override" in form.fields) == (["pay_missing"], True)


def test_what_is_only_to_be_looked_at_wants_no_reason() -> None:
    form = question(PostingFactory(gender_marker_de="")).context["form"]
    assert (codes(form.blocking), "override" in form.fields) == ([], False)
    assert "marker_missing" in codes(form.warnings)


def test_findings_in_a_language_that_cannot_be_published_are_left_out() -> None:
    form = question(PostingFactory(german_only=True)).context["form"]
    assert {finding.language for finding in form.findings} <= {"", "de"}


def test_publishing_what_blocks_is_refused_with_each_reason_and_nothing_is_lost() -> None:
    posting = PostingFactory(contact_email="", **WITHOUT_PAY)
    answer = publish(posting, languages=["en"], override=" ")
    assert (len(refusals(answer)), Edition.objects.count()) == (2, 0)
    assert answer.context["form"]["languages"].value() == ["en"]


def test_publishing_what_blocks_with_a_reason_keeps_it_in_the_edition() -> None:
    posting = PostingFactory(**WITHOUT_PAY)
    publish(posting, override=REASON)
    edition = Edition.objects.get()
    assert (edition.overridden, edition.override_reason) == (["pay_missing"], REASON)
    address = f"/admin/careers/edition/{edition.pk}/change/"
    assert REASON in browser(hr_manager("hugo")).get(address).text


def without_right_on_blocks() -> Client:
    clara = person("clara", "HR managers")
    group = clara.groups.get()
    group.permissions.remove(group.permissions.get(codename="change_textblock"))
    return browser(clara)


def block_changed(posting: Posting) -> Posting:
    """The posting with a text block whose German body changed."""
    block = TextBlockFactory()
    SectionFactory(posting=posting, block=block, body_de="", body_en="")
    block.body_de = "- Zeit für Fragen"
    block.save()
    return posting


def test_outdated_texts_stand_side_by_side_with_a_tick_that_is_not_set() -> None:
    answer = question(german_changed(PostingFactory()))
    (language,) = answer.context["outdated"]
    ((text, change),) = language.texts
    field = answer.context["form"].fields["confirmed"]
    assert (field.choices, field.initial) == ([("en", "English is still right")], None)
    assert (text.text, change.place) == ("Operations Technician", "Deutsch")
    assert [str(piece.text) for piece in change.pieces][-1] == "Köchin"


def test_current_languages_ask_for_no_tick() -> None:
    answer = question(PostingFactory())
    assert (answer.context["outdated"], "confirmed" in answer.context["form"].fields) == ([], False)


def test_tick_confirms_and_publishes_in_one_go() -> None:
    posting = german_changed(PostingFactory())
    publish(posting, confirmed=["en"])
    edition = Edition.objects.get()
    posting.refresh_from_db()
    assert (edition.languages, edition.overridden, posting.outdated) == (["de", "en"], [], [])


def test_without_the_tick_an_outdated_language_is_refused() -> None:
    posting = german_changed(PostingFactory())
    answer = publish(posting)
    posting.refresh_from_db()
    assert (len(refusals(answer)), Edition.objects.count(), posting.outdated) == (1, 0, ["en"])


def test_refused_publication_confirms_nothing() -> None:
    posting = german_changed(PostingFactory(**WITHOUT_PAY))
    answer = publish(posting, confirmed=["en"])
    posting.refresh_from_db()
    assert (len(refusals(answer)), Edition.objects.count(), posting.outdated) == (1, 0, ["en"])
    assert answer.context["form"]["confirmed"].value() == ["en"]


def test_tick_leaves_the_reason_to_what_else_blocks() -> None:
    posting = german_changed(PostingFactory(**WITHOUT_PAY))
    publish(posting, confirmed=["en"], override=REASON)
    assert Edition.objects.get().overridden == ["pay_missing"]


def test_tick_for_texts_that_changed_since_they_were_looked_at_is_taken_back() -> None:
    posting = german_changed(PostingFactory(version=2))
    answer = publish(posting, version="1", confirmed=["en"])
    assert (len(refusals(answer)), Edition.objects.count()) == (1, 0)
    assert answer.context["form"]["confirmed"].value() == []


def test_tick_for_a_language_that_is_up_to_date_is_refused() -> None:
    answer = publish(german_changed(PostingFactory()), confirmed=["en", "de"])
    assert (list(answer.context["form"].errors), Edition.objects.count()) == (["confirmed"], 0)


@pytest.mark.parametrize(
    ("make_client", "editions"),
    [(without_right_on_blocks, 0), (lambda: browser(hr_manager()), 1)],
)
def test_tick_confirms_shared_blocks_only_for_those_who_look_after_them(
    make_client: Callable[[], Client], editions: int
) -> None:
    posting, client = block_changed(PostingFactory()), make_client()
    answers = {**seen_on(client.get(page(posting, "publish"))), "languages": ["de", "en"]}
    client.post(page(posting, "publish"), {**answers, "confirmed": ["en"]})
    assert Edition.objects.count() == editions
    assert TextBlock.objects.get().outdated == ([] if editions else ["en"])


def test_first_publication_past_its_deadline_is_not_offered() -> None:
    posting = PostingFactory(closes_at="2020-01-01T12:00:00Z")
    form = question(posting).context["form"]
    assert (form.is_possible, "override" in form.fields) == (False, False)


def test_correcting_after_the_deadline_is_offered_for_a_reason() -> None:
    posting = past_deadline()
    form = question(posting).context["form"]
    assert (form.is_possible, "override" in form.fields) == (True, True)


def test_closed_posting_is_not_published_again_past_its_deadline_without_a_reason() -> None:
    posting = past_deadline()
    close_posting(posting=posting, actor=None, reason="", now=timezone.now())
    assert "The deadline has passed" in refusals(publish(posting))[0]
    assert read_state(posting) == "closed"
    hugo = browser(hr_manager("hugo"))
    seen = seen_on(hugo.get(page(posting, "publish")))
    hugo.post(page(posting, "publish"), {**seen, "languages": ["de"], "override": REASON})
    assert read_state(posting) == "past_deadline"


def test_posting_that_changed_since_it_was_looked_at_is_not_published() -> None:
    posting = PostingFactory(version=2)
    answer = publish(posting, version="1")
    assert refusals(answer) == [
        "The posting was changed meanwhile. Look at it once more, then publish."
    ]
    assert 'name="version" value="2"' in answer.text
    assert answer.context["form"]["languages"].value() == ["de", "en"]
    assert Edition.objects.count() == 0


def test_posting_as_it_was_looked_at_is_published() -> None:
    publish(PostingFactory(version=2), version="2")
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("left_out", ["version", "seen"])
@pytest.mark.parametrize("sent", [None, "", "nonsense"])
def test_publishing_what_nobody_has_looked_at_is_refused(left_out: str, sent: str | None) -> None:
    posting, client = PostingFactory(), browser(hr_manager())
    answers = {**seen_on(client.get(page(posting, "publish"))), "languages": ["de"]}
    answers[left_out] = sent
    given = {name: value for name, value in answers.items() if value is not None}
    assert len(refusals(client.post(page(posting, "publish"), given))) == 1
    assert Edition.objects.count() == 0


def rewrite_block(posting: Posting) -> None:
    TextBlock.objects.update(body_de="Wir sind viele.", version=2)


def rename_department(posting: Posting) -> None:
    Department.objects.update(name_de="Himmel")


def shut(posting: Posting) -> None:
    close_posting(posting=posting, actor=None, reason="", now=timezone.now())


@pytest.mark.parametrize(
    ("meanwhile", "editions"),
    [(rewrite_block, 1), (rename_department, 1), (shut, 1), (lambda posting: None, 2)],
)
def test_publishing_is_refused_if_what_goes_with_the_draft_changed(
    meanwhile: Any, editions: int
) -> None:
    posting = published(section={"block": TextBlockFactory()})
    client = browser(hr_manager())
    answers = {**seen_on(client.get(page(posting, "publish"))), "languages": ["de", "en"]}
    meanwhile(posting)
    client.post(page(posting, "publish"), answers)
    client.post(page(posting, "publish"), answers)  # a double click
    assert posting.editions.count() == editions


def test_first_publication_has_nothing_to_compare_with() -> None:
    answer = question(PostingFactory())
    assert changed_places(answer) == {}
    assert "this is its first publication" in answer.text


def test_differences_to_what_the_public_sees_are_shown_by_language() -> None:
    posting = published()
    Posting.objects.filter(pk=posting.pk).update(title_de="Leiterin Betrieb")
    answer = question(posting)
    assert changed_places(answer) == {"de": ["title"], "en": []}
    assert "Nothing changes in this language." in answer.text


def test_page_of_changes_shows_them_and_leads_to_publishing() -> None:
    posting = published()
    Posting.objects.filter(pk=posting.pk).update(summary_en="You run the platform.")
    answer = browser(hr_manager()).get(page(posting, "changes"))
    assert changed_places(answer) == {"de": [], "en": ["summary"]}
    assert ">keep</del>" in answer.text.replace(
        '<span class="visually-hidden">removed:</span>', ">"
    )
    assert f'href="{page(posting, "publish")}"' in answer.text


@pytest.mark.parametrize("count", [1, 3])
def test_publish_page_takes_the_same_queries_for_any_number_of_sections(
    count: int, django_assert_num_queries: Any
) -> None:
    posting = published()
    for number in range(count):
        block = TextBlockFactory() if number % 2 == 0 else None
        SectionFactory(posting=posting, block=block, position=9000 + number)
    client = browser(hr_manager())
    client.get(page(posting, "publish"))
    with django_assert_num_queries(14):
        client.get(page(posting, "publish"))
