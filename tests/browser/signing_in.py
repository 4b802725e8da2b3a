"""The form by which staff sign in, whatever the page around it says."""

from playwright.sync_api import Page

from tests.config.people import PASSWORD


def sign_in(page: Page, name: str = "hanna", password: str = PASSWORD) -> None:
    """Fills in the form that the page shows; `name` is a user name or an e-mail address."""
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(password)
    page.keyboard.press("Enter")
