"""The main job from end to end, on what `make run` starts: found, applied for, confirmed, read by HR."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from tests.applications.files import pdf
from tests.browser.signing_in import sign_in
from tests.smtp import text_of

pytestmark = pytest.mark.browser
READY = re.compile(r"Offene Stelle runs at (\S+?)/?\n")
NAME = "Ayşe Öztürk"
END_OF_MAIL = b"-" * 79


class Site(NamedTuple):
    address: str
    mail: Path


@pytest.fixture
def site() -> Iterator[Site]:
    """Everything that `make run` starts, on a free port and in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="offene-stelle-") as name:
        Path(name).chmod(0o711)  # passable for the database's account when root runs the tests
        process = subprocess.Popen(
            [sys.executable, "-m", "config.run"],
            env=os.environ | {"VAR_DIR": name, "DATABASE_URL": "", "PORT": "0"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            yield Site(address_of(process), Path(name, "mail"))
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)


def address_of(process: "subprocess.Popen[str]") -> str:
    printed = ""
    for line in process.stdout or ():
        printed += line
        if found := READY.search(line):
            return found[1]
    raise AssertionError(printed)


def test_candidate_applies_and_hr_reads_the_very_same_cv(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    cv = tmp_path / "Lebenslauf Ayşe.pdf"
    cv.write_bytes(pdf())
    phone = browser.new_context(
        base_url=site.address, locale="de-DE", viewport={"width": 360, "height": 740}
    )
    phone.set_default_timeout(10_000)
    page = phone.new_page()
    find_the_ad_and_switch_to_english(page)
    reference = apply_with(page, cv)
    receipt_page = link_in_the_mail(site.mail, reference)
    page.goto(receipt_page)
    assert page.get_by_text(reference).first.is_visible()
    phone.close()
    assert download_as_hr(browser, site.address, reference) == cv.read_bytes()


def find_the_ad_and_switch_to_english(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("site reliability")
    page.get_by_role("button", name="Suchen").click()
    page.get_by_role("link", name=re.compile("Site Reliability Engineer")).click()
    assert page.locator("html").get_attribute("lang") == "de"
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("heading", level=1).inner_text() == "Site Reliability Engineer (d/f/m)"


def apply_with(page: Page, cv: Path) -> str:
    """Fills the form in and returns the reference that the receipt page shows."""
    page.get_by_role("link", name="Apply now").last.click()
    page.get_by_label("Your name").fill(NAME)
    page.get_by_label("Email").fill("ayse@example.org")
    page.locator("#id_cv").set_input_files(cv)
    page.get_by_role("button", name="Review application").click()
    page.get_by_role("button", name="Send application").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Thank you for your application"
    assert page.get_by_text(cv.name).first.is_visible()
    return page.locator(".reference").first.inner_text()


def link_in_the_mail(folder: Path, reference: str) -> str:
    """Waits for the worker to send the receipt and returns the link to the receipt page."""
    mail = message_from_bytes(written_mail(folder), policy=policy.default)
    text = text_of(mail)
    assert (mail["To"], reference in mail["Subject"]) == ("ayse@example.org", True)
    assert NAME not in text
    found = re.search(r"http\S+/en/application/\S+", text)
    assert found is not None
    return found[0]


def written_mail(folder: Path) -> bytes:
    """The mail to the applicant, once it is written to its end, which Django marks with a line.

    HR may have been told already that there is a new application.
    """
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for path in folder.glob("*"):
            mails = path.read_bytes().split(END_OF_MAIL)[:-1]
            if found := [mail for mail in mails if b"To: ayse@example.org" in mail]:
                return found[0].lstrip()
        time.sleep(0.1)
    raise AssertionError("no receipt was sent")


def download_as_hr(browser: Browser, address: str, reference: str) -> bytes:
    desk = browser.new_context(base_url=address, locale="de-DE", accept_downloads=True)
    desk.set_default_timeout(10_000)
    page = desk.new_page()
    page.goto("/admin/applications/application/")
    sign_in(page, "hr", "offene-stelle-demo")
    page.get_by_role("link", name=re.compile(f"{NAME}|{reference}")).first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Herunterladen").click()
    stored = download.value.path().read_bytes()
    desk.close()
    return stored
