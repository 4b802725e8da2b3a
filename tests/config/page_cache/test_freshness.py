"""What a reader sees who asks after a change, of two real processes that both keep the page."""

import contextlib
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.careers.factories import published
from tests.careers.public_site import page_path
from tests.config.page_cache.servers import Site, running_site
from tests.worker_processes import wait_until

pytestmark = pytest.mark.django_db(transaction=True)

BY_DAY, BY_NIGHT = 30, 200
"""Changes."""


def is_open(site: Site, path: str) -> bool:
    return b"data-apply" in site.ask(path).body


def keep(site: Site, path: str) -> None:
    """Ask until the page is kept: a process takes a moment to be sure again after a change."""
    wait_until(lambda: not site.is_asked_for(path))


def test_nobody_sees_the_page_of_before_once_a_change_is_answered(
    request: pytest.FixtureRequest,
) -> None:
    posting = published()
    path, wrong = page_path(posting), 0
    with running_site() as one, running_site() as two:
        for number in range(BY_NIGHT if request.config.getoption("nightly") else BY_DAY):
            for site in (one, two):
                keep(site, path)
            changing, other = (one, two) if number % 2 else (two, one)
            assert changing.ask(f"/-/change/{posting.pk}", "POST").status == 204
            wrong += sum(is_open(site, path) != bool(number % 2) for site in (other, changing))
    assert wrong == 0


@contextlib.contextmanager
def busy_readers(sites: tuple[Site, ...], path: str) -> Iterator[None]:
    """Two of each process ask for the page all the time."""
    is_over = threading.Event()

    def read(site: Site) -> None:
        with contextlib.closing(site.connection):
            while not is_over.is_set():
                site.ask(path)

    readers = [Site(int(site.connection.port)) for site in sites for _each in range(2)]
    threads = [threading.Thread(target=read, args=[reader]) for reader in readers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        is_over.set()
        for thread in threads:
            thread.join()


@pytest.mark.nightly(
    "tests/config/page_cache/test_freshness.py::test_nobody_sees_the_page_of_before_once_a_change_is_answered"
)
def test_nobody_sees_the_page_of_before_while_others_read_it_all_the_time() -> None:
    posting = published()
    path, wrong = page_path(posting), 0
    with running_site() as one, running_site() as two, busy_readers((one, two), path):
        for number in range(BY_NIGHT):
            changing, other = (one, two) if number % 2 else (two, one)
            assert changing.ask(f"/-/change/{posting.pk}", "POST").status == 204
            wrong += sum(is_open(site, path) != bool(number % 2) for site in (other, changing))
    assert wrong == 0


def test_change_by_nobody_of_the_site_is_heard() -> None:
    """A command, a job, or SQL by hand: nobody waits for it, and it is there within milliseconds."""
    posting = published()
    path = page_path(posting)
    with running_site() as site, connection.cursor() as cursor:
        keep(site, path)
        cursor.execute("UPDATE careers_posting SET closed_at = now()")
        wait_until(lambda: not is_open(site, path))
        keep(site, path)
        assert not is_open(site, path)


def test_kept_page_changes_at_its_moment() -> None:
    with running_site() as site:
        keep(site, "/en/jobs/")
        soon = timezone.now() + timedelta(seconds=4)
        path = page_path(published(closes_at=soon))
        keep(site, path)
        was_open = is_open(site, path) or timezone.now() >= soon
        wait_until(lambda: timezone.now() >= soon)
        assert (was_open, is_open(site, path)) == (True, False)


@pytest.mark.nightly(
    "tests/config/page_cache/test_freshness.py::test_nobody_sees_the_page_of_before_once_a_change_is_answered"
)
def test_lists_counted_in_memory_are_right_once_a_change_is_answered() -> None:
    """Asked with a cookie of ours, so that Django makes each list from what the process knows of all postings."""
    posting, wrong = published(), 0
    published(title_en="Another one")
    with running_site() as one, running_site() as two:
        for number in range(BY_NIGHT):
            changing, other = (one, two) if number % 2 else (two, one)
            assert changing.ask(f"/-/change/{posting.pk}", "POST").status == 204
            expected = 1 + number % 2
            for site in (other, changing):
                body = site.ask("/en/jobs/", cookie="django_language=en").body
                shown = (
                    body.count(b'<li class="posting">'),
                    f"{expected} open position".encode() in body,
                )
                wrong += shown != (expected, True)
    assert wrong == 0
