"""The list in a browser: filters that apply at once, saved postings, and the first posting in sight."""

import pytest
from playwright.sync_api import Page, expect

from careers.enums import EmploymentType
from careers.web.localized_urls import list_path
from tests.careers.factories import LocationFactory, published
from tests.careers.public_site import page_path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = list_path("en")


def publish_three() -> None:
    """Two in Leipzig, one of them part-time, and one in Mainz."""
    leipzig = LocationFactory(slug="leipzig", name_de="Leipzig", name_en="Leipzig")
    mainz = LocationFactory(slug="mainz", name_de="Mainz", name_en="Mainz")
    published(title_en="First", location=leipzig, employment_types=[EmploymentType.FULL_TIME])
    published(title_en="Second", location=leipzig, employment_types=[EmploymentType.PART_TIME])
    published(title_en="Third", location=mainz)


def titles(page: Page) -> list[str]:
    return [title.split(" (")[0] for title in page.locator(".posting h2").all_inner_texts()]


def choose(page: Page, group: str, value: str) -> None:
    fold = page.locator(f"details[data-name={group}]")
    if fold.get_attribute("open") is None:
        fold.locator("summary").first.click()
    page.locator(f".filters [name={group}][value={value}]").check()


def test_filter_applies_at_once_and_the_back_button_takes_it_back(page: Page) -> None:
    publish_three()
    page.goto(LIST)
    page.evaluate("window.isSamePage = true")
    page.locator(".filters summary").first.click()
    choose(page, "place", "leipzig")
    expect(page.locator(".result-count")).to_have_text("2 positions found")
    assert page.url.endswith("?place=leipzig")
    assert page.evaluate("document.activeElement.value") == "leipzig"
    choose(page, "hours", "part_time")
    expect(page.locator(".result-count")).to_have_text("1 position found")
    assert titles(page) == ["Second"]
    page.go_back()
    expect(page.locator(".result-count")).to_have_text("2 positions found")
    assert page.evaluate("window.isSamePage") is True


def test_button_of_the_sheet_says_the_number_and_leads_to_the_results(page: Page) -> None:
    publish_three()
    page.goto(LIST)
    page.locator(".filters summary").first.click()
    assert page.locator(".filters .actions button:visible").all_inner_texts() == [
        "Show 3 positions"
    ]
    choose(page, "place", "mainz")
    page.get_by_role("button", name="Show 1 position").click()
    expect(page.locator(".result-count")).to_be_focused()
    assert not page.locator("details[data-name=place]").is_visible()


def test_filters_are_taken_away_one_by_one_and_all_at_once(page: Page) -> None:
    publish_three()
    page.goto(f"{LIST}?q=in&place=leipzig&hours=part_time")
    page.evaluate("window.isSamePage = true")
    page.get_by_role("link", name="Part-time remove").click()
    expect(page.locator(".chosen-filters li")).to_have_count(1)
    assert page.url.endswith("?q=in&place=leipzig")
    page.goto(f"{LIST}?place=leipzig&hours=part_time")
    page.get_by_role("link", name="Remove all filters").click()
    expect(page.locator(".result-count")).to_have_text("3 open positions")
    expect(page.locator(".result-count")).to_be_focused()


def test_list_works_without_scripts(browser, live_server) -> None:
    publish_three()
    visitor = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = visitor.new_page()
    page.goto(LIST)
    page.locator(".filters [name=place][value=mainz]").check()
    assert page.locator(".filters .actions button:visible").all_inner_texts() == ["Apply filters"]
    page.get_by_role("button", name="Apply filters").click()
    assert (titles(page), page.locator(".save-button").count()) == (["Third"], 0)


def test_page_follows_the_link_where_an_answer_does_not_come(page: Page) -> None:
    publish_three()
    page.goto(LIST)
    page.locator(".filters summary").first.click()
    page.route("**/*place=mainz", lambda route: route.abort(), times=1)
    choose(page, "place", "mainz")
    expect(page.locator(".result-count")).to_have_text("1 position found")


def test_posting_is_saved_in_this_browser_alone(page: Page) -> None:
    publish_three()
    page.goto(LIST)
    assert page.locator("#saved").is_hidden()
    page.get_by_role("button", name="Save Second").click()
    assert page.locator("#saved summary").inner_text().split() == ["Saved", "positions", "1"]
    page.locator("#saved summary").click()
    page.locator("#saved a").click()
    expect(page.get_by_role("button", name="Save")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Save").click()
    page.goto(LIST)
    assert page.locator("#saved").is_hidden()
    assert page.context.cookies() == []


def test_saved_posting_is_known_in_the_other_language(page: Page) -> None:
    posting = published()
    page.goto(page_path(posting, "de"))
    page.get_by_role("button", name="Merken").click()
    page.goto(page_path(posting, "en"))
    expect(page.get_by_role("button", name="Save")).to_have_attribute("aria-pressed", "true")


def test_first_posting_is_in_sight_on_a_phone(page: Page) -> None:
    publish_three()
    page.goto(list_path("de"))
    box = page.locator(".posting h2").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 740
