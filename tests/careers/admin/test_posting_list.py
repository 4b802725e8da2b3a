"""The list of postings: how far each language is, and which drafts are ahead of the public."""

from datetime import UTC, datetime

import pytest
import time_machine
from bs4 import BeautifulSoup, Tag
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from careers.models import Contact, Posting
from careers.services import note_draft_change, publish_posting
from careers.status.translations import LanguageStatus
from tests.careers.factories import (
    ContactFactory,
    PostingFactory,
    SectionFactory,
    TextBlockFactory,
    closed,
    published,
)
from tests.config.people import browser, hr_manager

pytestmark = pytest.mark.django_db
LIST = "/admin/careers/posting/"


def hanna() -> User:
    return User.objects.filter(username="hanna").first() or hr_manager()


def rows(query: str = "") -> set[str]:
    listing = browser(hanna()).get(f"{LIST}?{query}").context["cl"]
    return {posting.title_de for posting in listing.result_list}


def outdated_posting(**fields: str) -> Posting:
    posting = PostingFactory(**fields)
    posting.summary_de = "Neu."
    posting.save()
    return posting


def ahead(**fields: str) -> Posting:
    posting = published(**fields)
    note_draft_change(posting, now=timezone.now())
    return posting


def three() -> None:
    """One posting of each state of its English."""
    PostingFactory(title_de="complete")
    PostingFactory(title_de="missing", title_en="")
    outdated_posting(title_de="outdated")


@pytest.mark.parametrize("status", LanguageStatus)
def test_list_filters_by_the_state_of_a_language(status: LanguageStatus) -> None:
    three()
    assert rows(f"language_en={status}") == {status.value}


def test_list_filters_each_language_by_itself() -> None:
    three()
    assert rows("language_de=complete") == {"complete", "missing", "outdated"}
    assert rows("language_de=complete&language_en=missing") == {"missing"}


@pytest.mark.parametrize("query", ["language_en=nonsense", "unpublished=nonsense"])
def test_filter_nobody_knows_shows_all(query: str) -> None:
    three()
    assert rows(query) == {"complete", "missing", "outdated"}


def cell(name: str) -> Tag:
    """What the list says in a column of its one row."""
    [found] = BeautifulSoup(browser(hanna()).get(LIST).text, "html.parser").select(
        f"td.field-{name}"
    )
    return found


def chips() -> list[tuple[str, str]]:
    """Of each chip of the languages its words and the texts that it names."""
    found = cell("languages").select(".state")
    return [(" ".join(each.text.split()), str(each["title"])) for each in found]


def test_list_shows_the_state_of_each_language_in_one_line() -> None:
    outdated_posting()
    assert chips() == [("DE ✓complete", ""), ("EN 1 out of date", "Summary")]


def test_list_names_what_is_out_of_date_and_what_is_missing() -> None:
    outdated_posting(title_en="")
    assert chips()[1:] == [("EN 1 missing", "title"), ("EN 1 out of date", "Summary")]


@pytest.mark.parametrize(("languages", "words"), [(["en"], ["public: EN"]), (["de", "en"], [])])
def test_list_says_which_languages_are_public_if_not_all_are(
    languages: list[str], words: list[str]
) -> None:
    published(languages=languages)
    assert [each.text for each in cell("languages").select("small")] == words


@pytest.mark.parametrize(
    ("closes_at", "words"),
    [
        (None, "–"),
        (datetime(2026, 12, 3, 22, 59, tzinfo=UTC), "2 days left 3 Dec 2026"),
        (datetime(2026, 12, 1, 14, 0, tzinfo=UTC), "closes today 1 Dec 2026, 15:00"),
        (datetime(2026, 11, 30, 22, 59, tzinfo=UTC), "30 Nov 2026"),
    ],
)
@time_machine.travel(datetime(2026, 12, 1, 10, tzinfo=UTC))
def test_list_says_how_many_days_are_left(closes_at: datetime | None, words: str) -> None:
    PostingFactory(closes_at=closes_at)
    assert " ".join(cell("deadline").text.split()) == words


@time_machine.travel(datetime(2026, 12, 1, 10, tzinfo=UTC))
def test_closed_posting_has_no_days_left() -> None:
    closed(closes_at=datetime(2026, 12, 9, 22, 59, tzinfo=UTC))
    assert cell("deadline").text == "9 Dec 2026"


@pytest.mark.parametrize(("answer", "found"), [("yes", {"ahead"}), ("no", {"same"})])
def test_list_filters_by_unpublished_changes(answer: str, found: set[str]) -> None:
    ahead(title_de="ahead")
    published(title_de="same")
    PostingFactory(title_de="draft")
    assert rows(f"unpublished={answer}") == found


def test_list_finds_postings_whose_contact_changed() -> None:
    for title, name in (("changed", "Ada Beispiel"), ("same", "Bo Muster")):
        posting = PostingFactory(title_de=title)
        posting.contacts.add(ContactFactory(name=name))
        publish_posting(posting=posting, actor=None, now=timezone.now())
    Contact.objects.filter(name="Ada Beispiel").update(phone="030 123")
    assert (rows("unpublished=yes"), rows("unpublished=no")) == ({"changed"}, {"same"})


def test_list_marks_unpublished_changes() -> None:
    ahead()
    published()
    text = browser(hr_manager()).get(LIST).text
    assert text.count('<span class="state state-ahead">unpublished changes</span>') == 1


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number_of_rows(count: int, django_assert_num_queries) -> None:
    for number in range(count):
        posting = ahead(title_de=f"Koch {number}")
        for _again in range(number):
            SectionFactory(posting=posting, block=TextBlockFactory())
    client = browser(hr_manager())
    SectionFactory(posting=posting, block=TextBlockFactory())
    with django_assert_num_queries(14):
        client.get(f"{LIST}?language_en=complete&unpublished=yes")


def test_page_that_is_not_there_leads_to_the_list() -> None:
    PostingFactory()
    for page in ("2", "0", "-1"):
        answer = browser(hanna()).get(f"{LIST}?p={page}")
        assert (answer.status_code, answer.headers["Location"]) == (302, f"{LIST}?e=1")


def test_pages_follow_each_other_and_all_can_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        PostingFactory(title_de=f"Koch {number}")
    admin = site.get_model_admin(Posting)
    monkeypatch.setattr(admin, "list_per_page", 2)
    client = browser(hr_manager())
    pages = [shown_titles(client, f"?p={page}") for page in (1, 2, 3)]
    assert pages == [["Koch 4", "Koch 3"], ["Koch 2", "Koch 1"], ["Koch 0"]]
    assert shown_titles(client, "?all=") == [title for page in pages for title in page]
    monkeypatch.setattr(admin, "list_max_show_all", 4)
    assert shown_titles(client, "?all=") == pages[0]


def shown_titles(client: Client, query: str) -> list[str]:
    rows = client.get(LIST + query).context["cl"].result_list
    return [row.title_de for row in rows]
