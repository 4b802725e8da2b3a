"""Every public page in every state that a visitor can see, in one language, for all gates."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import Page

from applications.alerts.alert_links import alert_path, end_path
from applications.enums import DocumentKind, Stage
from applications.models import Application, DocumentRequest, Draft, Message
from applications.models.draft import MAILED_TO
from applications.services import move_application, take_over_draft
from applications.signed_links import application_path, application_token, draft_path
from careers.enums import QuestionKind, SectionKind
from careers.models import Posting, PostingQuestion
from careers.services import publish_posting
from careers.web.localized_urls import list_path, posting_path
from careers.web.preview_links import Preview, preview_path, preview_token
from tests.applications import files
from tests.applications.factories import ApplicationFactory, DocumentFactory, draft_with
from tests.applications.job_alerts import AlertFactory
from tests.careers.factories import (
    ContactFactory,
    DepartmentFactory,
    LocationFactory,
    PostingFactory,
    SectionFactory,
    closed,
    past_deadline,
    published,
)

MAIL = "ayse@example.org"
TYPED = {"name": "Ayşe Öztürk", "email": MAIL, MAILED_TO: MAIL}
CARDS = 24
"""More than one page of the list."""
BODY = "- one\n- two\n\n> a word\n\n| a | b |\n|---|---|\n| c | [d](https://example.org/) |"
EVERY_KIND = (Stage.IN_REVIEW, Stage.INTERVIEW, Stage.OFFER)


class State(NamedTuple):
    """How to get there: a path, and what to do on its page."""

    name: str
    path: str
    act: Callable[[Page], None] | None = None


def visit_states(page: Page, language: str) -> Iterator[str]:
    """Leads the page through all states, and says the name of each while it is there."""
    for state in [*postings(language), *pages(language), *applying(language), *following(language)]:
        page.context.clear_cookies()
        page.goto(state.path)
        if state.act:
            state.act(page)
        yield f"{language} {state.name}"


def postings(language: str) -> list[State]:
    """The list, and what an ad can be."""
    for number in range(CARDS):
        published(title_en=f"Cook {number}", title_de=f"Köchin {number}")
    start = list_path(language)
    missing = "english_only" if language == "de" else "german_only"
    ads = {
        "ad": whole_ad(),
        "ad in the other language": published(**{missing: True}),
        "ad that is closed": closed(),
        "ad past its deadline": past_deadline(),
        "ad without a vacancy": published(is_speculative=True),
    }
    token = preview_token(Preview(PostingFactory().pk, timezone.now() + timedelta(days=1)))
    return [
        State("list", start),
        State("list, second page", f"{start}?page=2"),
        State("list, found", f"{start}?q=outages+stoerungen&place=remote&pay=50000&sort=deadline"),
        State("list, filters open", f"{start}?place=remote&q=technician", open_filters),
        State("list, nothing found", f"{start}?q=astronaut&hours=part_time"),
        *(State(name, posting_path(ad.public_id, "x", language)) for name, ad in ads.items()),
        State("preview", preview_path(token, language)),
    ]


def whole_ad() -> Posting:
    """With all that an ad can have."""
    funded = DepartmentFactory(
        slug="fund", funding_notice_de="Gefördert.", funding_notice_en="Funded."
    )
    posting = published(
        department=funded,
        answer_days=10,
        closes_at=timezone.now() + timedelta(days=3),
        wants_cover_letter="required",
    )
    for kind in SectionKind.values:
        SectionFactory(posting=posting, kind=kind, body_de=BODY, body_en=BODY)
    for position, kind in enumerate(QuestionKind.values):
        words = {"label_de": f"Frage {kind}?", "label_en": f"Question {kind}?"}
        choices = {"choices_de": "a\nb", "choices_en": "a\nb"} if kind == "choice" else {}
        PostingQuestion.objects.create(
            posting=posting, position=position, kind=kind, is_required=True, **words, **choices
        )
    posting.contacts.add(ContactFactory(phone="+49 30 1234"))
    posting.locations.add(LocationFactory(slug="leipzig", name_de="Leipzig", name_en="Leipzig"))
    publish_posting(posting=posting, actor=None, now=timezone.now())
    return posting


def open_filters(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.locator(".filters summary").first.click()


def pages(language: str) -> list[State]:
    with override(language):
        names = ("imprint", "privacy", "accessibility", "applications:lost_link")
        names += ("applications:alert_new", "applications:alert_asked", "applications:erased")
        paths = {name.removeprefix("applications:"): reverse(name) for name in names}
    alerts = {
        "alert": AlertFactory(language=language),
        "alert to confirm": AlertFactory(language=language, query="?q=a", unconfirmed=True),
    }
    end = end_path(AlertFactory(language=language, query="?q=b"))
    return [
        *(State(name, path) for name, path in paths.items()),
        State("link asked for", f"{paths['lost_link']}?asked"),
        State("link asked for, address with a typo", f"{paths['lost_link']}?asked&meant=gmail.com"),
        State("links revoked", f"{paths['lost_link']}?revoked"),
        State("lost link, error", paths["lost_link"], send),
        State("alert for a search, error", f"{paths['alert_new']}?q=cook&place=remote", send),
        *(State(name, alert_path(alert, language)) for name, alert in alerts.items()),
        State("alert saved", f"{alert_path(alerts['alert'], language)}?saved"),
        State("alert to end", end),
        State("alert ended", end, send),
        State("not found", f"/{language}/away/"),
        State("bad request", f"/{language}/%00/"),
    ]


def send(page: Page) -> None:
    """As a visitor who fills nothing in, after the browser's own checks were passed."""
    page.locator("main form button:visible").last.click()
    page.wait_for_load_state()


def applying(language: str) -> list[State]:
    asking, plain, shut = whole_ad(), published(), closed()
    paths = {ad: form_path(ad, language) for ad in (asking, plain, shut)}
    draft = draft_with(posting=published(), language=language, data=TYPED)
    return [
        State("form", paths[plain]),
        State("form with questions, errors", paths[asking], send),
        State("form with files", paths[plain], choose_files),
        State("form with a refused file", paths[plain], choose_wrong_file),
        State("review", paths[plain], fill_in),
        State("review, address with a typo", paths[plain], fill_in_typo),
        State("sent", paths[plain], send_application),
        State("sent, form again", paths[plain], lambda page: again(page, paths[plain])),
        State("link to a draft", draft_path(draft, MAIL)),
        State("draft from a link", draft_path(draft, MAIL), confirm),
        State("draft elsewhere", draft_path(draft, MAIL), lambda page: lose(page, draft)),
        State("two drafts", paths[asking], lambda page: open_another(page, asking, language)),
        State("draft to be deleted", paths[asking], discard),
        State("form of a closed ad", paths[shut]),
    ]


def form_path(posting: Posting, language: str) -> str:
    text = posting.current_edition.texts.get(language=language)
    with override(language):
        names = {"public_id": posting.public_id, "slug": text.slug}
        return reverse("applications:apply", kwargs=names)


def choose_files(page: Page) -> None:
    cv = {"name": "Lebenslauf Öztürk.pdf", "mimeType": "application/pdf", "buffer": files.pdf()}
    page.locator("main input[type=file]").first.set_input_files(cv)
    page.wait_for_selector(".file:not(.is-unfinished)")


def confirm(page: Page) -> None:
    page.locator("main form button").first.click()
    page.wait_for_load_state()


def lose(page: Page, draft: Draft) -> None:
    """Another browser opens the same link."""
    confirm(page)
    take_over_draft(draft=draft)
    page.reload()


def open_another(page: Page, posting: Posting, language: str) -> None:
    choose_files(page)
    draft = draft_with(posting=posting, language=language, data=TYPED)
    page.goto(draft_path(draft, MAIL))


def discard(page: Page) -> None:
    choose_files(page)
    page.reload()
    page.locator("a[href$='/delete/'], a[href$='/loeschen/']").first.click()
    page.wait_for_load_state()


def choose_wrong_file(page: Page) -> None:
    wrong = {"name": "x.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"}
    page.locator("main input[type=file]").first.set_input_files(wrong)
    page.wait_for_selector(".file.is-refused")


def fill_in_typo(page: Page) -> None:
    fill_in(page, "a.very.long.name.of.a.person@outlok.de")


def fill_in(page: Page, email: str = MAIL) -> None:
    choose_files(page)
    page.locator("input[name=name]").fill(TYPED["name"])
    page.locator("input[name=email]").fill(email)
    page.locator("main form button[value=check]:visible").last.click()
    page.wait_for_selector(".review")


def send_application(page: Page) -> None:
    fill_in(page)
    page.locator(".review form button").last.click()
    page.wait_for_selector(".steps")


def again(page: Page, path: str) -> None:
    send_application(page)
    page.goto(path)


def following(language: str) -> list[State]:
    """The applicant's own page and what it leads to."""
    fresh, asked = ApplicationFactory(), being_asked()
    ended = {
        "status, rejected": ApplicationFactory(rejected=True),
        "status, hired": ApplicationFactory(hired=True),
        "status, withdrawn": ApplicationFactory(withdrawn=True),
        "status, held": ApplicationFactory(rejected=True, hold_reason="claim"),
    }
    own = application_path(asked, language)
    return [
        State("status", application_path(fresh, language)),
        State("status, repeated", f"{application_path(fresh, language)}?repeated"),
        State("status, asked and told", own),
        State("status, done", f"{own}?done=added"),
        *(State(name, application_path(each, language)) for name, each in ended.items()),
        *own_pages(fresh, language),
        State("erase, held", step(ended["status, held"], "erase", language)),
        State("erase, decided", step(ended["status, rejected"], "erase", language)),
        State("key that does not fit", f"{own[:-3]}x/"),
    ]


def own_pages(application: Application, language: str) -> list[State]:
    names = ("add_document", "withdraw", "erase", "pool", "revoke")
    shown = [State(name, step(application, name, language)) for name in names]
    return [*shown, State("add_document, error", step(application, names[0], language), send)]


def step(application: Application, name: str, language: str) -> str:
    with override(language):
        return reverse(f"applications:{name}", kwargs={"token": application_token(application)})


def being_asked() -> Application:
    """In the middle of it all, with a request for a document and a message."""
    application, now = ApplicationFactory(), timezone.now()
    for stage in EVERY_KIND:
        move_application(application=application, to=stage, actor=None, reason="", now=now)
    DocumentFactory(application=application, kind=DocumentKind.OTHER, name="Zeugnis.pdf")
    DocumentRequest.objects.create(
        application=application, kind=DocumentKind.CERTIFICATE, note="The latest one", at=now
    )
    Message.objects.create(application=application, text="Hello!\n\nSee you.", at=now)
    return application
