from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone

from careers.channels.channel_posting import tag_uri
from careers.services import close_posting, publish_posting
from tests.careers.factories import published
from tests.careers.public_site import get_feed, get_list, page_path

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "http://127.0.0.1:8000"


def parse(client: Client, language: str = "en") -> ET.Element:
    return ET.fromstring(get_feed(client, language).content)


def text(element: ET.Element, name: str) -> str:
    (found,) = element.findall(ATOM + name)
    return found.text or ""


def entries(client: Client, language: str = "en") -> list[ET.Element]:
    return parse(client, language).findall(ATOM + "entry")


def links(element: ET.Element) -> dict[str, str]:
    return {link.attrib["rel"]: link.attrib["href"] for link in element.findall(ATOM + "link")}


def test_feed_has_what_the_standard_demands(client: Client) -> None:
    published(now=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    answer: Any = get_feed(client)
    feed = ET.fromstring(answer.content)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert text(feed, "title") == "Open positions at Verein Musterwolke e. V."
    assert text(feed, "id") == "tag:127.0.0.1,2026-11-21:postings/en"
    assert text(feed, "updated") == "2026-03-02T09:00:00Z"
    assert feed.find(f"{ATOM}author/{ATOM}name").text == "Verein Musterwolke e. V."
    assert links(feed) == {"self": f"{SITE}/en/jobs/feed/", "alternate": f"{SITE}/en/jobs/"}


def test_entry_holds_the_whole_ad(client: Client) -> None:
    posting = published(now=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    (entry,) = entries(client)
    assert {name: text(entry, name) for name in ("id", "title", "published", "updated")} == {
        "id": f"tag:127.0.0.1,2026-03-02:posting/{posting.public_id}/en",
        "title": "Operations Technician (d/f/m)",
        "published": "2026-03-02T09:00:00Z",
        "updated": "2026-03-02T09:00:00Z",
    }
    assert text(entry, "content") == "<h3>Your tasks</h3>\n<ul>\n<li>fix outages</li>\n</ul>"
    assert links(entry) == {"alternate": SITE + page_path(posting)}
    assert entry.find(f"{ATOM}category").attrib == {"term": "cloud", "label": "Cloud"}


def test_entry_keeps_its_name_and_says_when_it_changed(client: Client) -> None:
    posting = published(now=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    (before,) = entries(client)
    posting.title_en, posting.title_de = "Renamed", "Umbenannt"
    posting.save()
    publish_posting(posting=posting, actor=None, now=datetime(2026, 3, 5, 9, 0, tzinfo=UTC))
    (after,) = entries(client)
    assert text(after, "id") == text(before, "id")
    assert text(after, "published") == text(before, "published")
    assert (text(after, "title"), text(after, "updated")) == (
        "Renamed (d/f/m)",
        "2026-03-05T09:00:00Z",
    )


def test_feed_has_only_what_is_published_in_its_language(client: Client) -> None:
    published(german_only=True, title_de="nur deutsch")
    published(title_en="both")
    assert [text(entry, "title") for entry in entries(client)] == ["both (d/f/m)"]
    assert len(entries(client, "de")) == 2


def test_names_of_the_two_languages_differ(client: Client) -> None:
    published()
    (german,), (english,) = entries(client, "de"), entries(client)
    assert text(german, "id") != text(english, "id")


def test_feed_shows_the_newest_first(client: Client) -> None:
    now = timezone.now()
    for days in (2, 1, 3):
        published(title_en=str(days), now=now - timedelta(days=days))
    shown = [text(entry, "title").split()[0] for entry in entries(client)]
    assert shown == ["1", "2", "3"]


def test_feed_is_updated_when_a_posting_closes(client: Client) -> None:
    posting = published(now=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    closing = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
    close_posting(posting=posting, actor=None, reason="filled", now=closing)
    feed = parse(client)
    assert (text(feed, "updated"), feed.findall(f"{ATOM}entry")) == ("2026-03-09T09:00:00Z", [])


def test_feed_without_postings_is_valid(client: Client) -> None:
    feed = parse(client)
    assert (text(feed, "updated"), entries(client)) == ("2026-11-21T00:00:00Z", [])


def test_characters_that_xml_does_not_have_are_left_out(client: Client) -> None:
    published(title_en="A\x0bB <i>&</i>\ufffe")
    assert [text(entry, "title") for entry in entries(client)] == ["AB <i>&</i> (d/f/m)"]


def test_list_leads_to_the_feed_of_its_language(client: Client) -> None:
    for language, path in (("de", "/de/stellen/feed/"), ("en", "/en/jobs/feed/")):
        tree = get_list(client, language=language).tree
        (link,) = tree.select("link[type='application/atom+xml']")
        assert link["href"] == path
        assert client.get(path).status_code == 200


def test_tag_has_no_port_and_the_day_in_utc(settings: Any) -> None:
    settings.SITE_URL = "https://Jobs.Example.org:8443"
    midnight_in_berlin = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    assert tag_uri("x", midnight_in_berlin) == "tag:jobs.example.org,2026-03-01:x"
