"""Leads one browser through the key states of a site and pictures each."""

import re
import time
from collections.abc import Iterable, Mapping
from email import message_from_binary_file, policy
from email.message import EmailMessage
from http import HTTPStatus
from pathlib import Path
from typing import cast

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.pictures.key_states import KeyState

HEIGHTS = {360: 740, 1280: 860}
TALLEST = 4000
"""Pixels; what is below is left out."""
PATIENCE = 90_000
MAIL_SECONDS = 120.0
CHANCE = ".reference"
"""What is drawn by lot when somebody applies."""
OF_MAILS = {
    r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b": "ABCD-1234",
    r"(https?://[^/\s\"<]+(?:/[\w-]+){2}/)[\w:-]{20,}": r"\1key",
    r"\b\d{1,2}:\d{2}\b": "12:00",
}
"""Numbers, keys of links and hours, with what stands for them."""
PASSWORD = "offene-stelle-demo"


def picture_states(
    browser: Browser, address: str, places: Mapping[str, str], states: Iterable[KeyState], out: Path
) -> dict[str, str]:
    """Writes NAME.png of each state into `out`; returns what went wrong, by the name of the state."""
    out.mkdir(parents=True, exist_ok=True)
    failed = {}
    for state in states:
        context = browser.new_context(
            base_url=address,
            color_scheme="dark" if state.scheme == "dark" else "light",
            locale=state.language,
            reduced_motion="reduce",
            timezone_id="Europe/Berlin",
            viewport={"width": state.width, "height": HEIGHTS[state.width]},
        )
        context.set_default_timeout(PATIENCE)
        try:
            picture(context, state, places, out / f"{state.name}.png")
        except (Error, LookupError, AssertionError, TimeoutError) as error:
            failed[state.name] = str(error).strip().partition("\n")[0]
        finally:
            context.close()
    return failed


def picture(
    context: BrowserContext, state: KeyState, places: Mapping[str, str], file: Path
) -> None:
    page = context.new_page()
    if state.is_staff:
        sign_in(page, state.language)
    answer = page.goto(state.path.format_map(places))
    assert answer is not None
    assert answer.status < HTTPStatus.INTERNAL_SERVER_ERROR, f"status {answer.status}"
    if state.act:
        state.act(page)
    if state.mail:
        words = wait_for_mail(Path(places["mail"]), state.mail)
        page = context.new_page()  # without the site's rules for styles
        page.set_content(words)
    page.wait_for_load_state("networkidle")
    width, height = state.width, page.evaluate("document.documentElement.scrollHeight")
    page.screenshot(
        path=file,
        full_page=True,
        clip={"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)},
        animations="disabled",
        mask=[page.locator(CHANCE)] if state.act else [],
    )


def sign_in(page: Page, language: str) -> None:
    page.goto("/admin/login/")
    page.locator("[name=login]").fill("hr")
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    name = {"de": "Deutsch", "en": "English"}[language]
    page.locator(".languages button", has_text=name).first.click()
    page.wait_for_load_state()


def wait_for_mail(folder: Path, recipient: str) -> str:
    """The HTML of the newest mail to this address, or its text; without what is drawn by lot."""
    deadline = time.monotonic() + MAIL_SECONDS
    while time.monotonic() < deadline:
        for path in sorted(folder.glob("*.log"), reverse=True):
            with path.open("rb") as file:
                mail = cast(EmailMessage, message_from_binary_file(file, policy=policy.default))
            body = mail.get_body(("html", "plain"))
            if recipient in str(mail["To"]) and body is not None:
                words = str(body.get_content())
                for pattern, constant in OF_MAILS.items():
                    words = re.sub(pattern, constant, words)
                return words if body.get_content_subtype() == "html" else f"<pre>{words}</pre>"
        time.sleep(1)
    message = f"No mail to {recipient}."
    raise TimeoutError(message)
