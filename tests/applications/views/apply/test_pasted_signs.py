"""What was pasted from contacts or chats has signs around it that nobody sees; they are no fault."""

import pytest
from django.test import Client

from applications.models import Application, JobAlert
from tests.applications.factories import ApplicationFactory
from tests.applications.job_alerts import ask
from tests.applications.site import LANGUAGES, page, send
from tests.applications.views.apply.test_questions import asking, question_fields
from tests.careers.factories import published
from tests.config.people import browser, hr_manager

pytestmark = pytest.mark.django_db

AROUND = ["\u202a{}\u202c", "\u2066{}\u2069", "\ufeff\u200e{}\u200b\u200f ", "\u202d{}"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", "Ayşe Öztürk"),
        ("name", "علی\u200cرضا"),
        ("email", "ayse@example.org"),
        ("phone", "+49 30 1"),
        ("message", "Hallo!"),
    ],
)
def test_signs_around_a_value_are_dropped(
    client: Client, language: str, around: str, name: str, value: str
) -> None:
    send(client, published(), language, **{name: around.format(value)})
    assert getattr(Application.objects.get(), name) == value


def test_signs_at_line_ends_of_a_message_are_dropped(client: Client) -> None:
    send(
        client, published(), message="Hallo,\u200b\r\n\u202aich bin da:\u202c\r\n\u2066030 1\u2069."
    )
    assert Application.objects.get().message.splitlines() == ["Hallo,", "ich bin da:", "030 1."]


def test_signs_around_answers_are_dropped(client: Client) -> None:
    posting = asking()
    pasted = ("\u200bDarum\u200b", "1", "no", "\u202a38,5\u202c", "\u20662027-03-01\u2069")
    send(client, posting, **question_fields(posting, *pasted))
    values = [answer["value"] for answer in Application.objects.get().answers]
    assert values == ["Darum", "late", False, "38.5", "2027-03-01"]


@pytest.mark.parametrize("name", ["\u202a\u200b\u202c", "\u3164\u2800", "\u034f \u3164"])
def test_value_of_nothing_but_signs_is_missing(client: Client, name: str) -> None:
    shown = send(client, published(), name=name)
    assert shown.errors == [("#id_name", "Enter your name.")]


def test_signs_around_the_address_of_an_alert_are_dropped(client: Client) -> None:
    ask(client, email="\u202aayse@example.org\u202c")
    assert JobAlert.objects.get().email == "ayse@example.org"


def test_signs_around_the_address_of_a_lost_link_are_dropped(client: Client) -> None:
    ApplicationFactory()
    shown = page(client.post("/en/lost-link/", {"email": "\u202aayse@example.org\u202c"}))
    assert shown.status == 302


def test_signs_around_a_message_of_the_staff_are_dropped() -> None:
    application = ApplicationFactory()
    path = f"/admin/applications/application/{application.pk}/message/"
    written = {"subject": "\u200bGespräch", "body": "\u200bGuten Tag\u200b\r\nBis bald\u202c"}
    browser(hr_manager()).post(path, written | {"language_confirmed": "on"})
    mail = application.outgoing_mails.get()
    assert [mail.subject, *mail.body.splitlines()] == ["Gespräch", "Guten Tag", "Bis bald"]
