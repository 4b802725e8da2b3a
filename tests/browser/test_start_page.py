"""The start page, the list of tables and the page of undecided procedures: accessible, and no wider than a phone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from applications.enums import Stage
from tests.applications.factories import ApplicationFactory
from tests.browser.looking import too_wide, violations
from tests.browser.signing_in import sign_in
from tests.careers.factories import published
from tests.config.people import hr_manager
from tests.hiring.factories import not_decided_template

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
LOOKS = {
    "de": [("light", 320), ("dark", 1280)],
    "en": [("dark", 320), ("light", 1280)],
}
PATHS = ("/admin/", "/admin/tables/", "/admin/hiring/decision/undecided/")


def fill_pages() -> None:
    """An answer that is overdue, one that is due soon, and procedures that end now and later."""
    now = timezone.now()
    posting = published(answer_days=14, now=now - timedelta(days=300))
    for days in (12, 20):
        ApplicationFactory(posting=posting, submitted_at=now - timedelta(days=days), cv=False)
    for days in (290, 255):
        received = now - timedelta(days=days)
        ApplicationFactory(posting=posting, submitted_at=received, stage=Stage.INTERVIEW, cv=False)
    not_decided_template()


def find_faults(page: Page, language: str, path: str) -> list[object]:
    found: list[object] = []
    for scheme, width in LOOKS[language]:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(path)
        found += [(path, scheme, width, one) for one in violations(page)]
        found += [(path, width, "too wide")] if too_wide(page) else []
    return found


@pytest.mark.parametrize("language", ["de", "en"])
def test_pages_are_accessible_and_fit_empty_or_full(page: Page, language: str) -> None:
    hr_manager()
    page.set_extra_http_headers({"Accept-Language": language})
    page.goto("/admin/")
    sign_in(page)
    found = find_faults(page, language, "/admin/")
    fill_pages()
    found += [fault for path in PATHS for fault in find_faults(page, language, path)]
    assert found == []
