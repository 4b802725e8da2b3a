import errno

import psycopg
import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from procrastinate.exceptions import ConnectorException

from config import errors
from tests.config.people import browser, hr_manager, team_member

pytestmark = pytest.mark.django_db
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; manifest-src 'self'; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
PAGES = {
    400: ("Diese Anfrage ist nicht lesbar", "This request cannot be read"),
    403: ("Diese Seite dürfen Sie nicht sehen", "You may not see this page"),
    404: ("Diese Seite gibt es nicht", "This page does not exist"),
    411: ("Die Größe des Uploads fehlt", "The size of the upload is missing"),
    413: ("Der Upload ist zu groß", "The upload is too large"),
    429: ("Zu viele Anfragen", "Too many requests"),
}


def fail(error: Exception) -> None:
    raise error


def fail_to_defer(error: psycopg.Error) -> None:
    """As procrastinate does when the database fails while a job is deferred."""
    raise ConnectorException from error


urlpatterns = [
    path("broken/", lambda request: fail(RuntimeError("secret detail"))),
    path("away/", lambda request: fail(OperationalError("secret detail"))),
    path("wrapped/", lambda request: fail_to_defer(psycopg.errors.DiskFull("secret detail"))),
    path("wrong/", lambda request: fail_to_defer(psycopg.errors.UndefinedTable("secret detail"))),
    path("full/", lambda request: fail(OSError(errno.ENOSPC, "secret detail"))),
    path("read-only/", lambda request: fail(OSError(errno.EROFS, "secret detail"))),
    path("gone/", lambda request: fail(OSError(errno.ENOENT, "secret detail"))),
    path("denied/", lambda request: fail(PermissionDenied())),
]
handler500 = "config.errors.server_error"


def page(status: int, address: str, **headers: str) -> str:
    request = RequestFactory(headers=headers).get(address, HTTP_HOST="localhost")
    request.resolver_match = None
    response = errors.render_error_page(request, status)
    assert response.status_code == status
    return response.text


@pytest.mark.parametrize("status", PAGES)
def test_page_speaks_the_language_of_the_address(status: int) -> None:
    german, english = PAGES[status]
    assert f"<h1>{german}</h1>" in page(status, "/de/x/", **{"accept-language": "en"})
    assert f"<h1>{english}</h1>" in page(status, "/en/x/", **{"accept-language": "de"})


def test_page_without_a_language_in_its_address_asks_the_browser() -> None:
    assert '<html lang="en">' in page(404, "/admin/x/", **{"accept-language": "en"})
    assert '<html lang="de">' in page(404, "/admin/x/", **{"accept-language": "fr"})


@override_settings(ROOT_URLCONF="tests.config.test_errors")
@pytest.mark.parametrize(
    ("address", "status", "text"),
    [
        ("/broken/", 500, "We made a mistake"),
        ("/read-only/", 503, "Files cannot be reached"),
        ("/gone/", 500, "We made a mistake"),
        ("/away/", 503, "Back in a moment"),
        ("/wrapped/", 503, "Back in a moment"),
        ("/wrong/", 500, "We made a mistake"),
        ("/full/", 503, "Files cannot be reached"),
    ],
)
def test_our_faults_have_a_page_in_both_languages_without_details(
    address: str, status: int, text: str
) -> None:
    answer = Client(raise_request_exception=False).get(address, secure=True)
    assert (answer.status_code, text in answer.text, "secret" in answer.text) == (
        status,
        True,
        False,
    )
    assert '<html lang="de">' in answer.text
    assert answer.headers["Content-Security-Policy"] == CSP


@override_settings(ROOT_URLCONF="tests.config.test_errors")
def test_database_away_says_when_to_come_back() -> None:
    answer = Client(raise_request_exception=False).get("/away/", secure=True)
    assert answer.headers["Retry-After"] == "30"


def test_pages_for_our_faults_ask_no_database(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):
        assert errors.render_plain_page(500).status_code == 500
        assert errors.render_plain_page(503).status_code == 503


def test_unknown_host_gets_a_plain_page() -> None:
    answer = Client().get("/de/stellen/", HTTP_HOST="evil.example", secure=True)
    assert (answer.status_code, "Unbekannte Adresse" in answer.text) == (400, True)
    assert answer.headers["Content-Security-Policy"] == CSP


def test_form_without_its_secret_explains_what_to_do() -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    answer = client.post("/staff/login/", {"login": "anna"}, secure=True, HTTP_HOST="localhost")
    assert (answer.status_code, "what you typed is still there" in answer.text) == (403, True)


def test_form_without_its_secret_explains_in_german() -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "de"})
    answer = client.post("/staff/login/", {"login": "anna"}, secure=True, HTTP_HOST="localhost")
    assert "<h1>Das Formular wurde nicht angenommen</h1>" in answer.text


@pytest.mark.parametrize(
    "address",
    ["/de/stellen/", "/de/nichts/", "/admin/", "/staff/login/", "/healthz", "/brand.css", "/de/?q=%00",
     "/static/css/tokens.css", "/nothing", "/"],
)  # fmt: skip
def test_every_answer_carries_the_policy(address: str) -> None:
    answer = browser(hr_manager()).get(address)
    answer.close()
    assert answer.headers["Content-Security-Policy"] == CSP


def test_redirect_to_https_carries_the_policy_too() -> None:
    with override_settings(SECURE_SSL_REDIRECT=True):
        answer = Client().get("/de/stellen/", HTTP_HOST="localhost")
    assert (answer.status_code, answer.headers["Content-Security-Policy"]) == (301, CSP)


def test_page_without_the_right_is_forbidden_with_a_sentence() -> None:
    answer = browser(team_member()).get("/admin/auth/user/")
    assert (answer.status_code, "You may not see this page" in answer.text) == (403, True)


def test_language_falls_back_to_the_portals_own(settings: object) -> None:
    request = HttpRequest()
    request.path_info = "/x"
    assert errors.page_language(request) == "de"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "heading", "link"),
    [
        ("/de/bewerbung/nichts/", "Dieser Link gilt nicht (mehr)", "Neuen Link anfordern"),
        (
            "/en/application/none/",
            "This link is not valid, or no longer valid",
            "Ask for a new link",
        ),
        ("/en/none/", "This page does not exist", "Ask for a new link"),
    ],
)
def test_unusable_link_to_an_application_leads_to_a_new_one(
    client: Client, path: str, heading: str, link: str
) -> None:
    answer = client.get(path)
    page = BeautifulSoup(answer.text, "html.parser")
    assert (answer.status_code, page.h1.text) == (404, heading)
    assert next(a.text for a in page.select("article a") if "lin" in str(a["href"])) == link


@pytest.mark.django_db
def test_staff_without_a_right_get_back_to_the_overview() -> None:
    answer = browser(team_member()).get("/admin/auth/user/")
    links = BeautifulSoup(answer.text, "html.parser").select("article .actions a")
    assert next(link["href"] for link in links) == "/admin/"
