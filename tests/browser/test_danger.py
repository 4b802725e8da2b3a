"""What deletes or ends something looks like it: on the site and in the admin, in light and dark, and not by colour alone."""

from collections.abc import Iterator

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from applications.alerts.alert_links import end_path
from applications.signed_links import application_path
from tests.applications.factories import ApplicationFactory, hr_manager
from tests.applications.job_alerts import AlertFactory
from tests.browser.states import choose_files, discard, form_path, step
from tests.careers.factories import published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# The words of all that is visible and destructive, each with its contrast to the ground behind it.
DANGEROUS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const pixel = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (one) => {
    for (let each = one; each; each = each.parentElement) {
      const colour = pixel(getComputedStyle(each).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll(".danger")].filter((one) => one.checkVisibility()).map((one) => {
    const [a, b] = [pixel(getComputedStyle(one).color), ground(one)].map((colour) => light(colour.slice(0, 3)));
    const word = one.innerText.split("\\n")[0].trim();
    return [word, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
  });
}"""


def visited(page: Page) -> Iterator[None]:
    """Every public page with something destructive on it."""
    application, posting = ApplicationFactory(), published()
    page.goto(application_path(application, "en"))
    yield
    for name in ("withdraw", "erase", "revoke"):
        page.goto(step(application, name, "en"))
        yield
    page.goto(end_path(AlertFactory(language="en")))
    yield
    page.goto(form_path(posting, "en"))
    choose_files(page)
    yield
    discard(page)
    yield


def dangerous(page: Page) -> dict[str, float]:
    return {word: contrast for _ in visited(page) for word, contrast in page.evaluate(DANGEROUS)}


WORDS = {
    "Withdraw the application",
    "Erase everything",
    "Deactivate all links",
    "Erase everything now",
    "End the alert",
    "Remove",
    "Delete the draft",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_destructive_steps_of_applicants_stand_out_and_can_be_read(page, scheme):
    page.emulate_media(color_scheme=scheme)
    found = dangerous(page)
    assert set(found) == WORDS
    assert [word for word, contrast in found.items() if contrast < 4.5] == []


def test_destructive_button_differs_from_others_without_colours(page):
    application = ApplicationFactory()
    page.emulate_media(forced_colors="active")
    page.goto(step(application, "withdraw", "en"))
    assert page.locator(".button.danger > svg.icon").is_visible()
    page.goto(step(application, "pool", "en"))
    assert page.locator("main .button > svg.icon").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_destructive_steps_of_staff_stand_out_and_can_be_read(page, live_server, scheme):
    client, application = Client(), ApplicationFactory()
    client.force_login(hr_manager())
    cookies = {project.SESSION_COOKIE_NAME: client.cookies[project.SESSION_COOKIE_NAME].value}
    cookies[project.LANGUAGE_COOKIE_NAME] = "en"
    page.context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
    )
    page.emulate_media(color_scheme=scheme)
    found = {}
    for name, key in (
        ("applications_application_change", application.pk),
        ("careers_posting_close", application.posting.pk),
    ):
        page.goto(reverse(f"admin:{name}", args=[key]))
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found |= dict(page.evaluate(DANGEROUS))
    assert set(found) == {"Deactivate all links", "Close the posting"}
    assert [word for word, contrast in found.items() if contrast < 4.5] == []
