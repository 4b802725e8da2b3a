"""Whoever's password was changed is told by mail, in their language, whoever did it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from config.staff.models import Invitation
from config.staff.tasks import send_password_notice
from tests.config.people import PASSWORD, browser, person
from tests.config.staff.test_password_reset import NEW, choose, link_for

pytestmark = pytest.mark.django_db
CHANGE = "/staff/password/"
NOON = datetime(2026, 11, 20, 11, 5, tzinfo=UTC)
TYPED = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}


@pytest.fixture
def anna() -> User:
    return person("anna", email="anna@example.org")


def notices() -> list[dict[str, Any]]:
    jobs = ProcrastinateJob.objects.filter(task_name="staff.send_password_notice")
    return [job.args for job in jobs.order_by("pk")]


def told(user: User, language: str) -> list[tuple[int, str]]:
    return [(user.pk, language)]


def asked_for() -> list[tuple[int, str]]:
    """For which account a mail is due, in which language."""
    return [(job["account_id"], job["language"]) for job in notices()]


@pytest.mark.parametrize("language", ["de", "en"])
def test_own_change_is_told_in_the_language_of_the_page(
    anna: User, language: str, time_machine
) -> None:
    time_machine.move_to(NOON, tick=False)
    answer = browser(anna, language).post(CHANGE, TYPED)
    assert (answer.status_code, asked_for()) == (302, told(anna, language))
    assert notices()[0]["changed_at"] == NOON.isoformat()


def test_change_that_was_refused_is_not_told(anna: User) -> None:
    answer = browser(anna).post(CHANGE, TYPED | {"oldpassword": "wrong"})
    assert (answer.status_code, notices()) == (200, [])


def test_new_password_by_a_link_is_told(anna: User) -> None:
    assert (choose(link_for(anna)), asked_for()) == (302, told(anna, "en"))


def test_weak_password_by_a_link_is_not_told(anna: User) -> None:
    assert (choose(link_for(anna), password="kurz"), notices()) == (200, [])


def set_password(owner: User, **typed: str) -> int:
    """An administrator, reading English, sets a password for somebody else."""
    client = browser(person("root", is_superuser=True))
    path = f"/admin/auth/user/{owner.pk}/password/"
    return client.post(path, {"password1": NEW, "password2": NEW, **typed}).status_code


def test_password_set_by_an_administrator_is_told_to_its_owner(anna: User) -> None:
    assert (set_password(anna), asked_for()) == (302, told(anna, "en"))


def test_owner_who_was_invited_in_german_is_told_in_german(anna: User) -> None:
    now = timezone.now()
    Invitation.objects.create(
        email=anna.email,
        group=Group.objects.first(),
        account=anna,
        language="de",
        invited_at=now,
        link_made_at=now,
        accepted_at=now,
    )
    assert (set_password(anna), asked_for()) == (302, told(anna, "de"))


def test_password_that_was_not_set_is_not_told(anna: User) -> None:
    assert (set_password(anna, password2="another"), notices()) == (200, [])


@pytest.mark.parametrize(
    ("language", "subject", "sentence"),
    [
        (
            "de",
            "Ihr Passwort für Verein Musterwolke e. V. wurde geändert",
            "Das Passwort des Kontos „anna“ von Verein Musterwolke e. V. wurde am 20. November 2026 um 12:05 Uhr geändert.",
        ),
        (
            "en",
            "Your password for Verein Musterwolke e. V. was changed",
            "The password of the account “anna” of Verein Musterwolke e. V. was changed on 20 November 2026 at 12:05.",
        ),
    ],
)
def test_mail_says_when_and_what_to_do(
    anna: User, language: str, subject: str, sentence: str
) -> None:
    send_password_notice(anna.pk, language, NOON.isoformat())
    (sent,) = mail.outbox
    assert (sent.subject, sent.to) == (subject, ["anna@example.org"])
    assert (sentence in sent.body, sent.body.count("/staff/password/forgotten/")) == (True, 1)
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("fields", [{"email": ""}, {"is_active": False}, {"is_staff": False}])
def test_closed_account_or_one_without_address_is_mailed_nothing(
    anna: User, fields: dict[str, object]
) -> None:
    User.objects.filter(pk=anna.pk).update(**fields)
    send_password_notice(anna.pk, "en", NOON.isoformat())
    assert mail.outbox == []
