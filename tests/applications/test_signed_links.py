"""The key to an application: who has it may come in, and nobody else."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from applications.signed_links import application_path, application_token, read_application_token
from tests.applications.factories import ApplicationFactory
from tests.applications.site import page

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
PAGES = ("status", "add_document", "withdraw", "erase", "pool", "revoke")


def path_of(name: str, token: str, language: str = "en") -> str:
    with override(language):
        return reverse(f"applications:{name}", kwargs={"token": token})


def test_link_opens_its_own_application() -> None:
    first, second = ApplicationFactory.create_batch(2, cv=False)
    assert read_application_token(application_token(first)) == first
    assert read_application_token(application_token(second)) == second


def test_link_expires(settings: Settings) -> None:
    settings.APPLICATION_LINK_DAYS = 3
    application = ApplicationFactory(cv=False)
    with time_machine.travel(NOON, tick=False):
        token = application_token(application)
    with time_machine.travel(NOON + timedelta(days=3), tick=False):
        assert read_application_token(token) == application
    with time_machine.travel(NOON + timedelta(days=3, seconds=1), tick=False):
        assert read_application_token(token) is None


def test_link_survives_a_change_of_the_secret_key(settings: Settings) -> None:
    application = ApplicationFactory(cv=False)
    token = application_token(application)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 10
    assert read_application_token(token) == application
    settings.SECRET_KEY_FALLBACKS = []
    assert read_application_token(token) is None


@pytest.mark.parametrize("name", PAGES)
def test_page_opens_with_the_key_and_leaks_nothing_of_it(client: Client, name: str) -> None:
    token = application_token(ApplicationFactory())
    response = client.get(path_of(name, token))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Referrer-Policy"] == "strict-origin"
    assert response.headers["X-Robots-Tag"] == "noindex"
    tree = page(response).tree
    assert tree.select_one("meta[name=robots]")["content"] == "noindex"
    assert tree.select("link[rel=canonical], link[hreflang]") == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_page_of_a_forged_key_is_answered_in_the_language_of_its_address(
    client: Client, language: str
) -> None:
    shown = page(client.get(path_of("status", "x", language)))
    assert (shown.status, shown.tree.html["lang"]) == (404, language)


def test_forms_are_refused_from_other_sites() -> None:
    application = ApplicationFactory(cv=False)
    path = path_of("withdraw", application_token(application))
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path).status_code == 403
    tree = page(strict.get(path)).tree
    value = tree.select_one("input[name=csrfmiddlewaretoken]")["value"]
    assert strict.post(path, {"csrfmiddlewaretoken": value}).status_code == 302


def test_pages_set_no_cookie_but_that_of_their_forms(client: Client) -> None:
    client.get(application_path(ApplicationFactory()))
    assert set(client.cookies) <= {"csrftoken"}


def test_revoke_asks_first_and_then_makes_every_link_invalid(client: Client) -> None:
    application = ApplicationFactory(cv=False)
    token = application_token(application)
    assert client.get(path_of("revoke", token)).status_code == 200
    assert client.get(path_of("status", token)).status_code == 200
    shown = client.post(path_of("revoke", token), follow=True)
    assert shown.redirect_chain[-1][0] == "/en/lost-link/?revoked"
    assert "All links to your application are now deactivated." in shown.content.decode()
    assert client.get(path_of("status", token)).status_code == 404
    application.refresh_from_db()
    assert client.get(application_path(application)).status_code == 200
