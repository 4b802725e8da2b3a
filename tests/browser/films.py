"""Animated pictures of applying and of publishing for the README: `make screenshots`.

A frame for each step, as the browser shows it. Not collected with the other tests: it proves nothing.
"""

from io import BytesIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from PIL import Image
from playwright.sync_api import Browser, Page

from careers.models import EditionText
from careers.web.localized_urls import list_path, posting_path
from tests.browser.screenshots import README_FOLDER, TITLE, sign_in
from tests.browser.states import choose_files

PHONE, DESK = (360, 640), (1000, 640)
LARGEST = 600_000
"""Bytes of a film."""
PATIENCE = 90_000
ROUNDS = 3
"""How often it is shown; then the last picture stays, as what moves for good distracts whoever reads beside it."""
SUMMARY = {
    "de": "Sie machen die Sovereign Cloud schnell und so robust, dass alle ruhig schlafen.",
    "en": "You make the sovereign cloud fast, and so robust that everybody sleeps well.",
}


class Film:
    """The frames of one page, each with how long it stays."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.frames: list[tuple[Image.Image, int]] = []

    def show(self, seconds: float = 1.6) -> None:
        shot = BytesIO(self.page.screenshot(animations="disabled"))
        self.frames.append((Image.open(shot).convert("RGB"), int(seconds * 1000)))

    def save(self, name: str) -> None:
        [first, *others], times = zip(*self.frames, strict=True)
        path = README_FOLDER / f"{name}.webp"
        first.save(
            path, save_all=True, append_images=others, duration=times, loop=ROUNDS, quality=72
        )
        assert path.stat().st_size <= LARGEST


@pytest.fixture
def site(live_server, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    call_command("load_demo", verbosity=0)
    README_FOLDER.mkdir(parents=True, exist_ok=True)
    return live_server.url


def open_page(browser: Browser, site: str, size: tuple[int, int]) -> Page:
    width, height = size
    context = browser.new_context(
        base_url=site,
        color_scheme="light",
        locale="en-GB",
        reduced_motion="reduce",
        viewport={"width": width, "height": height},
    )
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def test_film_of_applying(browser, site):
    page = open_page(browser, site, PHONE)
    film = Film(page)
    page.goto(list_path("en"))
    film.show()
    page.locator("#find [name=q]").fill("reliability")
    film.show(1)
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("reliability").wait_for()
    page.locator("#results").scroll_into_view_if_needed()
    film.show()
    page.get_by_role("link", name=TITLE).first.click()
    page.locator(".article").wait_for()
    film.show(2)
    page.locator(".action-bar a").click()
    page.locator("input[name=name]").scroll_into_view_if_needed()
    film.show()
    page.locator("input[name=name]").fill("Ayşe Öztürk")
    film.show(1)
    page.locator("input[name=email]").fill("ayse@example.org")
    film.show(1)
    choose_files(page)
    page.locator(".file").first.scroll_into_view_if_needed()
    film.show(2)
    page.locator("main form button[value=check]:visible").last.click()
    page.locator(".review").wait_for()
    film.show(2)
    page.locator(".review form button").last.click()
    page.locator(".steps").wait_for()
    film.show(2.5)
    page.locator(".steps").scroll_into_view_if_needed()
    film.show(4)
    film.save("film-applying")


def test_film_of_publishing(browser, site):
    page = open_page(browser, site, DESK)
    text = EditionText.objects.open().get(language="en", title=TITLE)
    posting = text.edition.current_for
    sign_in(page, site)
    assert User.objects.filter(username="hr").exists()
    film = Film(page)
    page.goto("/admin/careers/posting/?q=reliability")
    choose_english(page)
    film.show()
    page.locator("#result_list tbody th a").first.click()
    page.locator("#id_summary_en").wait_for()
    film.show(2)
    for language, words in SUMMARY.items():
        field = page.locator(f"#id_summary_{language}")
        field.scroll_into_view_if_needed()
        field.fill(words)
        film.show(1.2)
    page.get_by_role("button", name="Save draft").first.click()
    page.locator(".messagelist").wait_for()
    film.show(2)
    page.goto(f"/admin/careers/posting/{posting.pk}/publish/")
    film.show(2)
    page.get_by_role("heading", name="What changes for the public").scroll_into_view_if_needed()
    film.show(2.5)
    page.get_by_role("button", name="Publish").click()
    page.locator(".messagelist .success").wait_for()
    film.show(2)
    page.goto(posting_path(posting.public_id, text.slug, "en"))
    film.show(4)
    film.save("film-publishing")


def choose_english(page: Page) -> None:
    page.locator(".languages button", has_text="English").click()
    page.wait_for_load_state()
