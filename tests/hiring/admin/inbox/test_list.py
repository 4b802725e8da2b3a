"""The list of the inbox as a page: marks, tabs, chips, columns, what is done with a selection, and back."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from applications.enums import EventKind, Stage
from hiring.enums import DecisionState
from hiring.models import Decision, HiringRecord, InboxColumns, ReadMark, Tag
from tests.applications.factories import ApplicationFactory, hr_manager, team_member
from tests.applications.site import page, words
from tests.careers.factories import QuestionFactory, published
from tests.hiring.factories import NOW, rejection_reason

pytestmark = pytest.mark.django_db
LIST = "admin:applications_application_changelist"


@pytest.fixture
def user() -> User:
    return hr_manager()


@pytest.fixture
def hr(client: Client, user: User) -> Client:
    client.force_login(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def tree(client: Client, **given: object) -> BeautifulSoup:
    return page(client.get(reverse(LIST), given)).tree


def test_unread_and_pending_are_marked(hr: Client, user: User) -> None:
    read, news = ApplicationFactory(cv=False, name="Read"), ApplicationFactory(name="News")
    new = ApplicationFactory(cv=False, name="New")
    for application in (read, news):
        ReadMark.objects.create(application=application, user=user, at="2026-11-01T10:00Z")
    news.events.create(kind=EventKind.DOCUMENT_ADDED, detail="cv", at="2026-11-02T10:00Z")
    Decision.objects.create(
        application=read,
        to_stage=Stage.REJECTED,
        reason=rejection_reason(),
        state=DecisionState.DECIDED,
        at=NOW,
    )
    Decision.objects.create(application=news, to_stage=Stage.OFFER, at=NOW)
    rows = tree(hr, order="name").select("#result_list tbody tr")
    assert [words(row.select_one(".field-name")) for row in rows] == [
        f"New unread {new.reference}",
        f"News new document {news.reference}",
        f"Read {read.reference}",
    ]
    assert [words(row.select_one(".field-stage")) for row in rows] == [
        "received",
        "received pending: offer",
        "rejected email waiting",
    ]


def test_the_next_unread_one_is_one_click_away(hr: Client, user: User) -> None:
    newest, older = (
        ApplicationFactory(cv=False, submitted_at=f"2026-11-0{day}T10:00Z") for day in (2, 1)
    )
    ReadMark.objects.create(application=newest, user=user, at=NOW)
    link = tree(hr).select_one(".inbox-head .button")
    assert urlsplit(link["href"]).path == reverse(
        "admin:applications_application_change", args=[older.pk]
    )
    ReadMark.objects.create(application=older, user=user, at=NOW)
    assert tree(hr).select_one(".inbox-head .button") is None


def test_tabs_keep_the_filter_and_count_by_it(hr: Client) -> None:
    posting = published()
    ApplicationFactory(posting=posting, cv=False, language="de")
    ApplicationFactory(posting=posting, cv=False, language="en", rejected=True)
    tabs = tree(hr, posting=posting.pk, language="en").select(".stage-tabs a")
    assert [words(tab) for tab in tabs] == [
        "All 1", "Open 0", "Received 0", "In review 0", "Interview 0", "Offer 0", "Hired 0",
        "Rejected 1", "Ended without a decision 0", "Withdrawn 0",
    ]  # fmt: skip
    assert parse_qs(tabs[-3]["href"].removeprefix("?")) == {
        "posting": [str(posting.pk)],
        "language": ["en"],
        "stage": ["rejected"],
    }


def test_each_filter_in_use_can_be_taken_away(hr: Client) -> None:
    ApplicationFactory(cv=False)
    chips = tree(hr, language="de", read="unread", q="Ay").select(".chips a")
    assert [chip["href"] for chip in chips] == [
        "?read=unread&language=de",
        "?language=de&q=Ay",
        "?read=unread&q=Ay",
        "?",
    ]


def test_columns_are_chosen_and_kept_by_each_person(hr: Client, user: User) -> None:
    HiringRecord.objects.create(application=ApplicationFactory(phone="+49 1")).tags.add(
        Tag.objects.create(name="Python")
    )
    path = reverse("admin:applications_application_columns")
    answer = hr.post(
        f"{path}?_changelist_filters=stage%3Dopen", {"columns": ["phone", "tags", "secret"]}
    )
    assert answer["Location"] == f"{reverse(LIST)}?stage=open"
    assert InboxColumns.objects.get().names == ["tags", "phone"]
    row = tree(hr).select_one("#result_list tbody tr")
    assert [words(cell) for cell in row.select("td[data-label]")] == ["Python", "+49 1"]
    hr.post(path, {})
    assert tree(hr).select("td[data-label]") == []


def test_every_column_can_be_shown(hr: Client, user: User) -> None:
    from hiring.inbox.columns import COLUMNS

    application = ApplicationFactory(phone="+49 1", posting=published(title_de="", title_en="Ops"))
    application.events.create(kind=EventKind.DOCUMENT_ADDED, detail="cv", at="2026-11-02T10:00Z")
    HiringRecord.objects.create(application=application, is_reserve=True)
    names = [column.name for column in COLUMNS]
    InboxColumns.objects.create(user=user, names=names)
    cells = tree(hr).select_one("#result_list tbody tr").select("td[data-label]")
    shown = {cell["class"][0].removeprefix("field-"): words(cell) for cell in cells}
    assert set(names) - set(shown) == {
        *("own_rating", "own_stage", "tags", "promised_on", "outstanding", "erased_on"),
    }
    assert {name: shown[name] for name in ("document_count", "language", "lists", "posting")} == {
        "document_count": "1",
        "language": "German",
        "lists": "reserve list",
        "posting": "Ops",
    }


def headings(shown: BeautifulSoup) -> list[str]:
    return [words(cell) for cell in shown.select("#result_list thead th")][1:]


def test_columns_without_a_word_in_the_list_are_left_out(hr: Client) -> None:
    tagged = ApplicationFactory(cv=False, language="de")
    ApplicationFactory(cv=False, language="en", posting=tagged.posting)
    record = HiringRecord.objects.create(application=tagged)
    record.tags.add(Tag.objects.create(name="Python"))
    usual = ["Name", "Stage", "Received", "Posting", "Documents"]
    assert headings(tree(hr)) == [*usual, "Tags"]
    assert headings(tree(hr, language="en")) == usual
    assert [len(row.select("td")) for row in tree(hr).select("#result_list tbody tr")] == [6, 6]


def test_closed_ones_are_not_called_unread(hr: Client) -> None:
    ApplicationFactory(cv=False, rejected=True)
    assert tree(hr).select(".unread, .state-new") == []
    ApplicationFactory(cv=False)
    assert len(tree(hr).select("tr.unread .state-new")) == 1


def test_columns_are_chosen_beside_the_filters(hr: Client) -> None:
    ApplicationFactory(cv=False)
    row = tree(hr).select_one(".filter-row")
    assert len(row.select("#changelist-search, .choose-columns")) == 2
    assert tree(hr, view="board").select(".choose-columns") == []


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_queries_for_any_number_of_rows(
    hr: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    posting = published()
    QuestionFactory(posting=posting, kind="yes_no")
    for application in ApplicationFactory.create_batch(count, posting=posting):
        HiringRecord.objects.create(application=application).tags.add(
            Tag.objects.get_or_create(name="Python")[0]
        )
    with django_assert_num_queries(15):
        hr.get(reverse(LIST), {"posting": posting.pk})
    with django_assert_num_queries(15):
        hr.get(reverse(LIST), {"posting": posting.pk, "q": "Ay", "language": "de"})
    with django_assert_num_queries(14):
        hr.get(reverse(LIST))


@pytest.mark.parametrize("count", [1, 3])
def test_board_takes_as_many_queries_for_any_number_of_cards(
    hr: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for application in ApplicationFactory.create_batch(count):
        HiringRecord.objects.create(application=application)
    with django_assert_num_queries(14):
        hr.get(reverse(LIST), {"view": "board"})


def test_rows_lead_to_a_page_that_knows_the_way_back(hr: Client) -> None:
    ApplicationFactory(cv=False)
    link = tree(hr, stage="open", order="oldest").select_one("#result_list .field-name a")
    assert parse_qs(urlsplit(link["href"]).query) == {
        "_changelist_filters": ["stage=open&order=oldest"]
    }
    back = page(hr.get(link["href"])).tree.select(".breadcrumbs a")[-1]
    assert back["href"] == f"{reverse(LIST)}?stage=open&order=oldest"


def test_pages_follow_each_other(hr: Client) -> None:
    ApplicationFactory.create_batch(51, posting=published(), cv=False)
    first = tree(hr)
    assert len(first.select("#result_list tbody tr")) == 50
    [following] = first.select(".paginator a")
    last = page(hr.get(reverse(LIST) + following["href"])).tree
    assert len(last.select("#result_list tbody tr")) == 1
    assert [link["href"] for link in last.select(".paginator a")] == ["?page=1"]
    assert "?" in tree(hr, page=7).select_one(".nothing a")["href"]


def test_nothing_found_says_so(hr: Client) -> None:
    assert words(tree(hr).select_one(".nothing")) == "There are no applications yet."
    ApplicationFactory(cv=False)
    assert "No application fits." in words(tree(hr, q="zzz").select_one(".nothing"))


def test_selection_without_ticks_or_action_changes_nothing(hr: Client) -> None:
    application = ApplicationFactory(cv=False)
    back = f"{reverse(LIST)}?stage=open"
    chosen = {"action": "decide_selected", "_selected_action": [application.pk, "x", "9" * 30]}
    for sent in ({"action": "decide_selected"}, chosen | {"action": "delete_selected"}, {}):
        answer = hr.post(back, sent)
        assert (answer.status_code, answer["Location"]) == (302, back)
    assert hr.post(back, chosen).context["count"] == 1


def test_team_exports_what_it_ticks_and_decides_nothing(client: Client) -> None:
    application = ApplicationFactory(cv=False)
    client.force_login(team_member(application))
    shown = tree(client)
    assert len(shown.select("#result_list tbody tr")) == 1
    offered = [option["value"] for option in shown.select("[name=action] option")]
    assert offered == ["export_selected"]
    chosen = {"action": "decide_selected", "_selected_action": [application.pk]}
    assert client.post(reverse(LIST), chosen).status_code == 302
    application.refresh_from_db()
    assert application.stage == Stage.RECEIVED
