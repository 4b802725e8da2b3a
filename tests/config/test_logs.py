"""The log names no key that opens something."""

import logging
import re
from collections.abc import Iterator
from io import StringIO
from smtplib import SMTPRecipientsRefused

import pytest
from allauth.account.forms import default_token_generator
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from applications.alerts.alert_links import alert_path
from applications.models import JobAlert
from applications.signed_links import application_path
from config.logs import E_MAIL, KEY, RESET_KEY, DiscreetFormatter, build_logging
from config.staff.invitation_links import invitation_path
from config.staff.models import Invitation
from tests.applications.factories import ApplicationFactory
from tests.config.people import person

pytestmark = pytest.mark.django_db
HELD = re.compile(r"<str:(?:token|key)>|\(\?P<uidb36>.*\)")
"""The key in a route."""
MAILED_LINKS = 18


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What the console would show of this test's requests."""
    written, handler = StringIO(), logging.StreamHandler()
    handler.setStream(written)
    handler.setFormatter(DiscreetFormatter(settings.LOGGING["formatters"]["line"]["fmt"]))
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def test_key_of_a_refused_form_is_not_logged(client: Client, log: StringIO) -> None:
    path = application_path(ApplicationFactory(), "en")
    assert client.post(f"{path}document/").status_code == 422
    assert "Unprocessable Content: /en/application/(key)/document/" in log.getvalue()


@pytest.mark.parametrize("glued", ["x{}", "{}x", "{}-and-more", "{}.", "{}%C2%A0"])
def test_key_with_a_fault_in_it_is_not_logged(client: Client, log: StringIO, glued: str) -> None:
    key = application_path(ApplicationFactory(), "en").split("/")[3]
    assert client.get(f"/en/application/{glued.format(key)}/").status_code == 404
    assert (key in log.getvalue(), "(key)" in log.getvalue()) == (False, True)


def test_key_from_elsewhere_is_not_logged(client: Client, log: StringIO) -> None:
    key = "x" + application_path(ApplicationFactory(), "en").split("/")[3]
    assert client.get(reverse("applications:status", args=[key])).status_code == 404
    assert (key in log.getvalue(), "(key)" in log.getvalue()) == (False, True)


def test_key_of_an_alert_is_not_logged(client: Client, log: StringIO) -> None:
    path = alert_path(JobAlert(email="kim@example.org", language="en"))
    assert client.get(path).status_code == 404
    assert log.getvalue().rstrip().endswith("Not Found: /en/job-alert/(key)/")


def keyed_routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Each route with a key in it, in the language that is active."""
    for pattern in patterns:
        route = before + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLResolver):
            yield from keyed_routes(pattern.url_patterns, route)
        elif HELD.search(route):
            yield route


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    "cut", ["WyJBUEhULVF", "Wy JBUE 1xY85D:N4Dr", "WyJB/UEhULVF:1xY85D", "1-q2x4-01"]
)
def test_no_key_is_logged_however_it_is_cut_off(log: StringIO, language: str, cut: str) -> None:
    with override(language):
        routes = [*keyed_routes(get_resolver().url_patterns)]
    assert len(routes) >= MAILED_LINKS
    for path in (HELD.sub(cut, route) for route in routes):
        logging.getLogger("django.request").warning("Not Found: /%s", path)
        logging.getLogger("django.request").warning("Not Found: /%s", path.partition(cut)[0] + cut)
    lines = log.getvalue().splitlines()
    assert [
        line for line in lines if "(key)" not in line or cut[:4] in line or cut[-4:] in line
    ] == []


def test_pages_of_the_staff_are_logged_whole(log: StringIO) -> None:
    path = "/admin/applications/application/12/change/"
    logging.getLogger("django.request").warning("Not Found: %s", path)
    assert log.getvalue().rstrip().endswith(path)


def test_address_without_a_key_is_logged_whole(client: Client, log: StringIO) -> None:
    assert client.get("/en/jobs/12:30-engineer-of-many-things/").status_code == 404
    assert log.getvalue().rstrip().endswith("Not Found: /en/jobs/12:30-engineer-of-many-things/")


def test_fault_of_a_mail_server_is_logged_without_the_address(log: StringIO) -> None:
    fault = SMTPRecipientsRefused({"ayse.oeztuerk+1@mail.example.org": (550, b"No such user")})
    logging.getLogger("procrastinate").error("Job failed at 12:30 in pool@main", exc_info=fault)
    text = log.getvalue()
    assert ("ayse" in text, "(e-mail)" in text, "No such user" in text) == (False, True, True)
    assert "Job failed at 12:30 in pool@main" in text


@pytest.mark.parametrize(
    ("pattern", "word"), [(KEY, f"value:{'x' * 43}"), (E_MAIL, "ada@example.org")]
)
def test_what_is_left_out_is_looked_for_once_in_each_word(
    pattern: re.Pattern[str], word: str
) -> None:
    assert [place for place in range(len(word)) if pattern.match(word, place)] == [0]


@pytest.mark.parametrize("word", ["a" * 60, "a." * 30, "a@" * 30, "a:" * 30])
def test_word_that_is_neither_key_nor_address_is_logged_whole(log: StringIO, word: str) -> None:
    logging.getLogger("django.request").warning("Not Found: /%s", word)
    assert word in log.getvalue()


def test_log_of_the_site_is_written_so() -> None:
    line = settings.LOGGING["formatters"]["line"]
    assert line["()"] == "config.logs.DiscreetFormatter"


def test_key_of_an_invitation_is_not_logged(client: Client, log: StringIO) -> None:
    path = invitation_path(Invitation(pk=7))
    assert client.get(path).status_code == 404
    assert log.getvalue().rstrip().endswith("Not Found: /staff/invitation/(key)/")


def test_key_of_a_password_reset_is_not_logged(client: Client, log: StringIO) -> None:
    token = default_token_generator.make_token(person("anna"))
    path = reverse("account_reset_password_from_key", args=["1", token])
    assert client.post(f"{path}more/").status_code == 404
    assert log.getvalue().rstrip().endswith("Not Found: /staff/password/new/(key)/more/")
    assert client.post(f"{path.rstrip('/')}0x/more/").status_code == 404
    assert token not in log.getvalue()


def test_words_with_two_hyphens_are_logged() -> None:
    assert RESET_KEY.sub("", "1-abcdef-0123456789abcdef") == "1-abcdef-0123456789abcdef"


def test_foreign_host_name_is_no_error_of_the_log() -> None:
    """With the levels of production, which the settings of the tests have as well."""
    levels = {name: one["level"] for name, one in build_logging("INFO")["loggers"].items()}
    assert levels["django.security.DisallowedHost"] == "CRITICAL"


def test_wrong_host_is_answered_without_a_traceback(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    assert client.get("/de/stellen/", headers={"host": "elsewhere.example"}).status_code == 400
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []
