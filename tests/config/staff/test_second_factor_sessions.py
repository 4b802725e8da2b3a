"""Which sessions a second factor ends, and what a password alone may not change of it."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user
from pytest_django import Settings

from tests.config.people import PASSWORD, browser, hr_manager, person
from tests.config.staff.test_auth import code, sign_in, with_app

pytestmark = pytest.mark.django_db


def test_session_of_a_password_alone_ends_when_the_account_has_a_second_factor(
    settings: Settings,
) -> None:
    """Else who knows the password waits until the owner has set one up, and reads its recovery codes."""
    settings.SECOND_FACTOR_REQUIRED = True
    person("anna")
    stranger, owner = browser(), browser()
    for client in (stranger, owner):
        sign_in(client, "anna")
    secret = owner.get("/admin/", follow=True).context["form"].secret
    owner.post("/staff/second-factor/app/", {"code": code(secret)}, follow=True)
    assert owner.get("/admin/").status_code == 200
    answer = stranger.get("/staff/recovery-codes/")
    assert answer.headers["Location"].startswith("/staff/login/")
    assert not get_user(stranger).is_authenticated


def test_session_that_passed_a_former_second_factor_ends(settings: Settings) -> None:
    """As after a lost telephone, which somebody else may have found."""
    settings.SECOND_FACTOR_REQUIRED = True
    secret = with_app(user := hr_manager())
    client = browser()
    sign_in(client, "hanna")
    client.post("/staff/second-factor/sign-in/", {"code": code(secret)})
    Authenticator.objects.filter(user=user).delete()
    with_app(user)
    client.get("/admin/")
    assert not get_user(client).is_authenticated


def test_password_alone_changes_nothing_of_a_second_factor() -> None:
    with_app(user := person("anna"))
    client = browser(user)
    answer = client.get("/staff/second-factor/app/remove/")
    asked = client.get(answer.headers["Location"])
    assert asked.headers["Location"] == (
        "/staff/second-factor/again/?next=%2Fstaff%2Fsecond-factor%2Fapp%2Fremove%2F"
    )
    client.post("/staff/reauthenticate/", {"password": PASSWORD})
    assert client.get("/staff/second-factor/app/remove/").status_code == 302
