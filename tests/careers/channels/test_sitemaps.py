from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone

from careers.channels import sitemaps
from careers.services import close_posting, publish_posting
from tests.careers.factories import published
from tests.careers.public_site import SITEMAP, page_path

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def pages(client: Client) -> dict[str, ET.Element]:
    """Every page of the sitemap by its address."""
    root = ET.fromstring(client.get(SITEMAP).content)
    return {url.findtext("s:loc", "", NAMES): url for url in root.findall("s:url", NAMES)}


def alternates(url: ET.Element) -> dict[str, str]:
    links = url.findall("x:link[@rel='alternate']", NAMES)
    return {link.attrib["hreflang"]: link.attrib["href"] for link in links}


def test_sitemap_names_lists_and_postings_in_each_language(client: Client) -> None:
    posting = published()
    assert list(pages(client)) == [
        f"{SITE}/de/stellen/",
        f"{SITE}/en/jobs/",
        SITE + page_path(posting, "de"),
        SITE + page_path(posting, "en"),
    ]


def test_each_page_names_all_its_languages_and_a_default_that_exists(client: Client) -> None:
    posting = published()
    found = pages(client)
    expected = {
        "de": SITE + page_path(posting, "de"),
        "en": SITE + page_path(posting, "en"),
        "x-default": SITE + page_path(posting, "de"),
    }
    for language in ("de", "en"):
        assert alternates(found[SITE + page_path(posting, language)]) == expected
    for address in {each for url in found.values() for each in alternates(url).values()}:
        assert client.get(address.removeprefix(SITE)).status_code == 200


def test_posting_in_one_language_has_no_other(client: Client) -> None:
    posting = published(english_only=True)
    address = SITE + page_path(posting)
    found = pages(client)
    assert [each for each in found if str(posting.public_id) in each] == [address]
    assert alternates(found[address]) == {"en": address, "x-default": address}


def test_page_says_when_its_words_last_changed(client: Client) -> None:
    posting = published(now=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    publish_posting(posting=posting, actor=None, now=datetime(2026, 3, 5, 9, 0, tzinfo=UTC))
    url = pages(client)[SITE + page_path(posting)]
    assert url.findtext("s:lastmod", "", NAMES) == "2026-03-05T09:00:00+00:00"


def test_sitemap_without_postings_has_the_lists(client: Client) -> None:
    found = pages(client)
    assert list(found) == [f"{SITE}/de/stellen/", f"{SITE}/en/jobs/"]
    assert found[f"{SITE}/en/jobs/"].find("s:lastmod", NAMES) is None


def test_sitemap_never_asks_the_host_header(client: Client) -> None:
    body = client.get(SITEMAP, headers={"host": "localhost"}).content.decode()
    assert "localhost" not in body


def test_many_pages_are_split_into_parts_that_an_index_names(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "MOST_PAGES", 6)
    addresses = {page_path(published(), language) for _number in range(5) for language in ["de"]}
    root = ET.fromstring(client.get(SITEMAP).content)
    parts = [one.findtext("s:loc", "", NAMES) for one in root.findall("s:sitemap", NAMES)]
    assert parts == [f"{SITE}/sitemap-{number}.xml" for number in (1, 2, 3)]
    found: list[str] = []
    for part in parts:
        answer = client.get(part.removeprefix(SITE))
        assert answer.streaming
        urls = ET.fromstring(b"".join(answer)).findall("s:url", NAMES)
        assert 0 < len(urls) <= 6
        found += [url.findtext("s:loc", "", NAMES) for url in urls]
    assert len(found) == len(set(found)) == 2 + 2 * 5
    assert {SITE + address for address in addresses} < set(found)


def test_a_part_is_known_until_its_postings_change(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "MOST_PAGES", 4)
    postings = [published() for _number in range(3)]
    tags = [client.get(f"/sitemap-{number}.xml").headers["ETag"] for number in (1, 2, 3)]
    close_posting(posting=postings[2], actor=None, reason="filled", now=timezone.now())
    known = [
        client.get(f"/sitemap-{number}.xml", headers={"if-none-match": tag}).status_code
        for number, tag in enumerate(tags, start=1)
    ]
    assert known == [200, 304, 404]


@pytest.mark.parametrize("path", ["/sitemap-0.xml", "/sitemap-1.xml", "/sitemap-2.xml"])
def test_there_are_no_parts_of_a_small_sitemap(client: Client, path: str) -> None:
    published()
    assert client.get(path).status_code == 404


def test_unchanged_sitemap_costs_no_query_under_a_lease(
    client: Client, lease: None, django_assert_num_queries: Any
) -> None:
    published()
    tag = client.get(SITEMAP).headers["ETag"]
    with django_assert_num_queries(0):
        assert client.get(SITEMAP, headers={"if-none-match": tag}).status_code == 304
