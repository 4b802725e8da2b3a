from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import RequestFactory

from applications.models import RecentUses
from applications.rate_limit import (
    delete_old_uses,
    spend_for_network,
    try_acquire,
    try_acquire_for_network,
    try_spend_for_network,
)

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
def test_what_no_limit_counts_any_more_is_deleted() -> None:
    try_acquire("a", limit=2, window=HOUR, now=NOON)
    try_acquire("b", limit=2, window=2 * HOUR, now=NOON)
    delete_old_uses(NOON + HOUR + timedelta(seconds=1))
    assert len(RecentUses.objects.all()) == 1
    assert try_acquire("b", limit=2, window=2 * HOUR, now=NOON + HOUR)
    assert not try_acquire("b", limit=2, window=2 * HOUR, now=NOON + HOUR)


@pytest.mark.django_db
def test_a_use_costs_one_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        try_acquire("a", limit=2, window=HOUR, now=NOON)
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.1")
    with django_assert_num_queries(1):
        try_spend_for_network(request, "bytes", 10, limit=20)


@pytest.mark.django_db
def test_amounts_of_a_network_are_added() -> None:
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.1")
    spent = [try_spend_for_network(request, "bytes", amount, limit=20) for amount in (8, 8, 5, 4)]
    assert spent == [True, True, False, True]
    spend_for_network(request, "bytes", 100)
    assert not try_spend_for_network(request, "bytes", 1, limit=120)
    assert try_spend_for_network(request, "bytes", 1, limit=121)


@pytest.mark.django_db
def test_amounts_leave_the_window_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.1")
    spent = []
    for minutes in (0, 30, 59, 60, 89, 90, 300):
        now = NOON + minutes * HOUR / 60
        monkeypatch.setattr("django.utils.timezone.now", lambda now=now: now)
        spent.append(try_spend_for_network(request, "bytes", 10, limit=20))
    assert spent == [True, True, False, True, False, True, True]
    assert len(RecentUses.objects.get().uses) == 1


@pytest.mark.django_db
def test_limit_of_nothing_lets_nothing_through() -> None:
    assert not try_acquire("a", limit=0, window=HOUR, now=NOON)
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.1")
    assert not try_spend_for_network(request, "bytes", 11, limit=10)


@pytest.mark.django_db
def test_uses_that_were_kept_without_an_amount_count_once() -> None:
    try_acquire("a", limit=3, window=HOUR, now=NOON)
    earlier = (NOON - HOUR / 2).isoformat()
    RecentUses.objects.update(uses=[[earlier, None], [NOON.isoformat(), None]])
    assert try_acquire("a", limit=3, window=HOUR, now=NOON + HOUR / 60)
    assert not try_acquire("a", limit=3, window=HOUR, now=NOON + HOUR / 60)


@pytest.mark.django_db
def test_limit_keeps_no_address() -> None:
    try_acquire("ayse@example.org", limit=1, window=HOUR, now=NOON)
    assert "ayse" not in repr(RecentUses.objects.values_list().get())


@pytest.mark.django_db(transaction=True)
def test_limit_counts_parallel_requests_one_by_one() -> None:
    def use(_number: int) -> bool:
        try:
            return try_acquire("a", limit=3, window=HOUR, now=NOON)
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(use, range(8))) == 3


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


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("form", "most"), [("2001:db8:1:2{number:02x}::1", 4), ("2001:db8:1:{number:x}00::1", 16)]
)
def test_wider_ipv6_networks_have_limits_of_their_own(form: str, most: int) -> None:
    """Of a /56 and a /48; who is refused takes nothing from those around."""
    used = [try_several(form.format(number=number), 3) for number in range(1, most + 3)]
    assert used == [[True, False, False]] * most + [[False] * 3] * 2
    assert try_several("2001:db8:9::1", 1) == [True]


@pytest.mark.django_db
def test_clients_without_a_known_address_share_ten_times_the_limit(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert try_several("", 11) == [True] * 10 + [False]
    assert "TRUSTED_PROXY_COUNT" in caplog.text
    assert try_several("192.0.2.1", 1) == [True]
