"""A whole round: two people read and rate 45 applications, HR answers all of them in few actions.

An action is a click, a choice in a select, or a text typed into one field; signing in is none.
"""

from collections import Counter
from email.message import EmailMessage

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import Browser, Locator, Page

from applications.enums import Stage
from applications.models import Application
from applications.signed_links import application_path
from applications.wording import HEADINGS
from careers.models import Posting
from hiring.enums import DecisionState, OutgoingState, Recommendation
from hiring.models import Decision, OutgoingMail, Rating, RejectionReason
from hiring.services.ratings import Opinion, rate_application
from tests.applications.factories import ApplicationFactory
from tests.browser.signing_in import sign_in
from tests.careers.factories import published
from tests.config.people import hr_manager, team_member
from tests.smtp import SmtpServer, text_of
from tests.worker import run_worker

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
COUNT, WANTED, UNFIT = 45, 5, 20
MOST_ACTIONS = 40
OWN_WORDS = "Gespräch von gestern"
LIST = "admin:applications_application_changelist"
OUTBOX = "admin:hiring_outgoingmail_changelist"


class Hand:
    """Somebody at a page, whose actions are counted."""

    def __init__(self, page: Page, name: str) -> None:
        self.page, self.name, self.actions = page, name, 0
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto("/staff/login/")
        sign_in(page, name)
        page.wait_for_url("**/admin/**")

    def click(self, selector: str, **options: str) -> None:
        self.actions += 1
        self.first(selector, **options).click()

    def tick(self, selector: str) -> None:
        self.actions += 1
        self.first(selector).check()

    def choose(self, selector: str, value: str) -> None:
        self.actions += 1
        self.first(selector).select_option(value)

    def type(self, selector: str, text: str) -> None:
        self.actions += 1
        self.first(selector).fill(text)

    def first(self, selector: str, **options: str) -> Locator:
        return self.page.locator(selector, **options).first


@pytest.fixture
def posting() -> Posting:
    """With 45 applications, half of them in English, and two people on its hiring team."""
    made = published()
    made.hiring_team.add(team_member("anna"), team_member("ben"))
    for number in range(1, COUNT + 1):
        ApplicationFactory(
            posting=made,
            name=f"Person {number:02}",
            email=f"person{number:02}@example.org",
            language="en" if number % 2 else "de",
            cv=False,
        )
    return made


def recommend_for(name: str) -> str:
    number = int(name.removeprefix("Person "))
    return "yes" if number <= WANTED else "no" if number <= WANTED + UNFIT else "maybe"


def rate(hand: Hand, posting: Posting, clicked: int) -> None:
    """As many by clicks, one after the other; the others as a click has them rated."""
    hand.page.goto(f"{reverse(LIST)}?posting={posting.pk}")
    hand.click("#result_list .field-name a")
    for _ in range(clicked):
        name = hand.page.locator("h1").inner_text().strip()
        hand.click(f".recommend [value={recommend_for(name)}]")
        hand.page.locator(".messagelist .success").wait_for()
    user = User.objects.get(username=hand.name)
    for application in posting.applications.exclude(ratings__user=user):
        opinion = Opinion(Recommendation(recommend_for(application.name)))
        rate_application(application=application, opinion=opinion, actor=user, now=timezone.now())


def let_time_pass() -> None:
    """The delays of all letters are over, and the worker does what is due."""
    OutgoingMail.objects.waiting().update(send_after=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
    run_worker()


def open_filtered(hand: Hand, posting: Posting, opinion: str) -> None:
    hand.page.goto(f"{reverse(LIST)}?posting={posting.pk}")
    hand.click("#changelist-search summary")
    hand.choose("#changelist-search [name=team]", opinion)
    hand.click("#changelist-search .selects button")


def decide_on_all_listed(hand: Hand, to: Stage, reason: str = "") -> None:
    hand.tick("[name=select_across]")
    hand.choose("#selection-action", "decide_selected")
    hand.click(".selection button")
    hand.choose("#id_to", to.value)
    if reason:
        hand.choose("#id_reason", reason)
    hand.click(".submit-row .default")
    hand.page.locator(".messagelist .success").wait_for()


def take_back_two_letters(hand: Hand) -> None:
    hand.click("nav.menu a", has_text="Postausgang")
    for number in (0, 1):
        hand.actions += 1
        hand.page.locator("input.action-select").nth(number).check()
    hand.choose("select[name=action]", "take_back_selected")
    hand.click("button[name=index]")
    hand.click(".submit-row .default")
    hand.page.locator(".messagelist .success").wait_for()


def edit_one_letter(hand: Hand, text: str) -> None:
    hand.click("#result_list tbody tr:has-text('Unsere Entscheidung') th a")
    hand.type("[name=body]", text)
    hand.click(".submit-row .default")
    hand.page.locator(".messagelist .success").wait_for()


def move_one(hand: Hand, to: Stage) -> None:
    hand.choose("#decide [name=to]", to.value)
    hand.click("#decide .primary")
    hand.page.locator(".messagelist .success").wait_for()


def mails_by_address(server: SmtpServer) -> dict[str, list[EmailMessage]]:
    found: dict[str, list[EmailMessage]] = {}
    for mail in server.mails:
        found.setdefault(str(mail["To"]), []).append(mail)
    return found


def pages_that_disagree() -> list[str]:
    """Applicants whose own page does not say, in their language, what was decided."""
    wrong = []
    for application in Application.objects.all():
        with override(application.language):
            heading = str(HEADINGS[Stage(application.stage)])
            shown = Client().get(application_path(application), follow=True).text
        if heading not in shown:
            wrong.append(application.name)
    return wrong


def reject_the_unfit(hr: Hand, posting: Posting) -> None:
    """All at once; two are taken back, and one letter gets other words."""
    open_filtered(hr, posting, "no")
    reason = RejectionReason.objects.get(slug="other_person")
    decide_on_all_listed(hr, Stage.REJECTED, str(reason.pk))
    assert OutgoingMail.objects.waiting().count() == UNFIT
    take_back_two_letters(hr)
    edit_one_letter(hr, f"Guten Tag,\n\nvielen Dank für das {OWN_WORDS}.")
    let_time_pass()


def hire_one_of_the_wanted(hr: Hand, posting: Posting) -> None:
    open_filtered(hr, posting, "yes")
    decide_on_all_listed(hr, Stage.INTERVIEW)
    let_time_pass()
    hr.click("#result_list .field-name a")
    move_one(hr, Stage.OFFER)
    let_time_pass()
    hr.page.reload()
    move_one(hr, Stage.HIRED)
    let_time_pass()


def answer_the_others(hr: Hand) -> None:
    hr.click(".messagelist a[href*='/fill/']")
    hr.click(".submit-row .default")
    hr.page.locator(".messagelist .success").wait_for()
    let_time_pass()


def letters_in_the_wrong_language(server: SmtpServer) -> list[str]:
    """Applicants one of whose mails is not in their language; KeyError for one without any mail."""
    received = mails_by_address(server)
    greetings = {"de": "Guten Tag", "en": "Hello"}
    return [
        application.name
        for application in Application.objects.all()
        for mail in received[application.email]
        if not text_of(mail).startswith(greetings[application.language])
    ]


@pytest.mark.parametrize(
    "clicked",
    [
        10,
        pytest.param(
            COUNT,
            marks=pytest.mark.nightly(
                "tests/browser/test_hiring_round.py::test_round_of_45_applications"
            ),
        ),
    ],
)
def test_round_of_45_applications(
    page: Page, browser: Browser, smtp_server: SmtpServer, posting: Posting, clicked: int
) -> None:
    hr_manager("hanna")
    for name in ("anna", "ben"):
        context = browser.new_context(base_url=settings.SITE_URL, locale="de-DE")
        member = Hand(context.new_page(), name)
        rate(member, posting, clicked)
        assert member.actions <= 2 * clicked
        context.close()
    assert Rating.objects.count() == 2 * COUNT
    hr = Hand(page, "hanna")
    reject_the_unfit(hr, posting)
    hire_one_of_the_wanted(hr, posting)
    answer_the_others(hr)
    print(f"\nactions of HR: {hr.actions} of {MOST_ACTIONS}")
    assert hr.actions <= MOST_ACTIONS
    stages = Counter(Application.objects.values_list("stage", flat=True))
    assert stages == {Stage.REJECTED: COUNT - 1, Stage.HIRED: 1}
    states = set(OutgoingMail.objects.values_list("state", flat=True))
    assert states == {OutgoingState.SENT, OutgoingState.CANCELLED}
    assert Decision.objects.filter(state=DecisionState.TAKEN_BACK).count() == 2
    assert letters_in_the_wrong_language(smtp_server) == []
    assert sum(OWN_WORDS in text_of(mail) for mail in smtp_server.mails) == 1
    assert pages_that_disagree() == []
