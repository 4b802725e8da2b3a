"""Answers from memory are those of Django to the last header, by a real web server."""

import gzip
from collections.abc import Iterator

import pytest

from careers.models import Posting
from tests.careers.factories import published
from tests.careers.public_site import page_path
from tests.config.page_cache.servers import Answer, Site, running_site
from tests.worker_processes import wait_until

pytestmark = pytest.mark.django_db(transaction=True)

SESSION = "sessionid=of-somebody"
"""Goes past the memory, and makes no difference to a public page."""


@pytest.fixture
def posting() -> Posting:
    return published(closes_at=None)


@pytest.fixture
def site(posting: Posting) -> Iterator[Site]:
    with running_site() as found:
        wait_until(lambda: not found.is_asked_for("/en/jobs/"))
        yield found


def list_paths(posting: Posting) -> list[str]:
    page = page_path(posting)
    return [
        "/en/jobs/",
        "/de/stellen/?hours=full_time&page=1",
        page,
        page.rstrip("/") + ".pdf",
        "/en/jobs/feed/",
        "/sitemap.xml",
        "/robots.txt",
        "/de/impressum/",
        "/en/privacy/",
    ]


def comparable(answer: Answer) -> tuple[int, dict[str, str], bytes]:
    return (
        answer.status,
        {**answer.headers, "date": "", "x-accel-expires": "", "x-request-id": ""},
        answer.body,
    )


def ask_twice(site: Site, path: str, method: str = "GET", **headers: str) -> tuple[Answer, Answer]:
    """From memory, and of Django; fails if it was the other way round."""
    site.ask(path)
    before = site.count_asked()
    kept = site.ask(path, method, **headers)
    assert site.count_asked() == before, path
    fresh = site.ask(path, method, Cookie=SESSION, **headers)
    assert site.count_asked() == before + 1, path
    return kept, fresh


def test_headers_and_bodies_are_those_of_django(site: Site, posting: Posting) -> None:
    for path in list_paths(posting):
        for method in ("GET", "HEAD"):
            for encoding in ("identity", "gzip, br"):
                kept, fresh = ask_twice(site, path, method, Accept_Encoding=encoding)
                assert comparable(kept) == comparable(fresh)
                assert kept.status == 200


def test_compressed_page_says_the_same(site: Site) -> None:
    plain = site.ask("/en/jobs/")
    packed = site.ask("/en/jobs/", Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert {plain.headers["vary"], packed.headers["vary"]} == {"Accept-Encoding"}
    assert packed.headers["etag"] == f"W/{plain.headers['etag']}"
    assert gzip.decompress(packed.body) == plain.body


def test_unchanged_page_is_not_sent_again(site: Site, posting: Posting) -> None:
    for path in list_paths(posting):
        first = site.ask(path)
        conditions = {"If_None_Match": first.headers.get("etag", '"another"')}
        if "last-modified" in first.headers:
            conditions |= {"If_Modified_Since": first.headers["last-modified"]}
        for name, value in conditions.items():
            kept, fresh = ask_twice(site, path, **{name: value})
            assert comparable(kept) == comparable(fresh)
            assert kept.status == (304 if "etag" in first.headers else 200), path


def test_language_of_the_header_decides_where_the_address_names_none(site: Site) -> None:
    found = [
        site.ask("/sitemap.xml", Accept_Language=language).headers["content-language"]
        for language in ("de", "en", "de-AT,en;q=0.3", "en", "fr")
    ]
    assert found == ["de", "en", "de", "en", "de"]


@pytest.mark.parametrize("cookie", ["sessionid=a", "draft-1=a", "application-7=sent", "messages=a"])
def test_browser_that_is_known_is_answered_by_django(site: Site, cookie: str) -> None:
    assert not site.is_asked_for("/en/jobs/", Cookie="_analytics=1")
    assert site.is_asked_for("/en/jobs/", Cookie=f"_analytics=1; {cookie}")


def test_foreign_host_gets_no_page(site: Site) -> None:
    assert site.ask("/en/jobs/", Host="elsewhere.example").status == 400
    assert site.ask("/en/jobs/", Host="localhost").status == 200


def test_nothing_personal_is_kept(site: Site, posting: Posting) -> None:
    """Forms carry tokens, old addresses and missing pages are not worth it, changes are no reading."""
    form = f"{page_path(posting)}apply/"
    for path in (
        form,
        "/en/jobs/by-email/",
        "/en/jobs/999/",
        f"/en/jobs/{posting.public_id}/",
        "/",
    ):
        site.ask(path)
        assert site.is_asked_for(path), path


def test_query_that_a_page_does_not_read_is_no_other_page(site: Site, posting: Posting) -> None:
    """Strangers had each page made anew by making queries up; and none of them stands in what others get."""
    for path in (page_path(posting), "/en/privacy/", "/en/jobs/feed/"):
        first = site.ask(f"{path}?made=up").body
        assert b"made=up" not in first
        assert not site.is_asked_for(f"{path}?another=one")
        assert site.ask(path).body == first


def test_junk_in_an_address_is_not_kept(site: Site, posting: Posting) -> None:
    padded = page_path(posting).replace("/jobs/", "/jobs/000")
    for path in (padded, "/en/jobs/?utm_source=a", "/en/jobs/?q=%FC"):
        site.ask(path)
        assert site.is_asked_for(path), path
