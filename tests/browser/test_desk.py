"""The page of an application in a browser: reading and rating by few actions, by keyboard, for everybody."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from applications.models import Application
from hiring.models import Note, Rating, ReadMark
from tests.applications.factories import DocumentFactory
from tests.browser.looking import CROSSED, LOOKS, too_wide, violations
from tests.browser.signing_in import sign_in
from tests.config.people import hr_manager, team_member
from tests.hiring.desk_site import action_path, criteria, one_posting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def applications() -> list[Application]:
    """Of one posting with two criteria, for anna and ben of its hiring team."""
    posting, made = one_posting(3)
    posting.hiring_team.add(team_member("anna"), team_member("ben"))
    criteria(posting, "Linux", "Team")
    for application in made:
        DocumentFactory(application=application)
    return made


def enter(page: Page, name: str, path: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/staff/login/")
    sign_in(page, name)
    page.wait_for_url("**/admin/**")
    page.goto(path)


def recommend(page: Page, value: str) -> None:
    """One click; waits for the page that follows, which says what was saved."""
    page.locator(f".recommend [value={value}]").click()
    page.locator(".messagelist .success").wait_for()


def test_two_members_rate_by_one_click_each_and_see_each_other_after_it(
    page: Page, browser: Browser, live_server, applications: list[Application]
) -> None:
    _first, second, third = applications
    enter(page, "anna", action_path("change", third))
    for value in ("yes", "maybe", "no"):
        recommend(page, value)
    ratings = Rating.objects.order_by("-application_id").values_list("recommendation", flat=True)
    assert list(ratings) == ["yes", "maybe", "no"]

    other = browser.new_context(base_url=live_server.url, locale="en-GB").new_page()
    enter(other, "ben", action_path("change", second))
    expect(other.locator("#others")).to_contain_text("One other rating. You see it after yours.")
    assert "anna" not in other.locator("#work").inner_text()
    recommend(other, "no")
    other.go_back()
    other.reload()
    expect(other.locator("#others li")).to_contain_text("maybe anna")
    other.context.close()


def test_page_that_is_looked_at_is_marked_as_read(page: Page, applications) -> None:
    with page.expect_response("**/read/") as marked:
        enter(page, "anna", action_path("change", applications[0]))
    assert marked.value.status == 204
    assert ReadMark.objects.values_list("user__username").get() == ("anna",)


def test_reading_and_rating_by_keyboard_alone(page: Page, applications: list[Application]) -> None:
    first, second, third = applications
    listed = "?_changelist_filters=stage%3Dreceived"
    enter(page, "anna", action_path("change", second) + listed)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()
    for key in "r45":
        page.keyboard.press(key)
    expect(page.locator(".recommend .yes")).to_be_focused()
    page.keyboard.press("1")
    page.wait_for_url(f"**{action_path('change', first)}*")
    points = Rating.objects.get().scores.order_by("criterion").values_list("value", flat=True)
    assert list(points) == [4, 5]
    page.keyboard.press("c")
    page.keyboard.type("1 question")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#notes .entries li").wait_for()
    assert (Note.objects.get().text, Rating.objects.count()) == ("1 question", 1)
    page.keyboard.press("s")
    page.wait_for_url(f"**{action_path('change', third)}*")
    page.keyboard.press("n")
    page.wait_for_url(f"**{action_path('change', second)}*")


def test_keys_can_be_turned_off(page: Page, applications: list[Application]) -> None:
    enter(page, "anna", action_path("change", applications[0]))
    page.keyboard.press("?")
    page.locator("[data-keys-on]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    page.reload()
    page.keyboard.press("1")
    page.locator("#desk").wait_for()
    assert Rating.objects.count() == 0


def test_rating_works_without_scripts(browser: Browser, live_server, context, applications) -> None:
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = plain.new_page()
    enter(page, "anna", action_path("change", applications[0]))
    recommend(page, "yes")
    assert Rating.objects.values_list("recommendation", "user__username").get() == ("yes", "anna")
    plain.close()


def visit(page: Page, application: Application) -> Iterator[str]:
    """The pages of HR, with all that can be open on them."""
    page.goto(action_path("change", application))
    page.evaluate("document.querySelectorAll('#desk details').forEach(one => { one.open = true })")
    yield "application"
    page.keyboard.press("?")
    yield "keys"
    page.goto(f"/admin/applications/application/criteria/{application.posting_id}/")
    yield "criteria"


@pytest.mark.parametrize("locale", ["de-DE", "en-GB"])
def test_pages_are_accessible_and_fit(
    browser: Browser, live_server, context, applications, locale: str
) -> None:
    visitor = browser.new_context(base_url=live_server.url, locale=locale)
    page = visitor.new_page()
    hr = hr_manager()
    application = applications[0]
    now = application.submitted_at
    application.message = "Guten Tag"
    application.save()
    application.ratings.create(posting=application.posting, user=hr, recommendation="yes", at=now)
    application.staff_notes.create(text="Hallo", by=hr, at=now)
    application.document_requests.create(kind="cv", at=now, answered_at=now)
    application.exclusions.create(user=team_member("carla"), at=now, reason="verwandt")
    enter(page, "hanna", "/admin/")
    found = []
    for scheme, width in LOOKS if locale == "de-DE" else CROSSED:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 800})
        for name in visit(page, application):
            found += [(name, width, scheme, one) for one in violations(page)]
            found += [(name, width, "too wide")] if too_wide(page) else []
    visitor.close()
    assert found == []
