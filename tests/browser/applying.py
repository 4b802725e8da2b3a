"""What the browser tests of applying share."""

from pathlib import Path

from playwright.sync_api import Locator, Page, Route

from applications.models import Document, Draft
from careers.models import Posting
from tests.applications.files import pdf, picture
from tests.applications.site import apply_path
from tests.careers.factories import published

MEBIBYTE = 1024 * 1024


def made_files(folder: Path) -> dict[str, Path]:
    """A CV, a certificate of 2 MiB and a picture."""
    contents = {
        "Lebenslauf.pdf": pdf(),
        "Zeugnis.pdf": pdf(2, holding=bytes(range(256)) * (2 * MEBIBYTE // 256)),
        "Bild.png": picture("PNG"),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return {name: folder / name for name in contents}


def open_form(page: Page, language: str = "en") -> Posting:
    posting = published()
    page.goto(apply_path(posting, language))
    return posting


def held_files(page: Page, kind: str = "cv") -> Locator:
    """The files of this kind that have arrived."""
    return page.locator(f"[data-held={kind}] .file:not(.is-unfinished)")


def fill_in(page: Page) -> None:
    page.get_by_label("Your name").fill("Ayşe Öztürk")
    page.get_by_label("Email").fill("ayse@example.org")


def check_and_send(page: Page) -> str:
    """From the form over the review to the end; the heading of the last page."""
    page.get_by_role("button", name="Review application").click()
    page.get_by_role("button", name="Send application").click()
    page.wait_for_selector(".reference")
    return page.get_by_role("heading", level=1).inner_text()


def fail(route: Route) -> None:
    route.abort("connectionreset")


def stored_bytes(name: str) -> bytes:
    with Document.objects.get(name=name).open() as stored:
        return stored.read()


def received_bytes(page: Page) -> int:
    """How many bytes of the one upload on its way have arrived at the server."""
    return Draft.objects.get().uploads.get().received
