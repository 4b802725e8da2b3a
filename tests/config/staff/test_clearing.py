"""What signing in leaves behind: no address of a client, and nothing that is over."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.staff.sessions import SessionStore
from config.staff.tasks import clear_expired

pytestmark = pytest.mark.django_db
ADDRESS = "192.0.2.77"


def cached_keys() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        return [key for (key,) in cursor.fetchall()]


def expire_cache(number: int) -> None:
    with connection.cursor() as cursor:
        past = timezone.now() - timedelta(minutes=1)
        keys = cached_keys()[:number]
        cursor.execute("UPDATE cache SET expires = %s WHERE cache_key = ANY(%s)", [past, keys])


def test_cache_names_no_address_of_who_signs_in() -> None:
    client = Client(REMOTE_ADDR=ADDRESS)
    client.post(reverse("account_login"), {"login": "nobody", "password": "wrong"})
    keys = cached_keys()
    assert keys
    assert not [key for key in keys if ADDRESS in key]


def test_what_the_cache_keeps_no_longer_is_deleted() -> None:
    cache.clear()
    for name in ("one", "two"):
        cache.set(name, 1)
    expire_cache(1)
    clear_expired(timestamp=0)
    assert len(cached_keys()) == 1


def test_sessions_that_are_over_are_deleted() -> None:
    for seconds in (-60, 600):
        session = SessionStore()
        session.set_expiry(timezone.now() + timedelta(seconds=seconds))
        session.create()
    clear_expired(timestamp=0)
    assert [session.expire_date > timezone.now() for session in Session.objects.all()] == [True]
