"""The 40 states that are pictured: public pages, applying, an applicant's own page, the staff's pages, mails."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from playwright.sync_api import Page

from tests.browser.states import choose_files, fill_in, open_filters, send

PHONE, DESK = 360, 1280
LIGHT, DARK = "light", "dark"
USUAL = 0.0005
"""The share of pixels that may differ before a state counts as changed: what letters' edges come to."""
TO_GERMAN, TO_ENGLISH, OF_ALERT = (f"{name}@example.org" for name in ("wanda", "wayne", "willa"))


class KeyState(NamedTuple):
    """`path` names places in braces; `act` is done on its page; with `mail` what is sent there is pictured instead."""

    name: str
    path: str
    width: int
    scheme: str
    act: Callable[[Page], None] | None = None
    is_staff: bool = False
    language: str = "de"
    mail: str = ""
    threshold: float = USUAL


def send_all(page: Page, email: str = "sent@example.org") -> None:
    fill_in(page, email)
    page.locator(".review form button").last.click()
    page.wait_for_selector(".steps")


def ask(page: Page) -> None:
    page.locator("main [name=email]").first.fill(OF_ALERT)
    send(page)


PUBLIC = [
    KeyState("list", "/de/stellen/", DESK, LIGHT),
    KeyState("list-phone", "/en/jobs/", PHONE, DARK),
    KeyState("list-filtered", "/de/stellen/?q=technik&place=remote", DESK, DARK),
    KeyState("list-nothing", "/en/jobs/?q=astronaut", PHONE, LIGHT),
    KeyState("list-filters-open", "/de/stellen/", PHONE, LIGHT, open_filters),
    KeyState("posting", "{posting-de}", DESK, LIGHT),
    KeyState("posting-phone", "{posting-en}", PHONE, DARK),
    KeyState("closed", "{closed-de}", PHONE, LIGHT),
    KeyState("closed-desk", "{closed-en}", DESK, DARK),
    KeyState("speculative", "{speculative-en}", DESK, LIGHT),
    KeyState("imprint", "/de/impressum/", PHONE, DARK),
    KeyState("privacy", "/en/privacy/", DESK, LIGHT),
    KeyState("accessibility", "/de/barrierefreiheit/", PHONE, LIGHT),
    KeyState("tour", "/en/tour/", DESK, LIGHT),
    KeyState("not-found", "/de/weg/", PHONE, DARK),
]
APPLYING = [
    KeyState("form", "{posting-de}bewerben/", PHONE, LIGHT),
    KeyState("form-desk", "{posting-en}apply/", DESK, DARK),
    KeyState("form-errors", "{posting-de}bewerben/", PHONE, DARK, send),
    KeyState("form-file", "{posting-de}bewerben/", DESK, LIGHT, choose_files),
    KeyState("review", "{posting-en}apply/", PHONE, LIGHT, fill_in),
    KeyState("sent", "{posting-de}bewerben/", DESK, LIGHT, send_all),
]
OWN_PAGE = [
    KeyState("status-received", "{received-de}", PHONE, LIGHT),
    KeyState("status-interview", "{interview-en}", DESK, DARK),
    KeyState("status-rejected", "{rejected-de}", DESK, LIGHT),
    KeyState("status-withdrawn", "{withdrawn-en}", PHONE, DARK),
    KeyState("erase", "{received-en}erase/", DESK, LIGHT),
]
STAFF = [
    KeyState("sign-in", "/staff/login/", PHONE, LIGHT),
    KeyState("start", "/admin/", DESK, LIGHT, is_staff=True),
    KeyState("inbox", "{inbox}", DESK, LIGHT, is_staff=True),
    KeyState("inbox-phone", "{inbox}", PHONE, DARK, is_staff=True, language="en"),
    KeyState("board", "{inbox}?view=board", DESK, DARK, is_staff=True),
    KeyState("application", "{application}/change/", DESK, LIGHT, is_staff=True, language="en"),
    KeyState("postings", "/admin/careers/posting/", DESK, LIGHT, is_staff=True),
    KeyState("editor", "{editor}/change/", DESK, DARK, is_staff=True),
    KeyState("publish", "{editor}/publish/", DESK, LIGHT, is_staff=True, language="en"),
    KeyState("outbox", "/admin/hiring/outgoingmail/", PHONE, LIGHT, is_staff=True),
    KeyState("brand", "/admin/careers/brand/", DESK, LIGHT, is_staff=True),
]
TO_GERMANS, TO_ENGLISH_ONES = (
    partial(send_all, email=TO_GERMAN),
    partial(send_all, email=TO_ENGLISH),
)
MAILS = [
    KeyState("mail-receipt", "{posting-de}bewerben/", PHONE, LIGHT, TO_GERMANS, mail=TO_GERMAN),
    KeyState(
        "mail-receipt-dark", "{posting-en}apply/", DESK, DARK, TO_ENGLISH_ONES, mail=TO_ENGLISH
    ),
    KeyState("mail-alert", "/en/jobs/by-email/?q=cloud", PHONE, DARK, ask, mail=OF_ALERT),
]
KEY_STATES = [*PUBLIC, *APPLYING, *OWN_PAGE, *STAFF, *MAILS]
