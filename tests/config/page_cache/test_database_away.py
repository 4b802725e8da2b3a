"""Kept pages outlive a database that is away, for a stated time; whoever asks for others is told to come back."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.utils import timezone

from careers.models import Posting
from careers.services import close_posting
from tests.careers.factories import published
from tests.careers.public_site import page_path
from tests.config.page_cache.cable import Cable
from tests.config.page_cache.servers import Site, running_site
from tests.worker_processes import wait_until

pytestmark = pytest.mark.django_db(transaction=True)

END_LISTENER = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE application_name LIKE '%public news' AND datname = current_database()
"""
SHORTEST = {"TESTS_PAGE_CACHE_AWAY_SECONDS": "15"}


@pytest.fixture
def posting() -> Posting:
    return published()


@pytest.fixture
def cable() -> Iterator[Cable]:
    found = Cable(str(connection.settings_dict["HOST"]))
    yield found
    found.remove()


def close(posting: Posting) -> None:
    close_posting(posting=posting, actor=None, reason="", now=timezone.now())


def is_open(site: Site, path: str) -> bool:
    return b"data-apply" in site.ask(path).body


def test_kept_page_is_there_without_the_database_and_right_once_it_is_back(
    posting: Posting, cable: Cable
) -> None:
    path = page_path(posting)
    with running_site(socket=str(cable.folder)) as site:
        wait_until(lambda: not site.is_asked_for(path))
        cable.cut()
        wait_until(lambda: site.ask(path).status == 200)
        other = site.ask("/en/jobs/feed/")
        assert (is_open(site, path), other.status, other.headers["retry-after"]) == (
            True,
            503,
            "30",
        )
        close(posting)
        cable.mend()
        wait_until(lambda: not is_open(site, path))
        wait_until(lambda: not site.is_asked_for(path))
        assert not is_open(site, path)


def test_page_that_nobody_can_vouch_for_any_more_is_not_given(
    posting: Posting, cable: Cable
) -> None:
    path = page_path(posting)
    with running_site(socket=str(cable.folder), **SHORTEST) as site:
        wait_until(lambda: not site.is_asked_for(path))
        cable.cut()
        wait_until(lambda: site.ask(path).status == 200)
        wait_until(lambda: site.ask(path).status == 503)


def test_listener_that_was_ended_listens_again(posting: Posting) -> None:
    path = page_path(posting)
    with running_site() as site, connection.cursor() as cursor:
        wait_until(lambda: not site.is_asked_for(path))
        cursor.execute(END_LISTENER)
        assert cursor.fetchall() == [(True,)]
        close(posting)
        wait_until(lambda: not site.is_asked_for(path))
        assert not is_open(site, path)
