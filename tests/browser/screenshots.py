"""Pictures of the main pages, for looking at: `make screenshots` puts them into var/screenshots.

Some of them also go into docs/img for the README and the guides for HR. Not collected with the other
tests: it proves nothing.
"""

from datetime import datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page

from applications.demo.brands import fill_brand_draft
from applications.enums import OPEN_STAGES, Stage
from applications.models import Application
from applications.services.copy_requests import request_full_copy
from careers.models import EditionText, Posting
from careers.services import publish_posting
from careers.web.localized_urls import list_path, posting_path
from hiring.enums import Occasion, OutgoingState, Recommendation
from hiring.models import MailTemplate, OutgoingMail, RejectionReason
from hiring.services.bulk import decide_with_template
from hiring.services.decisions import Choice, prepare_decision
from hiring.services.notes import write_note
from hiring.services.ratings import Opinion, rate_application
from tests.applications.factories import ApplicationFactory
from tests.config.every_mail import EVERY_MAIL, compose_apart, html_of

FOLDER = Path(django_settings.BASE_DIR, "var/screenshots")
README_FOLDER = Path(django_settings.BASE_DIR, "docs/img")
PHONE, MAIL_WINDOW, DESK = 360, 700, 1280
HEIGHTS = {PHONE: 740, DESK: 860}
TITLE = "Site Reliability Engineer"
ADMIN = {
    "admin": "/admin/",
    "postings": "/admin/careers/posting/",
    "applications": "/admin/applications/application/",
}


def public_pages(language: str) -> dict[str, str]:
    text = EditionText.objects.open().get(language=language, title=TITLE)
    detail = posting_path(text.edition.current_for.public_id, text.slug, language)
    return {
        "list": list_path(language),
        "detail": detail,
        "empty": f"{list_path(language)}?q=astronaut",
        "apply": f"{detail}{ {'de': 'bewerben', 'en': 'apply'}[language] }/",
    }


def pages_of_hr() -> dict[str, str]:
    """What the guides for HR show: pages of the admin, on a posting and a block made for it."""
    text = EditionText.objects.open().get(language="en", title=TITLE)
    posting = text.edition.current_for
    prepare(posting)
    block = posting.sections.exclude(block=None).first().block
    block.body_de, block.body_en = f"{block.body_de} Kommen Sie dazu!", f"{block.body_en} Join us!"
    block.version += 1
    block.save()
    editor = f"/admin/careers/posting/{posting.pk}"
    template = MailTemplate.objects.get(occasion=Occasion.INVITATION, is_default=True)
    letters = f"/admin/hiring/mailtemplate/{template.pk}"
    return {
        "hr-list": ADMIN["postings"],
        "hr-editor": f"{editor}/change/",
        "hr-sections": f"{editor}/change/#id_sections",
        "hr-publish": f"{editor}/publish/",
        "hr-outdated": f"{editor}/outdated/",
        "hr-history": f"{editor}/history/",
        "hr-republish": f"/admin/careers/textblock/{block.pk}/republish/",
        "hr-template": f"{letters}/change/",
        "hr-letter": f"{letters}/preview/",
        "hr-notices": "/admin/hiring/noticepreference/mine/",
    }


def pages_of_applications() -> dict[str, str]:
    """Inbox and board, what waits to be sent or applied, entry by hand, the page that begins the day."""
    decide_some(User.objects.get(username="hr"), timezone.now())
    pretend_that_a_worker_runs()
    fill_brand_draft("workshop", now=timezone.now())
    posting = EditionText.objects.open().get(language="en", title=TITLE).edition.current_for
    return {
        "hr-start": ADMIN["admin"],
        "hr-brand": "/admin/careers/brand/preview/",
        "hr-board": f"{ADMIN['applications']}?view=board",
        "hr-outbox": "/admin/hiring/outgoingmail/",
        "hr-decisions": "/admin/hiring/decision/",
        "hr-by-hand": f"{ADMIN['applications']}add/?posting={posting.pk}&language=de",
    }


def pages_of_one_application() -> dict[str, str]:
    """A letter of one's own, another posting, a double, the full copy, and what nobody decided on."""
    actor, now = User.objects.get(username="hr"), timezone.now()
    undecided = Application.objects.filter(stage__in=OPEN_STAGES, decisions=None)
    application = undecided.order_by("pk").first()
    write_note(
        application=application, text="Kennt unsere Technik.", mentioned=[], actor=actor, now=now
    )
    double = ApplicationFactory(
        posting=application.posting,
        **{name: getattr(application, name) for name in ("name", "email", "phone", "language")},
    )
    write_note(application=double, text="Fragt nach Teilzeit.", mentioned=[], actor=actor, now=now)
    opinion = Opinion(Recommendation.YES)
    rate_application(application=double, opinion=opinion, actor=actor, now=now)
    copy = request_full_copy(application=double, now=now)
    long_ago = now - timedelta(days=290)
    forgotten = Application.objects.filter(stage__in=OPEN_STAGES).exclude(
        pk__in=(application.pk, double.pk)
    )
    Posting.objects.filter(applications__in=forgotten[:4]).update(closed_at=long_ago)
    Application.objects.filter(pk__in=forgotten[:4]).update(submitted_at=long_ago)
    place = f"{ADMIN['applications']}{application.pk}"
    return {
        "hr-write": f"{place}/message/",
        "hr-transfer": f"{place}/transfer/",
        "hr-merge": f"{place}/merge/?with={double.pk}",
        "hr-full-copy": f"/admin/applications/copyrequest/{copy.pk}/change/",
        "hr-undecided": "/admin/hiring/decision/undecided/",
    }


def decide_some(actor: User, now: datetime) -> None:
    """Two with a mail, which waits or was refused, and three that are only noted."""
    undecided = Application.objects.filter(stage__in=(Stage.RECEIVED, Stage.IN_REVIEW))
    first, second, *others = undecided.order_by("-submitted_at", "pk")[:5]
    reason = RejectionReason.objects.order_by("pk").first()
    rejection = Choice(Stage.REJECTED, reason)
    template = MailTemplate.objects.get(occasion=Occasion.REJECTION, is_default=True)
    for application in (first, second):
        decide_with_template(
            application=application, choice=rejection, template=template, actor=actor, now=now
        )
    words = {"state": OutgoingState.REFUSED, "answer": "550 5.1.1 No such mailbox"}
    OutgoingMail.objects.filter(application=second).update(**words)
    for application in others:
        prepare_decision(application=application, choice=rejection, actor=actor, now=now)


def pretend_that_a_worker_runs() -> None:
    """The page that begins the day warns where there is none."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")


def prepare(posting: Posting) -> None:
    """A second edition for the history, and something for the check: an outdated text, no pay."""
    tasks = posting.sections.get(kind="tasks")
    tasks.body_de += "\n- Bereitschaft an 4 Wochen im Jahr"
    tasks.body_en += "\n- On-call duty in 4 weeks a year"
    tasks.save()
    publish_posting(posting=posting, actor=User.objects.get(username="hr"), now=timezone.now())
    posting.pay_min = posting.pay_max = None
    posting.pay_grade = ""
    posting.version += 1
    posting.save()


def sign_in(page: Page, address: str) -> None:
    client = Client()
    client.force_login(User.objects.get(username="hr"))
    key = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": django_settings.SESSION_COOKIE_NAME, "value": key, "url": address}]
    )


def take(page: Page, address: str, name: str) -> None:
    """A picture of the whole page; the window grows with it, so that sticky bars lie at the end."""
    page.goto(address)
    width = page.viewport_size["width"]
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(height, HEIGHTS[width])})
    page.screenshot(path=FOLDER / f"{name}.png")


def take_for_readme(page: Page, address: str, name: str) -> None:
    """What a visitor sees first."""
    page.set_viewport_size({"width": DESK, "height": HEIGHTS[DESK]})
    page.goto(address)
    keep_picture(page, name)


def keep_picture(page: Page, name: str) -> None:
    """In few enough colours for a small file."""
    path = README_FOLDER / f"{name}.png"
    page.screenshot(path=path)
    Image.open(path).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(
        path, optimize=True
    )


def page_for(browser: Browser, address: str, width: int, scheme: str) -> Page:
    page = browser.new_context(
        viewport={"width": width, "height": HEIGHTS[width]}, color_scheme=scheme
    ).new_page()
    sign_in(page, address)
    return page


def take_all(browser: Browser, address: str) -> None:
    for width, scheme in product(HEIGHTS, ("light", "dark")):
        page = page_for(browser, address, width, scheme)
        for language in ("de", "en"):
            for name, path in public_pages(language).items():
                take(page, address + path, f"{name}-{language}-{width}-{scheme}")
        for name, path in ADMIN.items():
            take(page, address + path, f"{name}-{width}-{scheme}")
        page.context.close()


def take_those_for_hr(browser: Browser, address: str) -> None:
    """The pages of HR in each language of the admin."""
    page = page_for(browser, address, DESK, "light")
    pages = pages_of_hr() | pages_of_applications() | pages_of_one_application()
    for language, _name in django_settings.LANGUAGES:
        cookie = {"name": django_settings.LANGUAGE_COOKIE_NAME, "value": language}
        page.context.add_cookies([{**cookie, "url": address}])
        for name, path in pages.items():
            take_for_readme(page, address + path, f"{name}.{language}")
        for action, name in (("decide_selected", "hr-bulk"), ("export_selected", "hr-export")):
            choose_action(page, f"{address}{ADMIN['applications']}?stage=received", action)
            keep_picture(page, f"{name}.{language}")
    page.context.close()


def choose_action(page: Page, list_address: str, action: str) -> None:
    """The question that follows when three applications are ticked."""
    page.goto(list_address)
    for number in range(3):
        page.locator(".row-choice input").nth(number).check()
    page.locator("#selection-action").select_option(action)
    page.locator(".selection button").click()
    page.locator(".submit-row").first.wait_for()


def take_those_for_readme(browser: Browser, address: str) -> None:
    page = page_for(browser, address, DESK, "light")
    pages = public_pages("en")
    take_for_readme(page, address + pages["list"], "list")
    take_for_readme(page, address + pages["detail"], "detail")
    take_for_readme(page, address + ADMIN["postings"], "admin")
    page.context.close()


@pytest.fixture
def address(live_server, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    call_command("load_demo", verbosity=0)
    for folder in (FOLDER, README_FOLDER):
        folder.mkdir(parents=True, exist_ok=True)
    return live_server.url


def test_pictures_of_mails(browser, transactional_db):
    """Of each kind, as on a phone and in a window, in light and dark; a mail has no scripts."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    mails = {
        f"{name}-{language}": html_of(compose_apart(name, language))
        for language, _name in django_settings.LANGUAGES
        for name in EVERY_MAIL
    }
    for width, scheme in product((PHONE, MAIL_WINDOW), ("light", "dark")):
        page = browser.new_context(
            viewport={"width": width, "height": HEIGHTS[PHONE]}, color_scheme=scheme
        ).new_page()
        for name, html in mails.items():
            page.set_content(html)
            page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", full_page=True)
        page.context.close()


def test_pictures_of_the_site(browser, address):
    take_all(browser, address)
    take_those_for_readme(browser, address)


def test_pictures_for_hr(browser, address):
    take_those_for_hr(browser, address)
