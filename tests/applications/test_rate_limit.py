from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection, connections
from django.test import RequestFactory

from applications.rate_limit import try_acquire, try_acquire_for_network

NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
HOUR = timedelta(hours=1)


@pytest.mark.django_db
def test_limit_lets_as_many_through_as_it_says() -> None:
    assert [try_acquire("a", limit=2, window=HOUR, now=NOON) for _ in range(4)] == [
        True,
        True,
        False,
        False,
    ]
    assert try_acquire("b", limit=2, window=HOUR, now=NOON)


@pytest.mark.django_db
def test_limit_is_free_again_after_its_window() -> None:
    assert try_acquire("a", limit=1, window=HOUR, now=NOON)
    assert not try_acquire("a", limit=1, window=HOUR, now=NOON + HOUR - timedelta(seconds=1))
    assert try_acquire("a", limit=1, window=HOUR, now=NOON + HOUR)


@pytest.mark.django_db
def test_limit_keeps_no_address() -> None:
    try_acquire("ayse@example.org", limit=1, window=HOUR, now=NOON)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        assert [key for (key,) in cursor.fetchall() if "ayse" in key] == []


@pytest.mark.django_db(transaction=True)
def test_limit_counts_parallel_requests_one_by_one() -> None:
    def use(_number: int) -> bool:
        try:
            return try_acquire("a", limit=3, window=HOUR, now=NOON)
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(use, range(8))) == 3
    cache.clear()


def try_several(address: str, times: int) -> list[bool]:
    request = RequestFactory().post("/", REMOTE_ADDR=address)
    return [try_acquire_for_network(request, "a", limit=1) for _time in range(times)]


@pytest.mark.django_db
def test_limit_of_a_network_holds_for_its_addresses_together(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert try_several("192.0.2.1", 2) == [True, False]
    assert try_several("192.0.2.2", 1) == [True]
    assert (try_several("2001:db8::1", 1), try_several("2001:db8::2", 1)) == ([True], [False])
    assert caplog.text == ""


@pytest.mark.django_db
def test_clients_without_a_known_address_share_ten_times_the_limit(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert try_several("", 11) == [True] * 10 + [False]
    assert "TRUSTED_PROXY_COUNT" in caplog.text
    assert try_several("192.0.2.1", 1) == [True]
