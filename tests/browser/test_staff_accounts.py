"""A new colleague from the invitation to work, and with a forgotten password, over a real mail server."""

import re
import time
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings as project
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import Settings

from config.staff.auth import SET_UP_HERE
from tests.browser.signing_in import sign_in
from tests.config.people import hr_manager
from tests.smtp import SmtpServer, text_of
from tests.worker import run_worker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRST, SECOND = "Ein-langes-Wort-2026", "Noch-ein-Wort-2027"
ADDRESS = "bea@example.org"


@pytest.fixture
def desk(browser: Browser, live_server, settings: Settings) -> Iterator[Page]:
    """HR, signed in with both steps."""
    context = new_context(browser, live_server.url, settings)
    client, user = Client(), hr_manager()
    totp.TOTP.activate(user, totp.generate_totp_secret())
    client.force_login(user)
    session = client.session
    session[SET_UP_HERE] = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).pk
    session.save()
    key = client.cookies[project.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": project.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}]
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser, live_server, settings: Settings) -> Iterator[Page]:
    """The colleague, in a browser of her own."""
    context = new_context(browser, live_server.url, settings)
    yield context.new_page()
    context.close()


def new_context(browser: Browser, url: str, settings: Settings) -> BrowserContext:
    settings.SITE_URL, settings.SECOND_FACTOR_REQUIRED = url, True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    context = browser.new_context(base_url=url, locale="en-GB")
    context.set_default_timeout(15_000)
    return context


def mailed_link(server: SmtpServer) -> str:
    """The link in the newest mail, once the worker has sent it."""
    run_worker()
    found = re.search(r"^http\S+$", text_of(server.mails[-1]), re.MULTILINE)
    assert found is not None
    return found[0]


def choose_password(page: Page, password: str) -> None:
    page.locator("[name=password1]").fill(password)
    page.locator("[name=password2]").fill(password)
    page.locator(".card button[type=submit]").click()


def code(secret: str, later: int = 0) -> str:
    """The six digits of the app; `later` counts the half minutes from now, since a code counts once."""
    return str(totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + later)))


def invite(desk: Page) -> None:
    desk.goto("/admin/")
    desk.get_by_role("link", name="All lists").click()
    desk.get_by_role("link", name="Invitations").first.click()
    desk.get_by_role("link", name="Add invitation").click()
    desk.get_by_label("First name").fill("Bea")
    desk.get_by_label("Last name").fill("Blum")
    desk.get_by_label("Email", exact=False).first.fill(ADDRESS)
    desk.get_by_label("Group").select_option(label="Editors")
    desk.get_by_label("Language of the email").select_option("en")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator("#result_list")).to_contain_text("Bea Blum")


def set_up_second_factor(page: Page) -> str:
    """Enter the code of a new app; returns the app's secret."""
    page.locator("summary").click()
    secret = page.locator(".secret-key").inner_text()
    page.locator("[name=code]").fill(code(secret))
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url("**/staff/recovery-codes/**")
    return secret


def test_invited_colleague_begins_and_recovers_from_a_forgotten_password(
    desk: Page, phone: Page, smtp_server: SmtpServer
) -> None:
    invite(desk)
    phone.goto(mailed_link(smtp_server))
    choose_password(phone, FIRST)
    secret = set_up_second_factor(phone)
    phone.goto("/admin/")
    phone.get_by_role("link", name="All lists").click()
    seen = phone.locator("#content a, .app-list a, main a").all_inner_texts()
    assert ("Postings" in " ".join(seen), "Invitations" in " ".join(seen)) == (True, False)
    assert phone.goto("/admin/careers/posting/add/").status == 200
    assert phone.goto("/admin/staff/invitation/").status == 403

    phone.goto("/staff/logout/")
    phone.locator(".card button[type=submit]").click()
    phone.goto("/staff/login/")
    phone.get_by_role("link", name="Forgotten your password?").click()
    phone.get_by_label("Email address").fill(ADDRESS)
    phone.get_by_role("button", name="Send the link").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Check your inbox")
    phone.goto(mailed_link(smtp_server))
    choose_password(phone, SECOND)
    phone.get_by_role("link", name="Sign in").click()
    sign_in(phone, ADDRESS, SECOND)
    phone.locator("[name=code]").fill(code(secret, later=1))
    phone.locator(".card button[type=submit]").click()
    phone.wait_for_url("**/admin/")
    assert smtp_server.recipients == [[ADDRESS], [ADDRESS]]
    assert {mail["Auto-Submitted"] for mail in smtp_server.mails} == {"auto-generated"}
