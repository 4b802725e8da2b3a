"""The page with the history of a posting: every edition, every event, and what was seen when."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from careers.admin.history import build_timeline
from careers.models import Posting, PostingEvent, TextBlock
from careers.services import close_posting, publish_posting, reopen_posting
from tests.careers.factories import (
    PostingFactory,
    SectionFactory,
    TextBlockFactory,
    published,
)
from tests.config.people import browser, hr_manager, person, team_member

pytestmark = pytest.mark.django_db
FIRST = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def path(posting: Posting) -> str:
    return f"/admin/careers/posting/{posting.pk}/history/"


def with_a_life() -> Posting:
    """Published, published again with a new title by hanna, closed, and reopened."""
    posting = published(now=FIRST, title_de="Koch", title_en="Cook")
    posting.title_de = "Köchin"
    posting.title_en = "Chef"
    posting.save()
    publish_posting(posting=posting, actor=hr_manager(), languages=["de"], now=FIRST + DAY)
    close_posting(posting=posting, actor=None, reason="filled", now=FIRST + 2 * DAY)
    reopen_posting(posting=posting, actor=None, now=FIRST + 3 * DAY)
    return posting


@override("en")
def test_timeline_tells_editions_and_events_newest_first() -> None:
    told = [(one.title, str(one.by or ""), one.note) for one in build_timeline(with_a_life())]
    assert told == [
        ("Reopened", "", ""),
        ("Closed", "", "filled"),
        ("Edition 2: published", "hanna", ""),
        ("Edition 1: published", "", ""),
    ]


@override("en")
def test_timeline_tells_what_changed_in_each_language() -> None:
    second = build_timeline(with_a_life())[2]
    german, english = second.languages
    assert [(one.place, [tuple(piece) for piece in one.pieces]) for one in german.changes] == [
        ("title", [("removed", "Koch"), ("added", "Köchin"), ("same", " (d/w/m)")])
    ]
    assert (english.changes, english.note) == ([], "no longer published in this language")


@override("en")
def test_timeline_tells_where_a_language_came() -> None:
    posting = published(now=FIRST, languages=["de"])
    publish_posting(posting=posting, actor=None, now=FIRST + DAY)
    assert [(one.name, one.note) for one in build_timeline(posting)[0].languages] == [
        ("English", "published in this language from here on")
    ]


def test_timeline_keeps_the_note_of_a_republished_block() -> None:
    posting = published(now=FIRST)
    PostingEvent.objects.update(note="1: About us (about)")
    assert [one.note for one in build_timeline(posting)] == ["About us (about)"]


def test_events_older_than_their_editions_names_are_told_once() -> None:
    posting = published(now=FIRST)
    PostingEvent.objects.update(edition=None)
    assert [one.kind for one in build_timeline(posting)] == ["published"]


def test_override_is_told_with_its_reason() -> None:
    posting = PostingFactory(pay_min=None, pay_max=None)
    publish_posting(
        posting=posting, actor=None, override="The council decides in May.", now=timezone.now()
    )
    text = browser(hr_manager()).get(path(posting)).text
    assert "(pay_missing): The council decides in May." in text


def test_draft_has_no_history_yet() -> None:
    text = browser(hr_manager()).get(path(PostingFactory())).text
    assert "This posting has never been published." in text


ASKED = {
    "2026-03-02&time=09:59": [("not_public", [])],
    "2026-03-02&time=10:00": [("open", ["Koch (d/w/m)", "Cook (d/f/m)"])],
    "2026-03-03&time=12:00": [("open", ["Köchin (d/w/m)"])],
    "2026-03-04&time=12:00": [("closed", ["Köchin (d/w/m)"])],
    "2026-03-29&time=02:30": [],
    "2026-10-25&time=02:30": [("open", ["Köchin (d/w/m)"]), ("open", ["Köchin (d/w/m)"])],
}


@pytest.mark.parametrize("asked", ASKED)
def test_page_answers_what_the_public_saw(asked: str) -> None:
    posting = with_a_life()
    answer = browser(person("inge", "HR managers")).get(f"{path(posting)}?day={asked}")
    found = answer.context["answers"]
    titles = [(one.seen.sight, [each.text.full_title for each in one.texts]) for one in found]
    assert titles == ASKED[asked]
    assert all(title in answer.text for _sight, each in titles for title in each)


def test_page_shows_sections_and_facts_as_they_were() -> None:
    posting = with_a_life()
    text = (
        browser(person("inge", "HR managers"))
        .get(f"{path(posting)}?day=2026-03-02&time=12:00")
        .text
    )
    assert "<li>fix outages</li>" in text
    assert "<dt>Pay</dt><dd>€62,000–78,000" in text


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_number_of_editions(
    count: int, django_assert_num_queries
) -> None:
    posting = published(now=FIRST)
    SectionFactory(posting=posting, block=TextBlockFactory())
    for number in range(1, count):
        TextBlock.objects.all()[0].save()
        publish_posting(posting=posting, actor=None, now=FIRST + number * DAY)
    client = browser(hr_manager())
    with django_assert_num_queries(8):
        client.get(f"{path(posting)}?day=2026-03-20&time=12:00")


def test_history_is_shown_to_the_hiring_team_of_the_posting() -> None:
    mine, other = published(), published()
    tom = team_member()
    mine.hiring_team.add(tom)
    client = browser(tom)
    assert [client.get(path(one)).status_code for one in (mine, other)] == [200, 404]


@pytest.mark.parametrize("object_id", ["999999", "nonsense", "_5f"])
def test_history_of_what_is_not_there_is_404(object_id: str) -> None:
    answer = browser(hr_manager()).get(f"/admin/careers/posting/{object_id}/history/")
    assert answer.status_code == 404


def test_history_is_not_for_staff_without_rights() -> None:
    posting = published()
    anna = person()
    posting.hiring_team.add(anna)
    assert browser(anna).get(path(posting)).status_code == 403
    assert browser().get(path(posting)).status_code == 302


def test_edition_page_says_why_it_was_published_nevertheless() -> None:
    posting = PostingFactory(pay_min=None, pay_max=None)
    edition = publish_posting(
        posting=posting, actor=None, override="The council decides in May.", now=timezone.now()
    )
    text = browser(hr_manager()).get(f"/admin/careers/edition/{edition.pk}/change/").text
    assert "pay_missing" in text
    assert "The council decides in May." in text


def test_edition_page_is_silent_about_reasons_it_does_not_have() -> None:
    edition = published().current_edition
    page = browser(hr_manager()).get(f"/admin/careers/edition/{edition.pk}/change/")
    assert "field-override_reason" not in page.text
    assert "field-overridden_findings" not in page.text
