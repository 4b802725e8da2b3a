"""Sessions of staff that are in use last on, at the price of one write now and then."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.config.people import browser, hr_manager
from tests.config.staff.test_auth import sign_in

pytestmark = pytest.mark.django_db
PAGE = "/admin/careers/location/add/"
WHOLE = timedelta(seconds=settings.SESSION_COOKIE_AGE)


def ends_in() -> timedelta:
    return Session.objects.get().expire_date - timezone.now()


def queries_of_a_page(client: object) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(PAGE).status_code == 200
    return len(caught)


def test_session_in_use_lasts_on() -> None:
    client, start = browser(hr_manager()), timezone.now()
    for hours in (6, 12, 18, 29):
        with time_machine.travel(start + timedelta(hours=hours), tick=False):
            assert client.get(PAGE).status_code == 200
            assert ends_in() == WHOLE


def test_session_that_nobody_used_ends() -> None:
    client = browser(hr_manager())
    with time_machine.travel(timezone.now() + WHOLE + timedelta(seconds=1), tick=False):
        assert client.get(PAGE).status_code == 302


def test_renewal_is_written_once_in_ten_minutes() -> None:
    client, start = browser(hr_manager()), timezone.now()
    with time_machine.travel(start + timedelta(minutes=9), tick=False):
        queries_of_a_page(client)  # which also reads what is then cached
        usual = queries_of_a_page(client)
    with time_machine.travel(start + timedelta(minutes=11), tick=False):
        assert queries_of_a_page(client) - usual == 3  # an update inside a savepoint
        assert queries_of_a_page(client) == usual


@pytest.mark.parametrize(
    "path",
    ["second-factor/", "second-factor/app/", "recovery-codes/new/", "password/", "password/new/"],
)
def test_pages_of_an_account_are_not_kept_by_browsers(path: str) -> None:
    """Whoever goes back after a sign-out must not see a secret again."""
    client = browser()
    sign_in(client, hr_manager().username)
    answer = client.get(f"/staff/{path}")
    said = answer.headers.get("Cache-Control", "")
    assert (answer.status_code, "no-store" in said) == (200, True)
