"""Applications entered by hand and corrected data: the pages, as people see them."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import Page

from applications.models import AddressChange, Application
from applications.signed_links import address_path, application_token
from hiring.enums import OutgoingState
from tests.applications import files
from tests.applications.factories import ApplicationFactory
from tests.browser.looking import too_wide, violations
from tests.browser.test_blocks import open_admin
from tests.careers.factories import published
from tests.hiring.factories import waiting_mail

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADD = "/admin/applications/application/add/"
AT_NIGHT = pytest.mark.nightly("tests/browser/test_by_hand.py::test_pages_are_accessible_and_fit")
CROSSED = [("light", 360, "en"), ("dark", 1280, "de")]
VIEWS = [
    *(("light", 360, "de"), ("dark", 1280, "en")),
    *(pytest.param(*view, marks=AT_NIGHT) for view in CROSSED),
]


def test_letter_from_the_post_is_entered(page: Page, tmp_path: Path) -> None:
    posting = published()
    scan = tmp_path / "Lebenslauf.pdf"
    scan.write_bytes(files.pdf())
    open_admin(page)
    page.goto(ADD)
    page.locator("[name=posting]").select_option(str(posting.pk))
    page.locator("form.confirmation [type=submit]").click()
    page.locator("[name=cv]").set_input_files(scan)
    page.locator("[name=received_on]").fill("2026-11-20")
    page.locator("form.confirmation [type=submit]").click()
    assert page.locator("[aria-invalid=true]").count() == 2
    page.locator("[name=name]").fill("Ole Papier")
    page.locator("[name=told_on_paper]").check()
    page.locator("form.confirmation [type=submit]").click()
    page.wait_for_url("**/change/**")
    made = Application.objects.get()
    assert (made.name, [one.name for one in made.documents.all()]) == (
        "Ole Papier",
        ["Lebenslauf.pdf"],
    )


@pytest.mark.parametrize(("scheme", "width", "language"), VIEWS)
def test_pages_are_accessible_and_fit(page: Page, scheme: str, width: int, language: str) -> None:
    posting = published()
    first, second = ApplicationFactory.create_batch(2, posting=posting, language=language)
    refused = waiting_mail(first)
    type(refused).objects.update(state=OutgoingState.REFUSED, answer="550 unknown")
    change = AddressChange.objects.create(
        application=second, email="neu@example.org", asked_at=timezone.now()
    )
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    open_admin(page)
    page.context.add_cookies(
        [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": page.url}]
    )
    with override(language):
        own = f"/{language}/{'bewerbung' if language == 'de' else 'application'}"
        data = f"{own}/{application_token(second)}/{'angaben' if language == 'de' else 'data'}/"
    paths = [
        ADD,
        f"{ADD}?posting={posting.pk}&language={language}",
        f"/admin/applications/application/{first.pk}/address/?mail={refused.pk}",
        f"/admin/applications/application/{first.pk}/change/",
        f"/admin/hiring/outgoingmail/{refused.pk}/change/",
        data,
        address_path(change),
    ]
    for path in paths:
        answer = page.goto(path)
        assert (path, answer.status if answer else 0) == (path, 200)
        assert (violations(page), too_wide(page)) == ([], False)
