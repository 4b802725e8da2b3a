"""Which links open an application that was put together of two: those that were mailed, until they are revoked."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from procrastinate.contrib.django.models import ProcrastinateJob

from applications.models import AddressChange
from applications.services.addresses import ask_for_address
from applications.services.follow_up import revoke_links
from applications.signed_links import application_path, application_token, read_application_token
from applications.views.apply.context import status_path
from tests.applications.factories import ApplicationFactory
from tests.applications.site import page, words
from tests.hiring.doubles import merge, pair

pytestmark = pytest.mark.django_db


def jobs_for_links() -> list[dict[str, int]]:
    found = ProcrastinateJob.objects.filter(task_name="applications.send_links")
    return list(found.values_list("args", flat=True))


def test_link_mailed_to_another_address_ends_and_says_where_a_fresh_one_went(
    client: Client,
) -> None:
    """Whoever applies with somebody's name and phone number, and an own address, is another one until HR merges them."""
    kept, other = pair(email="stranger@example.com")
    with override("en"):
        path, token = application_path(other, "en"), application_token(other)
    merge(kept, other)
    assert read_application_token(token) is None
    shown = page(client.get(path, follow=True))
    assert "a new one was sent to the address that was kept" in words(shown.tree)
    assert kept.email not in str(shown.tree)
    assert jobs_for_links() == [{"application_id": kept.pk}]


def test_link_in_other_letter_case_of_one_address_leads_on() -> None:
    kept, other = pair()
    type(other).objects.filter(pk=other.pk).update(email=other.email.upper())
    token = application_token(other)
    merge(kept, other)
    assert (read_application_token(token), jobs_for_links()) == (kept, [])


def test_link_does_not_lead_on_over_two_merges_to_another_address() -> None:
    kept, other = pair()
    first = ApplicationFactory(posting=kept.posting, cv=False, email="stranger@example.com")
    token = application_token(other)
    merge(first, merge(kept, other))
    assert read_application_token(token) is None


def test_made_up_link_says_nothing_of_merging(client: Client) -> None:
    kept, other = pair(email="stranger@example.com")
    with override("en"):
        path = application_path(other, "en")
    merge(kept, other)
    assert client.get(path[:-3] + "abc/").status_code == 404
    revoke_links(application=kept, now=timezone.now())
    assert client.get(path).status_code == 404


def test_links_of_both_open_the_one_that_stays_until_they_are_revoked(client: Client) -> None:
    kept, other = pair()
    token = application_token(other)
    with override("en"):
        path = application_path(other, "en")
    merge(kept, other)
    shown = page(client.get(path))
    assert f"what you sent as {other.reference}" in words(shown.tree)
    assert read_application_token(token) == kept
    revoke_links(application=kept, now=timezone.now())
    assert read_application_token(token) is None


@pytest.mark.parametrize("side", [0, 1])
def test_link_that_nobody_was_mailed_opens_neither(side: int) -> None:
    """Whoever applies in somebody's name has such a link, and not the mailbox."""
    applications = pair()
    token = application_token(applications[side], is_mailed=False)
    assert read_application_token(token) == applications[side]
    merge(*applications)
    assert read_application_token(token) is None
    with override("en"):
        assert status_path(applications[0]) == f"{reverse('applications:lost_link')}?mailed"


def test_new_address_that_waits_to_be_confirmed_ends() -> None:
    """Else a stranger with such a link would have both sent to their own mailbox."""
    kept, other = pair()
    ask_for_address(application=kept, email="stranger@example.com", now=timezone.now())
    merge(kept, other)
    assert not AddressChange.objects.exists()


def test_link_that_was_revoked_before_stays_dead() -> None:
    kept, other = pair()
    token = application_token(other)
    revoke_links(application=other, now=timezone.now())
    merge(kept, other)
    assert read_application_token(token) is None
