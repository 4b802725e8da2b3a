"""The form by which staff sign in, whatever the page around it says."""

from playwright.sync_api import Page

from tests.config.people import PASSWORD


def sign_in(page: Page, name: str = "hanna", password: str = PASSWORD) -> None:
    """Fills in the form that the page shows, and waits for the answer; `name` may be an e-mail address.

    The address of the answer says nothing: that of the form ends with the page that is wanted.
    """
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")
