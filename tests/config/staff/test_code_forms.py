"""Who knows a password only does not keep its owner from the second step."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import get_user
from django.test import Client
from django.utils import timezone

from tests.config.people import person
from tests.config.staff.test_auth import code, sign_in, with_app

pytestmark = pytest.mark.django_db


def enter_codes(address: str, number: int, typed: str = "000000") -> list[bool]:
    """Whether each was refused for being one too many, from this address."""
    client = Client(REMOTE_ADDR=address, headers={"accept-language": "en"})
    sign_in(client, "anna")
    answers = [
        client.post("/staff/second-factor/sign-in/", {"code": typed}) for _time in range(number)
    ]
    return ["Too many failed login attempts" in answer.text for answer in answers]


def test_wrong_codes_of_a_stranger_leave_the_owner_tries_from_elsewhere() -> None:
    """Who knows the password only; but all networks together have an end."""
    secret = with_app(person("anna"))
    assert enter_codes("192.0.2.1", 11) == [False] * 10 + [True]
    owner = Client(REMOTE_ADDR="192.0.2.2")
    sign_in(owner, "anna")
    owner.post("/staff/second-factor/sign-in/", {"code": code(secret)})
    assert get_user(owner).is_authenticated


def test_networks_of_one_household_do_not_use_up_the_codes_of_the_owner() -> None:
    secret = with_app(person("anna"))
    refused = [enter_codes(f"2001:db8:1:{number}::1", 10) for number in range(3)]
    assert [many.count(False) for many in refused] == [10, 2, 0]
    owner = Client(REMOTE_ADDR="203.0.113.7")
    sign_in(owner, "anna")
    owner.post("/staff/second-factor/sign-in/", {"code": code(secret)})
    assert get_user(owner).is_authenticated


def test_known_browser_has_codes_of_its_own() -> None:
    """However many networks a stranger has."""
    secret = with_app(person("anna"))
    owner = Client(REMOTE_ADDR="203.0.113.7")
    sign_in(owner, "anna")
    owner.post("/staff/second-factor/sign-in/", {"code": code(secret)})
    del owner.cookies[settings.SESSION_COOKIE_NAME]
    for number in range(3):
        enter_codes(f"192.0.2.{number}", 10)
    sign_in(owner, "anna")
    owner.post("/staff/second-factor/sign-in/", {"code": "000000"})
    with time_machine.travel(timezone.now() + timedelta(seconds=60), tick=True):
        owner.post("/staff/second-factor/sign-in/", {"code": code(secret)})
    assert get_user(owner).is_authenticated


def test_second_step_has_twenty_tries_from_anywhere() -> None:
    with_app(person("anna"))
    refused = [enter_codes(f"192.0.2.{number}", 9) for number in range(3)]
    assert refused == [[False] * 9, [False] * 9, [False] * 2 + [True] * 7]
