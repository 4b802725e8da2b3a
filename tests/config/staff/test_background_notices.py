"""What the admin's start page says of background work, and to whom."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.tasks import send_receipt
from tests.applications.factories import StaffFactory, editor, hr_manager
from tests.applications.site import page, words

pytestmark = pytest.mark.django_db
SILENT = "Der Worker antwortet nicht: E\N{NON-BREAKING HYPHEN}Mails und andere Hintergrundaufgaben bleiben liegen."


def notices(client: Client, user: User) -> list[str]:
    client.force_login(user)
    tree = page(client.get(reverse("admin:index"))).tree
    return [words(notice) for notice in tree.select(".messagelist .warning")]


def see_worker() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [timezone.now()]
        )


def test_hr_is_told_that_the_worker_is_silent(client: Client) -> None:
    assert notices(client, hr_manager()) == [SILENT]
    see_worker()
    assert notices(client, hr_manager()) == []


def test_editors_are_told_nothing(client: Client) -> None:
    assert notices(client, editor()) == []


def test_superuser_opens_the_jobs_that_were_broken_off(client: Client) -> None:
    see_worker()
    send_receipt.defer(application_id=0)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    user = StaffFactory(is_superuser=True)
    assert notices(client, user) == [
        "1 Hintergrundaufgabe wurde unterbrochen und läuft in Kürze noch einmal. Aufgaben anzeigen"
    ]
    link = page(client.get(reverse("admin:index"))).tree.select_one(".messagelist a")
    assert client.get(link["href"]).context["cl"].result_count == 1
