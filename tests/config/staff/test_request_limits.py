"""How long somebody waits who asked for too much: allauth's limits of requests, told on the page."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from tests.config.people import browser
from tests.config.staff.test_auth import sign_in

pytestmark = pytest.mark.django_db


def test_many_requests_of_one_address_get_the_page_that_says_so() -> None:
    answers = [sign_in(browser(), f"name{number}", "x") for number in range(31)]
    assert {answer.status_code for answer in answers[:30]} == {200}
    assert answers[30].status_code == 429
    assert 0 < int(answers[30].headers["Retry-After"]) <= 60
    assert "Too many requests" in answers[30].text
    assert "Wait a minute, then" in answers[30].text


def test_limit_of_an_hour_is_told_in_minutes(settings: Settings) -> None:
    """Three in each of five minutes are fifteen; the first ones are forgotten after an hour."""
    assert settings.ACCOUNT_RATE_LIMITS["login"] == "30/m/ip,150/h/ip"
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "3/m/ip,15/h/ip"}
    start = timezone.now()
    for minute in range(5):
        with time_machine.travel(start + timedelta(minutes=2 * minute), tick=False):
            assert {sign_in(browser(), "nobody", "x").status_code for _ in range(3)} == {200}
    with time_machine.travel(start + timedelta(minutes=10), tick=False):
        answer = sign_in(browser(), "nobody", "x")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3000")
    assert "Wait 50 minutes, then" in answer.text
