"""Debian's Chromium, driven by Playwright; a page that breaks the site's own rules fails its test."""

from collections.abc import Iterator

import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright
from pytest_django import Settings

from tests.browser.chromium import running_chromium

PATIENCE = 30_000
"""Milliseconds after which a test fails; on a busy machine a page may take ten seconds."""
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the Chromium of this worker is."""
    with running_chromium(tmp_path_factory.mktemp("chromium")) as address:
        yield address


@pytest.fixture
def browser(chromium: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    # Playwright's own event loop must not make Django think that this is asynchronous code.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        connected = playwright.chromium.connect_over_cdp(chromium, is_local=True)
        yield connected
        connected.close()
        connections.close_all()  # the one that Django opened for this event loop


@pytest.fixture
def context(browser: Browser, live_server, settings: Settings) -> Iterator[BrowserContext]:
    """A visitor on the test's own server, with a phone's width unless the test says otherwise."""
    settings.SITE_URL = live_server.url
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    visitor = browser.new_context(
        base_url=live_server.url, locale="de-DE", viewport={"width": 360, "height": 740}
    )
    visitor.set_default_timeout(PATIENCE)
    yield visitor
    visitor.close()


@pytest.fixture
def page(context: BrowserContext, live_server) -> Iterator[Page]:
    """A page whose scripts, content rules and requests all stay clean."""
    troubles: list[str] = []

    def note_foreign(request: Request) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:")):
            troubles.append(f"third-party request: {request.url}")

    opened = context.new_page()
    opened.on("pageerror", lambda error: note_error(str(error), troubles))
    opened.on("request", note_foreign)
    opened.on("console", lambda message: note_console(message.type, message.text, troubles))
    yield opened
    assert troubles == []


def note_error(text: str, troubles: list[str]) -> None:
    # Chromium says so where a page follows that is no page of ours, or the visitor is quicker than a fade.
    if "Transition was" not in text:
        troubles.append(f"script error: {text}")


def note_console(kind: str, text: str, troubles: list[str]) -> None:
    # A page that is meant to answer 404 or 413 is no trouble.
    if kind == "error" and not text.startswith("Failed to load resource"):
        troubles.append(f"console: {text}")
