"""Which requests may be answered from memory, and which are the same."""

from typing import Any

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from config.page_cache import keys
from config.page_cache.keys import Key, read_key
from config.page_cache.public_answers import accepts_gzip

LIST = "/en/jobs/"


def key(path: str = LIST, method: str = "GET", **environ: Any) -> Key | None:
    request = RequestFactory().generic(method, path)
    return read_key(request.environ | {"CONTENT_TYPE": "", "HTTP_HOST": "localhost"} | environ)


def test_key_names_scheme_host_path_query_and_language() -> None:
    assert key("/en/jobs/?sort=deadline&place=b&hours=&place=a") == Key(
        "http", "localhost", LIST, "place=b&place=a&sort=deadline", ""
    )
    assert key(
        "/sitemap.xml", HTTP_ACCEPT_LANGUAGE="en-GB,de;q=0.5", HTTP_HOST="LOCALHOST:81"
    ) == Key("http", "localhost", "/sitemap.xml", "", "en")


@pytest.mark.parametrize("query", ["utm_source=a", "a=%00", "a" * 600, "%FF"])
def test_query_that_a_page_does_not_read_makes_no_other_page(query: str) -> None:
    """Else strangers could have each page made anew for as many queries as they can think of."""
    assert key(f"/en/jobs/7-cook/?{query}") == key("/en/jobs/7-cook/")


def test_scheme_is_what_the_proxy_says() -> None:
    found = [key(HTTP_X_FORWARDED_PROTO=said) for said in ("https", "https, http", "http", "")]
    assert [each and each.scheme for each in found] == ["https", "https", "http", "http"]


@pytest.mark.parametrize(
    "environ",
    [
        {"method": "POST"},
        {"method": "OPTIONS"},
        {"CONTENT_TYPE": "text/plain"},
        {"CONTENT_LENGTH": "3"},
        {"HTTP_TRANSFER_ENCODING": "chunked"},
        {"HTTP_AUTHORIZATION": "Basic a"},
        {"HTTP_IF_MATCH": '"a"'},
        {"HTTP_HOST": ""},
        {"HTTP_HOST": "elsewhere.example"},
        {"HTTP_HOST": "local host"},
        {"SCRIPT_NAME": "/prefix"},
        {"path": "/en/jobs/?utm_source=a"},
        {"path": "/en/jobs/?q=a&q=b"},
        {"path": "/en/jobs/?q=%FF"},
        {"path": "/en/jobs/?q=a%00"},
        {"path": f"/en/jobs/?q={'a' * 600}"},
        {"path": "/en/jobs/000123-cook/"},
    ],
    ids=str,
)
def test_what_is_odd_has_no_key(environ: dict[str, Any]) -> None:
    assert key(**environ) is None


@pytest.mark.parametrize(
    "name", ["sessionid", "csrftoken", "django_language", "draft-5", "messages"]
)
def test_known_browser_has_no_key(name: str) -> None:
    assert key(HTTP_COOKIE=f"a=b; {name}=c") is None
    assert key(HTTP_COOKIE="a=b; _analytics=c") is not None


def test_pattern_of_hosts_makes_no_room_for_names_that_anybody_can_make_up(
    settings: Settings,
) -> None:
    settings.ALLOWED_HOSTS = [".example.org", "jobs.example.org", "*"]
    for cached in (keys.read_host, keys.written_hosts):
        cached.cache_clear()
    try:
        hosts = ("jobs.example.org", "more.example.org", "elsewhere.example")
        assert [key(HTTP_HOST=host) is None for host in hosts] == [False, True, True]
    finally:
        for cached in (keys.read_host, keys.written_hosts):
            cached.cache_clear()


@pytest.mark.parametrize(
    ("header", "is_wanted"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5, *", True),
        ("gzip;q=1.0", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000, br", False),
        ("br", False),
        ("xgzip", False),
        ("", False),
    ],
)
def test_gzip_is_sent_to_who_can_read_it(header: str, is_wanted: bool) -> None:
    assert accepts_gzip(header) == is_wanted
