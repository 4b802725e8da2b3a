"""The browser of these tests works, and its page notices what it should."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("address", "language"), [("/de/stellen/", "de"), ("/en/jobs/", "en")])
def test_list_opens_in_its_language(page, address, language):
    answer = page.goto(address)
    assert (answer.status, page.locator("html").get_attribute("lang")) == (200, language)
