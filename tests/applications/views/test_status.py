"""The applicant's own page: where the application stands, and what can be done with it."""

from datetime import datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from applications.enums import Stage
from applications.models import Application
from applications.services import move_application
from applications.signed_links import application_path
from tests.applications.factories import ApplicationFactory, DocumentFactory
from tests.applications.site import page, words
from tests.careers.factories import published

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")


def status_page(client: Client, application: Application, query: str = "") -> BeautifulSoup:
    return page(client.get(application_path(application, "en") + query)).tree


def steps(tree: BeautifulSoup) -> list[tuple[str, str]]:
    """Each step: done, current or next, and its words."""
    rows = tree.select(".steps li")
    return [
        (
            "current" if row.has_attr("aria-current") else row["class"][0].removeprefix("is-"),
            words(row),
        )
        for row in rows
    ]


def application_through(*stages: Stage, **fields: object) -> Application:
    """An application that went through these stages, one a day from the 24th of November on."""
    application = ApplicationFactory(submitted_at=NOON, cv=False, **fields)
    for days, stage in enumerate(stages, start=1):
        move_application(
            application=application,
            to=stage,
            actor=None,
            reason="",
            now=NOON + timedelta(days=days),
        )
    return application


def links(tree: BeautifulSoup) -> list[str]:
    return [words(link) for link in tree.select(".sidebar a, .sidebar button")]


def test_page_after_sending_says_what_to_do_without_a_mail(client: Client) -> None:
    application = ApplicationFactory()
    help_without = [
        [
            words(one)
            for one in status_page(client, application, query).select("header a[href^=mailto]")
        ]
        for query in ("", "?sent")
    ]
    assert help_without == [[], ["stellen@example.org"]]


def test_status_lists_each_document(client: Client) -> None:
    application = ApplicationFactory(cv={"size": 2048, "created_at": NOON})
    DocumentFactory(
        application=application, kind="other", media_type="image/png", name="Z.png", created_at=NOON
    )
    tree = status_page(client, application)
    assert words(tree.select_one(".file")) == (
        "PDF Lebenslauf Öztürk.pdfCV · 2 KB · 23 November 2026 Replace Lebenslauf Öztürk.pdf"
    )
    assert len(tree.select(".file")) == 2


def test_status_shows_reference_posting_and_time(client: Client) -> None:
    application = ApplicationFactory(submitted_at=NOON)
    tree = page(client.get(application_path(application, "de"))).tree
    assert words(tree.select_one(".reference")) == application.reference
    assert words(tree.select_one(".lead")) == "Technikerin für Betrieb (d/w/m)"
    assert words(tree.select_one(".steps .is-done small")) == "23. November 2026 um 12:00 Uhr"


def test_status_names_no_person(client: Client) -> None:
    application = ApplicationFactory(phone="030 123", message="Hallo")
    body = client.get(application_path(application)).content.decode()
    told = (application.name, application.email, application.phone, application.message)
    assert [word for word in told if word in body] == []


def test_status_says_thank_you_after_sending_only(client: Client) -> None:
    application = ApplicationFactory()
    assert words(status_page(client, application, "?sent").h1) == "Thank you for your application"
    assert words(status_page(client, application).h1) == "Your application has arrived"


def test_status_says_that_a_form_sent_twice_is_one_application(client: Client) -> None:
    application = ApplicationFactory()
    again = "This application had already arrived"
    assert again in words(status_page(client, application, "?repeated"))
    assert again not in words(status_page(client, application))


@time_machine.travel(NOON + timedelta(days=10), tick=False)
def test_status_says_by_when_the_ad_promised_an_answer(client: Client) -> None:
    application = ApplicationFactory(posting=published(answer_days=10), submitted_at=NOON)
    tree = status_page(client, application)
    assert words(tree.select_one("[aria-current=step] small")) == (
        "You will hear from us by 3 December 2026."
    )
    assert "We are sorry" not in words(tree)


@time_machine.travel(NOON + timedelta(days=11), tick=False)
def test_status_apologises_when_the_promised_day_is_over(client: Client) -> None:
    application = ApplicationFactory(posting=published(answer_days=10), submitted_at=NOON)
    tree = status_page(client, application)
    assert tree.select("[aria-current=step] small") == []
    assert "We promised to reply by 3 December 2026 and have not done so yet." in words(tree)
    assert tree.select_one("a[href='mailto:stellen@example.org']")


def test_status_promises_no_date_where_the_ad_did_not(client: Client) -> None:
    assert status_page(client, ApplicationFactory()).select("[aria-current=step] small") == []


def test_status_promises_no_answer_once_there_is_one(client: Client) -> None:
    posting = published(answer_days=10)
    application = application_through(Stage.INTERVIEW, posting=posting)
    assert "You will hear from us" not in words(status_page(client, application))


def test_steps_of_a_new_application(client: Client) -> None:
    assert steps(status_page(client, application_through())) == [
        ("done", "Your application has arrived (done) 23 November 2026 at 12:00"),
        ("current", "We read it"),
        ("next", "We get to know each other"),
        ("next", "We decide and tell you"),
    ]


def test_steps_say_since_when(client: Client) -> None:
    assert steps(status_page(client, application_through(Stage.IN_REVIEW, Stage.INTERVIEW))) == [
        ("done", "Your application has arrived (done) 23 November 2026 at 12:00"),
        ("done", "We have read it (done) 24 November 2026"),
        ("current", "We get to know each other since 25 November 2026"),
        ("next", "We decide and tell you"),
    ]


def test_steps_leave_out_what_was_skipped(client: Client) -> None:
    assert steps(status_page(client, application_through(Stage.IN_REVIEW, Stage.OFFER))) == [
        ("done", "Your application has arrived (done) 23 November 2026 at 12:00"),
        ("done", "We have read it (done) 24 November 2026"),
        ("current", "We make you an offer since 25 November 2026"),
    ]


def test_steps_end_with_the_decision(client: Client) -> None:
    assert steps(status_page(client, application_through(Stage.IN_REVIEW, Stage.REJECTED))) == [
        ("done", "Your application has arrived (done) 23 November 2026 at 12:00"),
        ("done", "We have read it (done) 24 November 2026"),
        ("done", "We have decided (done) 25 November 2026"),
    ]


@pytest.mark.parametrize(
    ("stages", "heading"),
    [
        ((), "Your application has arrived"),
        ((Stage.IN_REVIEW,), "We are reading your application"),
        ((Stage.INTERVIEW,), "We would like to get to know you"),
        ((Stage.IN_REVIEW, Stage.OFFER), "We would like to work with you"),
        ((Stage.IN_REVIEW, Stage.OFFER, Stage.HIRED), "We look forward to working with you"),
        ((Stage.REJECTED,), "We will not be taking your application further"),
        ((Stage.ENDED,), "The procedure has ended without a decision"),
        ((Stage.WITHDRAWN,), "You have withdrawn your application"),
    ],
)
def test_status_is_told_in_plain_words(
    client: Client, stages: tuple[Stage, ...], heading: str
) -> None:
    tree = status_page(client, application_through(*stages))
    assert words(tree.h1) == heading
    assert "in_review" not in words(tree)


@time_machine.travel(NOON + timedelta(days=1), tick=False)
def test_status_offers_what_is_possible(client: Client) -> None:
    correct = "Correct name, phone or email"
    always = [
        *("Privacy notice", "Ask for the full copy", "Read more and agree"),
        "Deactivate all links",
    ]
    assert links(status_page(client, application_through())) == [
        "Download a copy", correct, "Withdraw the application", "Erase everything", *always,
    ]  # fmt: skip
    assert links(status_page(client, application_through(Stage.REJECTED))) == [
        "Download a copy", correct, "Have everything locked and erased later", *always,
    ]  # fmt: skip


def test_status_says_when_data_are_deleted(client: Client) -> None:
    assert "We delete everything 6 months after the decision." in words(
        status_page(client, application_through())
    )
    decided = status_page(client, application_through(Stage.REJECTED))
    assert "We delete everything on 24 May 2027." in words(decided)


def test_status_of_a_held_application_says_why_it_is_kept(client: Client) -> None:
    tree = status_page(client, application_through(Stage.REJECTED, hold_reason="claim"))
    assert (
        "We have to keep your data for now, because of possible legal claims (Art. 17(3)(e) GDPR)."
        in words(tree)
    )
    assert "24 May 2027" not in words(tree)


def test_status_is_in_the_language_of_its_address(client: Client) -> None:
    application = ApplicationFactory(language="de")
    english = status_page(client, application)
    assert english.html["lang"] == "en"
    assert not english.select_one(".lead").has_attr("lang")
    assert application.posting.title_en in words(english.select_one(".lead"))
    german = page(client.get(application_path(application))).tree
    assert not german.select_one(".lead").has_attr("lang")
    link = german.select_one(".languages [hreflang=en]")["href"]
    assert words(page(client.get(link)).tree.h1) == "Your application has arrived"


def test_title_of_an_ad_that_was_not_published_in_this_language_says_so(client: Client) -> None:
    application = ApplicationFactory(posting=published(languages=["de"]), language="de")
    assert status_page(client, application).select_one(".lead")["lang"] == "de"


def test_status_of_an_erased_application_is_not_found(client: Client) -> None:
    path = application_path(ApplicationFactory())
    assert client.get(path).status_code == 200
    Application.objects.all().delete()
    assert client.get(path).status_code == 404


def test_status_is_only_read(client: Client) -> None:
    assert client.post(application_path(ApplicationFactory())).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_status_takes_as_many_queries_for_any_number_of_rows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    application = application_through(Stage.IN_REVIEW)
    DocumentFactory.create_batch(count, application=application)
    for number in range(count):
        application.letters.create(text=f"Nr. {number}", at=timezone.now())
        application.document_requests.create(kind="other", at=timezone.now())
    path = application_path(application)
    with django_assert_num_queries(9):
        client.get(path)


def test_newest_message_stands_first_with_its_subject_if_it_has_one(client: Client) -> None:
    application = ApplicationFactory()
    application.letters.create(subject="Interview on Monday", text="At nine.", at=NOON)
    application.letters.create(text="Bring a pen.", at=NOON)
    shown = status_page(client, application).select("#messages .message")
    assert [words(one.h3) if one.h3 else "" for one in shown] == ["", "Interview on Monday"]


def test_messages_stand_above_the_steps_and_the_link_says_until_when(client: Client) -> None:
    with time_machine.travel(NOON, tick=False):
        application = ApplicationFactory()
        application.letters.create(text="Wann passt es Ihnen?", at=NOON)
        tree = status_page(client, application)
    headings = [words(one) for one in tree.select(".article h2")]
    assert headings.index("Messages from us") < headings.index("Where it stands")
    assert "It works until 22 May 2027." in words(tree)
