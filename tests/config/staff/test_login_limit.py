"""The limit of tries; the pages are tested in test_staff.py."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from config.staff import login_limit

pytestmark = pytest.mark.django_db


def tries(count: int, address: str = "192.0.2.1", name: str = "anna", **meta: str) -> int:
    """How many of so many tries are let through."""
    request = RequestFactory().post("/", REMOTE_ADDR=address, **meta)
    allowed = 0
    for _ in range(count):
        try:
            login_limit.take_try(request, name, name)
        except login_limit.TooManyTriesError:
            continue
        allowed += 1
    return allowed


def known_browser(name: str) -> dict[str, str]:
    response = HttpResponse()
    login_limit.remember_browser(response, name)
    return {
        "HTTP_COOKIE": f"{settings.KNOWN_BROWSER_COOKIE_NAME}={response.cookies[settings.KNOWN_BROWSER_COOKIE_NAME].value}"
    }


def test_one_network_has_five_tries() -> None:
    assert tries(20) == 5


def test_all_networks_together_have_seven_tries() -> None:
    assert sum(tries(3, f"192.0.2.{number}") for number in range(10)) == 7


def test_owner_elsewhere_is_not_locked_out_by_one_attacker() -> None:
    assert (tries(20), tries(1, "198.51.100.1")) == (5, 1)


def test_owner_in_a_known_browser_is_not_locked_out_by_many_attackers() -> None:
    sum(tries(3, f"192.0.2.{number}") for number in range(10))
    assert tries(10, "198.51.100.1", **known_browser("anna")) == 3


def test_an_account_has_ten_tries_in_all() -> None:
    attackers = sum(tries(9, f"192.0.2.{number}") for number in range(9))
    owners = sum(tries(9, f"198.51.100.{number}", **known_browser("anna")) for number in range(9))
    assert attackers + owners == 10


def test_browser_known_for_another_account_has_nothing_reserved() -> None:
    tries(20)
    assert tries(5, **known_browser("bert")) == 0


def test_forged_cookie_has_nothing_reserved() -> None:
    tries(20)
    assert (
        tries(
            5,
            HTTP_COOKIE=f"{settings.KNOWN_BROWSER_COOKIE_NAME}={login_limit.account_key('anna')}:1:x",
        )
        == 0
    )


@pytest.mark.parametrize("name", ["ANNA", "Anna", " anna ", "ａｎｎａ"])
def test_spellings_of_one_name_share_their_tries(name: str) -> None:
    tries(20)
    assert tries(5, name=name) == 0


def test_another_name_has_its_own_tries() -> None:
    tries(20)
    assert tries(20, name="bert") == 5


def test_addresses_of_one_ipv6_64_share_their_tries() -> None:
    assert sum(tries(2, f"2001:db8:1:2::{number:x}") for number in range(1, 9)) == 5


@pytest.mark.parametrize("form", ["2001:db8:1:2{number:02x}::1", "2001:db8:1:{number:x}00::1"])
def test_wider_ipv6_networks_leave_a_try_for_others(form: str) -> None:
    """Those of one /56, and those of one /48."""
    assert sum(tries(1, form.format(number=number)) for number in range(1, 10)) == 6
    assert tries(2, "192.0.2.9") == 1


def test_ipv4_in_ipv6_is_its_ipv4_address() -> None:
    assert (tries(20), tries(5, "::ffff:192.0.2.1"), tries(1, "::ffff:192.0.2.9")) == (5, 0, 1)


def test_forwarded_header_counts_for_nothing_without_a_proxy(settings: object) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert sum(tries(1, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}") for number in range(20)) == 5


def test_behind_a_proxy_only_its_own_entry_counts(settings: object) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    headers = [f"10.0.0.{number}, 192.0.2.1" for number in range(20)]
    assert sum(tries(1, "127.0.0.1", HTTP_X_FORWARDED_FOR=header) for header in headers) == 5


@pytest.mark.parametrize("header", ["", "nonsense", "192.0.2.1", ", ,"])
def test_header_that_fits_no_chain_of_proxies_is_no_way_around(
    settings: object, header: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    assert tries(20, "nonsense", HTTP_X_FORWARDED_FOR=header) == 5


def test_tries_are_free_again_after_fifteen_minutes() -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        tries(20)
    with time_machine.travel(start + timedelta(minutes=14, seconds=59), tick=False):
        assert tries(5) == 0
    with time_machine.travel(start + timedelta(minutes=15), tick=False):
        assert tries(20) == 5


def test_window_slides_so_that_no_fifteen_minutes_have_more() -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        tries(1)
    with time_machine.travel(start + timedelta(minutes=14), tick=False):
        tries(20)
    with time_machine.travel(start + timedelta(minutes=16), tick=False):
        assert tries(20) == 1


def test_refusal_says_how_long_to_wait() -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        tries(5)
    with time_machine.travel(start + timedelta(minutes=4), tick=False):
        request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.1")
        with pytest.raises(login_limit.TooManyTriesError) as refused:
            login_limit.take_try(request, "anna")
    assert refused.value.minutes == 12


def test_right_password_gives_its_try_back() -> None:
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.1")
    taken = login_limit.take_try(request, "anna", "anna")
    login_limit.return_try("Anna", "anna", taken)
    assert tries(20) == 5


def test_names_of_one_account_share_its_tries_unseen() -> None:
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.1")
    for number in range(5):
        login_limit.take_try(request, ("anna", "anna@example.org")[number % 2], "anna")
    taken = [
        login_limit.take_try(request, typed, username)
        for typed, username in [("anna", "anna"), ("anna@example.org", "anna"), ("bert", "bert")]
    ]
    assert [one.of_account is None for one in taken] == [True, True, False]


@pytest.mark.django_db(transaction=True)
def test_parallel_tries_are_counted_one_by_one() -> None:
    def attempt(_number: int) -> int:
        try:
            return tries(1)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(attempt, range(24))) == 5
