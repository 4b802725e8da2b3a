"""What a browser that has applied may still open, and for how long."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from applications.models import Application
from applications.services.follow_up import revoke_links
from careers.models import Posting
from tests.applications.site import apply_path, fill_in, filled_form, page
from tests.careers.factories import published

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")


@pytest.fixture
def posting(client: Client) -> Posting:
    """One to which this browser has applied."""
    posting = published()
    fill_in(client, posting)
    assert client.post(apply_path(posting, name="review")).status_code == 302
    return posting


def ways_in(client: Client, posting: Posting) -> set[str]:
    """Where the button of the form, the review and an old form lead this browser."""
    applied = page(client.get(apply_path(posting))).tree.select_one(".actions a")["href"]
    review = client.get(apply_path(posting, name="review")).headers["Location"]
    token = str(Application.objects.get().token)
    again = client.post(apply_path(posting), filled_form(token=token)).headers["Location"]
    return {address.partition("?")[0] for address in (applied, review, again)}


def test_browser_that_applied_opens_the_application(client: Client, posting: Posting) -> None:
    ways = ways_in(client, posting)
    assert [way.startswith("/en/application/") for way in ways] == [True] * len(ways)


def test_browser_that_applied_needs_a_mail_once_links_are_revoked(
    client: Client, posting: Posting
) -> None:
    revoke_links(application=Application.objects.get(), now=timezone.now())
    assert ways_in(client, posting) == {"/en/lost-link/"}


@pytest.mark.parametrize(("days", "expected"), [(2, "/en/application/"), (4, None)])
def test_browser_is_known_as_long_as_a_link_is(
    client: Client, settings: Settings, days: int, expected: str | None
) -> None:
    settings.APPLICATION_LINK_DAYS = 3
    with time_machine.travel(NOON, tick=False):
        posting = published()
        fill_in(client, posting)
        client.post(apply_path(posting, name="review"))
    with time_machine.travel(NOON + timedelta(days=days), tick=False):
        way = client.get(apply_path(posting, name="review")).headers["Location"]
    assert way.startswith(expected or apply_path(posting))
