"""A forgotten password: the same answer for everybody, a link for staff, one new password by it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from config.staff.tasks import send_password_reset
from tests.config.people import PASSWORD, browser, person
from tests.config.staff.test_auth import WRONG, sign_in

pytestmark = pytest.mark.django_db

FORGOTTEN = "/staff/password/forgotten/"
NEW = "Ein-Neues-Wort-2026"


def ask(email: str, client: Client | None = None) -> list[dict[str, object]]:
    """Ask for a link; returns what the jobs of it are to do."""
    answer = (client or browser()).post(FORGOTTEN, {"email": email})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{FORGOTTEN}sent/")
    return [
        job.args for job in ProcrastinateJob.objects.filter(task_name="staff.send_password_reset")
    ]


def link_for(user: User) -> str:
    """The path in the mail that this account gets."""
    send_password_reset(account_ids=[user.pk], language="en")
    return next(
        "/" + line.split("/", 3)[3]
        for line in mail.outbox[-1].body.splitlines()
        if line.startswith("http")
    )


def choose(path: str, client: Client | None = None, password: str = NEW) -> int:
    """Open a link and set this password; the number of the answer."""
    visitor = client or browser()
    page = visitor.get(path, follow=True)
    if not page.redirect_chain:
        return page.status_code
    target = page.redirect_chain[-1][0]
    return visitor.post(target, {"password1": password, "password2": password}).status_code


@pytest.mark.parametrize("typed", ["anna@example.org", "ANNA@Example.ORG"])
def test_account_is_found_by_its_address(typed: str) -> None:
    user = person("anna", email="Anna@example.org")
    assert ask(typed) == [{"account_ids": [user.pk], "language": "en"}]


@pytest.mark.parametrize(
    "fields",
    [
        {"email": "other@example.org"},
        {"email": "anna@example.org", "is_active": False},
        {"email": "anna@example.org", "is_staff": False},
    ],
)
def test_others_get_the_same_answer_and_a_job_that_mails_nothing(fields: dict[str, object]) -> None:
    person("anna", **fields)
    assert ask("anna@example.org") == [{"account_ids": [], "language": "en"}]


def test_known_and_unknown_addresses_ask_the_database_the_same() -> None:
    person("anna", email="anna@example.org")
    counts = []
    for email in ("anna@example.org", "nobody@example.org"):
        client = browser()
        with CaptureQueriesContext(connection) as asked:
            client.post(FORGOTTEN, {"email": email})
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_account_without_a_password_of_its_own_is_mailed_nothing() -> None:
    user = person("anna", email="anna@example.org")
    user.set_unusable_password()
    user.save()
    assert ask("anna@example.org") == [{"account_ids": [], "language": "en"}]


def test_mail_goes_to_the_address_of_the_account() -> None:
    link_for(person("anna", email="anna@example.org"))
    assert [sent.to for sent in mail.outbox] == [["anna@example.org"]]
    assert mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"


def test_mail_is_in_the_language_of_the_page() -> None:
    user = person("anna", email="anna@example.org")
    send_password_reset(account_ids=[user.pk], language="de")
    assert mail.outbox[0].subject == "Ein neues Passwort für Verein Musterwolke e. V."
    assert "Der Link gilt einmal, 60 Minuten lang." in mail.outbox[0].body


def test_account_that_was_closed_meanwhile_is_mailed_nothing() -> None:
    user = person("anna", email="anna@example.org", is_active=False)
    send_password_reset(account_ids=[user.pk], language="en")
    assert mail.outbox == []


def test_link_sets_a_new_password() -> None:
    user = person("anna", email="anna@example.org")
    assert choose(link_for(user)) == 302
    assert sign_in(browser(), "anna", NEW).status_code == 302
    assert WRONG in sign_in(browser(), "anna", PASSWORD).text


def test_link_works_once() -> None:
    path = link_for(person("anna", email="anna@example.org"))
    assert [choose(path), choose(path)] == [302, 200]
    assert "This link no longer works" in browser().get(path).text


@pytest.mark.parametrize(("minutes", "opens"), [(59, True), (61, False)])
def test_link_works_for_an_hour(minutes: int, opens: bool, time_machine) -> None:
    path = link_for(person("anna", email="anna@example.org"))
    time_machine.move_to(timezone.now() + timedelta(minutes=minutes))
    assert ("This link no longer works" in browser().get(path, follow=True).text) is not opens


def test_hour_of_a_link_ends_although_clocks_are_put_back(time_machine) -> None:
    user = person("anna", email="anna@example.org")
    time_machine.move_to(datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin")))
    path = link_for(user)
    time_machine.shift(timedelta(minutes=61))
    assert "This link no longer works" in browser().get(path, follow=True).text


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_link_of_somebody_who_left_opens_nothing(change: dict[str, bool]) -> None:
    path = link_for(person("anna", email="anna@example.org"))
    User.objects.update(**change)
    assert "This link no longer works" in browser().get(path, follow=True).text


def test_new_password_ends_other_sessions() -> None:
    user = person("anna", email="anna@example.org")
    client = browser(user)
    choose(link_for(user))
    assert client.get("/admin/").status_code == 302


def test_new_password_signs_in_although_the_tries_were_used_up() -> None:
    user = person("anna", email="anna@example.org")
    for number in range(6):
        sign_in(browser(), "anna", f"wrong{number}")
    choose(link_for(user))
    assert sign_in(browser(), "anna", NEW).status_code == 302


def test_weak_password_is_refused() -> None:
    user = person("anna", email="anna@example.org")
    assert choose(link_for(user), password="kurz") == 200
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_address_can_be_asked_for_five_times_an_hour() -> None:
    answers = [browser().post(FORGOTTEN, {"email": "a@example.org"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert "Wait 60 minutes, then" in answers[-1].text


def test_network_can_ask_twenty_times_an_hour() -> None:
    answers = [
        browser().post(FORGOTTEN, {"email": f"a{number}@example.org"}) for number in range(21)
    ]
    assert [answer.status_code for answer in answers] == [302] * 20 + [429]


def test_link_leads_to_an_address_without_the_key() -> None:
    path = link_for(person("anna", email="anna@example.org"))
    answer = browser().get(path)
    assert answer.headers["Location"].endswith("-set-password/")


def test_sign_in_leads_to_a_new_password_by_one_link() -> None:
    page = browser().get("/staff/login/").text
    assert (page.count(f'href="{FORGOTTEN}"'), page.count("placeholder=")) == (1, 0)


def test_each_account_of_an_address_has_a_job_of_its_own() -> None:
    """A job is tried again as a whole: two mails in one would be sent twice when the second fails."""
    users = [person(name, email="team@example.org") for name in ("anna", "bert")]
    send_password_reset(account_ids=[user.pk for user in users], language="en")
    waiting = [job.args["account_ids"] for job in ProcrastinateJob.objects.order_by("pk")]
    assert (waiting, mail.outbox) == ([[user.pk] for user in users], [])
    for ids in waiting:
        send_password_reset(account_ids=ids, language="en")
    named = [[name in sent.body for name in ("“anna”", "“bert”")] for sent in mail.outbox]
    assert named == [[True, False], [False, True]]
