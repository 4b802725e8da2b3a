"""Accounts have addresses like everybody."""

import pytest
from django.contrib.auth.models import User

from tests.config.people import browser, person

pytestmark = pytest.mark.django_db

DATES = {"date_joined_0": "2026-11-01", "date_joined_1": "08:00:00"}


def change(account: User, email: str) -> int:
    path = f"/admin/auth/user/{account.pk}/change/"
    admin = browser(person("root", is_superuser=True))
    return admin.post(path, DATES | {"username": account.username, "email": email}).status_code


@pytest.mark.parametrize("typed", ["anna@weiß.example", "anna@XN--WEI-7KA.example "])
def test_address_of_an_account_has_the_form_for_mail(typed: str) -> None:
    account = person("anna")
    assert change(account, typed) == 302
    account.refresh_from_db()
    assert account.email == "anna@xn--wei-7ka.example"


def test_address_of_an_account_with_a_domain_that_cannot_be_is_refused() -> None:
    account = person("anna", email="anna@example.org")
    assert change(account, "anna@☃.example") == 200
    account.refresh_from_db()
    assert account.email == "anna@example.org"
