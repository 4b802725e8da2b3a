"""The draft as the public would see it, for whoever has a link that is still good."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from careers.models import Posting
from careers.web.preview_links import (
    Preview,
    preview_links,
    preview_path,
    preview_token,
    read_preview,
)
from tests.careers.admin.test_posting_actions import columns, page
from tests.careers.factories import (
    PostingFactory,
    SectionFactory,
    TextBlockFactory,
    closed,
    published,
)
from tests.careers.public_site import SITEMAP, alternates, get, get_list, robots, words
from tests.config.people import browser, hr_manager, team_member

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SUBMIT = "button, form[method=post], a[href*=apply], a[href*=bewerb]"


def link(posting: Posting, language: str = "en", days: float = 7) -> str:
    until = timezone.now() + timedelta(days=days)
    return preview_path(preview_token(Preview(posting.pk, until)), language)


def test_preview_shows_the_draft_and_not_what_was_published(client: Client) -> None:
    posting = published()
    Posting.objects.filter(pk=posting.pk).update(title_en="Head of Operations")
    heading = get(client, link(posting)).tree.select_one("main h1")
    assert words(heading) == "Head of Operations (d/f/m)"


def test_preview_shows_the_text_of_blocks(client: Client) -> None:
    posting = PostingFactory()
    SectionFactory(posting=posting, block=TextBlockFactory(), position=9999)
    headings = [words(tag) for tag in get(client, link(posting)).tree.select("article h2")]
    assert headings == ["Your tasks", "We offer", "Questions about this position"]


def test_preview_says_that_it_is_one_and_until_when(client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        notice = get(client, link(PostingFactory())).tree.select_one("main .notice")
    assert words(notice) == (
        "Preview, not public This is a draft. "
        "Whoever has this link may read it until 28 November 2026 at 13:00."
    )


def test_preview_is_for_no_search_engine_and_no_cache(client: Client) -> None:
    answer = get(client, link(PostingFactory()))
    assert robots(answer) == ["noindex"]
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert (alternates(answer), answer.tree.select("link[rel=canonical]")) == ({}, [])
    assert answer.tree.select("script, meta[property]") == []


@pytest.mark.parametrize("make", [PostingFactory, published, closed])
def test_preview_has_no_way_to_apply_and_no_closing_notice(make: Any, client: Client) -> None:
    main = get(client, link(make())).tree.select_one("main")
    assert main.select(SUBMIT) == []
    assert len(main.select(".notice")) == 1


def test_preview_sets_no_cookie_and_changes_nothing(client: Client) -> None:
    posting = PostingFactory()
    before = columns(posting)
    answer = get(client, link(posting))
    assert (answer.cookies, posting.editions.count()) == ({}, 0)
    assert columns(posting) == before


def test_preview_leads_to_itself_in_the_other_language(client: Client) -> None:
    posting = PostingFactory()
    answer = get(client, link(posting, "de"))
    switch = answer.tree.select_one("a[hreflang=en]")
    other = get(client, str(switch["href"]))
    assert words(other.tree.select_one("main h1")) == "Operations Technician (d/f/m)"


def test_language_that_is_not_written_shows_the_other_one_and_says_so(client: Client) -> None:
    answer = get(client, link(PostingFactory(german_only=True)))
    heading = answer.tree.select_one("main h1")
    assert (words(heading), heading["lang"]) == ("Technikerin für Betrieb (d/w/m)", "de")
    assert "This position is only advertised in German." in answer.text


@pytest.mark.parametrize("empty", [{"title_de": "", "title_en": ""}, {"section": False}])
def test_draft_that_is_hardly_begun_can_be_looked_at(empty: Any, client: Client) -> None:
    assert get(client, link(PostingFactory(**empty))).status_code == 200


def test_draft_is_neither_in_the_list_nor_in_the_sitemap(client: Client) -> None:
    published()
    draft = PostingFactory(title_en="Secret Plan")
    get(client, link(draft))
    assert "Secret Plan" not in get_list(client).text
    assert "preview" not in client.get(SITEMAP).text


def test_link_is_good_until_its_last_second_only(client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        path = link(PostingFactory(), days=2)
    seconds = (-1, 0)
    codes = []
    for second in seconds:
        with time_machine.travel(NOW + timedelta(days=2, seconds=second), tick=False):
            codes.append(client.get(path).status_code)
    assert codes == [200, 404]


def test_link_that_was_tampered_with_is_not_found(client: Client) -> None:
    path, other = link(PostingFactory()), link(PostingFactory())
    mixed = ":".join([path.split(":")[0], other.split(":")[1]])
    wrong = [f"{path[:-3]}xx/", mixed, preview_path("x", "en"), preview_path("a:b", "en")]
    assert [client.get(each).status_code for each in wrong] == [404] * 4


def test_link_to_a_deleted_posting_is_not_found(client: Client) -> None:
    posting = PostingFactory()
    path = link(posting)
    posting.delete()
    assert client.get(path).status_code == 404


def test_key_that_was_replaced_is_still_believed(settings: Any) -> None:
    token = preview_token(Preview(5, NOW + timedelta(days=1)))
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "new" * 20
    assert read_preview(token, NOW) == Preview(5, NOW + timedelta(days=1))
    settings.SECRET_KEY_FALLBACKS = []
    assert read_preview(token, NOW) is None


def test_days_of_a_link_are_a_setting(settings: Any) -> None:
    settings.PREVIEW_DAYS = 3
    assert preview_links(PostingFactory(), NOW).until == NOW + timedelta(days=3)


def test_page_in_the_admin_hands_out_links_that_work() -> None:
    client = browser(hr_manager())
    answer = client.get(page(PostingFactory(), "preview"))
    paths = [each.path for each in answer.context["preview"].links]
    assert len(paths) == 2
    assert all(each in answer.text for each in paths)
    assert [browser().get(each).status_code for each in paths] == [200, 200]


def test_hiring_team_gets_the_link_for_its_own_postings_only() -> None:
    tom, posting = team_member(), PostingFactory()
    posting.hiring_team.add(tom)
    own, foreign = page(posting, "preview"), page(PostingFactory(), "preview")
    assert [browser(tom).get(each).status_code for each in (own, foreign)] == [200, 404]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_preview_is_only_read(method: str, client: Client) -> None:
    assert getattr(client, method)(link(PostingFactory())).status_code == 405
