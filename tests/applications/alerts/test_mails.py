"""What the mail with new positions looks like, and the ways to end it."""

import re
from datetime import datetime
from email import message_from_bytes, policy
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from pytest_django import Settings

from applications.alerts.alert_links import END, alert_key, end_path
from applications.alerts.mails import MOST_SHOWN, compose_digest
from applications.alerts.searches import find_fitting_texts, read_search
from applications.models import JobAlert
from tests.applications.alerts.test_digest import LONG_AGO
from tests.applications.job_alerts import AlertFactory
from tests.applications.site import page, words
from tests.careers.factories import published

pytestmark = pytest.mark.django_db
SITE = "https://jobs.example.org"


def compose_mail(**fields: Any) -> EmailMultiAlternatives:
    alert = AlertFactory(**fields)
    texts = find_fitting_texts(read_search(alert.query), alert.language, LONG_AGO).for_lists()
    return compose_digest(alert, list(texts))


def html_of(message: EmailMultiAlternatives) -> str:
    (content, media_type), *others = message.alternatives
    assert (media_type, others) == ("text/html", [])
    return str(content)


def links(text: str) -> list[str]:
    return re.findall(r"https?://[^\s\"<>]+", text)


def test_mail_says_what_a_reader_decides_by() -> None:
    published(closes_at=datetime.fromisoformat("2099-01-15T23:59:00+01:00"))
    body = compose_mail(query="?q=technician").body
    for part in (
        "Operations Technician (d/f/m)\nYou keep the platform running.\n",
        "Berlin",
        "78,000",
        "until 15 January 2099",
        "Your search:\nSearch words: technician\n",
    ):
        assert part in body
    assert "\n\n\n" not in body


def test_both_parts_say_the_same() -> None:
    published()
    message = compose_mail()
    tree = BeautifulSoup(html_of(message), "html.parser")
    assert tree.html["lang"] == "en"
    assert words(tree.h1) == "1 new position"
    assert words(tree.h2) == "Operations Technician (d/f/m)"
    for part in ("You keep the platform running.", "78,000", "Every new position."):
        assert (part in message.body, part in words(tree)) == (True, True)


@pytest.mark.parametrize(("language", "title"), [("de", "Technikerin"), ("en", "Technician")])
def test_mail_is_in_the_language_of_the_alert(language: str, title: str) -> None:
    published()
    message = compose_mail(language=language)
    other = {"de": "/en/", "en": "/de/"}[language]
    for text in (message.body, html_of(message)):
        assert (title in text, f"/{language}/" in text, other in text) == (True, True, False)


def test_position_in_another_language_is_marked() -> None:
    published(german_only=True)
    message = compose_mail()
    tree = BeautifulSoup(html_of(message), "html.parser")
    assert words(tree.select_one("h2[lang=de]")) == "Technikerin für Betrieb (d/w/m)"
    assert "(only in German)" in message.body
    assert "(only in German)" in words(tree)


def test_html_part_shows_words_as_words() -> None:
    published(title_en="Cloud <b>&amp; Engineer", summary_en="<script>")
    message = compose_mail(query="?q=%3Cb%3E+cloud")
    html = html_of(message)
    assert ("<b>" in html, "<script" in html) == (False, False)
    assert "Cloud <b>&amp; Engineer" in message.body


def test_no_link_of_the_mail_is_dead(client: Client, settings: Settings) -> None:
    settings.SITE_URL = SITE
    for _number in range(2):
        published()
    message = compose_mail(query="?q=technician&place=berlin")
    found = {*links(message.body), *links(html_of(message).replace("&amp;", "&"))}
    paths = [link.removeprefix(SITE) for link in found]
    answers = {path: client.get(path).status_code for path in paths}
    assert answers == dict.fromkeys(answers, 200)
    assert len(answers) == 5  # two positions, the list, the alert, its end


def test_long_mail_is_cut_and_says_so() -> None:
    for _number in range(MOST_SHOWN + 1):
        published()
    message = compose_mail()
    assert message.subject.startswith("31 new positions – ")
    assert message.body.count("Operations Technician") == MOST_SHOWN
    assert ("… and 1 more." in message.body, "… and 1 more." in html_of(message)) == (True, True)


def test_headers_offer_one_click(settings: Settings) -> None:
    settings.SITE_URL = "https://careers.a-rather-long-name.department.example.org"
    published()
    alert = AlertFactory()
    message = compose_digest(
        alert, list(find_fitting_texts(read_search(""), "en", LONG_AGO).for_lists())
    )
    raw = message.message().as_bytes()
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\n" in raw
    assert b"=?" not in raw.partition(b"List-Unsubscribe:")[2].partition(b"\nList-")[0]
    parsed = message_from_bytes(raw, policy=policy.default)
    assert parsed["List-Unsubscribe"] == f"<{settings.SITE_URL}{end_path(alert)}>"
    assert parsed["Auto-Submitted"] == "auto-generated"


def one_click(client: Client, path: str) -> int:
    """What a mail program sends: neither cookie nor referrer nor token of a form."""
    body = {"List-Unsubscribe": "One-Click"}
    return int(client.post(path, body, headers={"sec-fetch-site": "cross-site"}).status_code)


def test_one_click_ends_this_alert_only_and_can_be_repeated() -> None:
    alert, other = AlertFactory(), AlertFactory(query="?q=a")
    client = Client(enforce_csrf_checks=True)
    path = end_path(alert)
    assert [one_click(client, path) for _time in range(2)] == [200, 200]
    assert list(JobAlert.objects.all()) == [other]


def test_one_click_with_a_key_that_is_not_for_it_ends_nothing(client: Client) -> None:
    alert = AlertFactory()
    keys = [alert_key(alert), f"{alert_key(alert, END)}x", str(alert.token), "x"]
    assert [one_click(client, f"/en/job-alert/{key}/end/") for key in keys] == [404] * 4
    assert JobAlert.objects.count() == 1
    assert one_click(client, f"/en/job-alert/{alert_key(alert, END)}/end/") == 200


def test_opening_the_link_ends_nothing_and_asks(client: Client) -> None:
    alert = AlertFactory()
    shown = page(client.get(end_path(alert)))
    assert (shown.status, JobAlert.objects.count()) == (200, 1)
    assert words(shown.tree.h1) == "End the alert?"
    assert words(page(client.post(end_path(alert))).tree.h1) == "The alert has ended"
    assert words(page(client.get(end_path(alert))).tree.h1) == "The alert has ended"
