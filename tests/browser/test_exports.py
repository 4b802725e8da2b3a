"""Exporting in a browser: by mouse, with scripts, and what its pages owe everybody."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page, expect

from applications.models import Application
from hiring.enums import ExportKind, ExportState
from hiring.exports.wishes import Wish
from hiring.models import Export
from hiring.services.exports import Selection, begin_export
from tests.applications.factories import ApplicationFactory
from tests.browser.looking import too_wide, violations
from tests.browser.test_blocks import open_admin
from tests.worker import run_worker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "/admin/applications/application/"
EXPORTS = "/admin/hiring/export/"
AT_NIGHT = pytest.mark.nightly(
    "tests/browser/test_exports.py::test_pages_of_exports_are_accessible_and_fit"
)
VIEWS = [
    *(("light", 360, "de"), ("dark", 1280, "en")),
    pytest.param("light", 1280, "de", marks=AT_NIGHT),
]


def begin(application: Application, kind: ExportKind, state: ExportState) -> Export:
    """One of whoever is signed in, in this state."""
    selection = Selection(User.objects.get(is_staff=True), [application.pk])
    export = begin_export(selection=selection, wish=Wish(kind, "de"), now=timezone.now())
    Export.objects.filter(pk=export.pk).update(state=state, size=1_500_000)
    return export


def ask_for_export(page: Page) -> None:
    page.goto(LIST)
    page.locator(".row-choice input").first.check()
    page.locator("#selection-action").select_option("export_selected")
    page.locator(".selection button").click()
    page.wait_for_selector("[name=kind]")


def choose_columns(page: Page, *keys: str) -> None:
    for box in page.locator("[name=columns]").all():
        box.set_checked(box.get_attribute("value") in keys)


def test_table_is_saved_with_the_chosen_columns(page: Page, tmp_path: Path) -> None:
    application = ApplicationFactory()
    open_admin(page)
    ask_for_export(page)
    page.locator("[name=kind][value=csv]").check()
    choose_columns(page, "reference")
    with page.expect_download() as saved:
        page.locator(".submit-row .default").click()
    saved.value.save_as(tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row[-1] for row in csv.reader(file)][1:] == [application.reference]


def test_page_of_a_long_export_goes_on_by_itself(page: Page) -> None:
    application = ApplicationFactory()
    open_admin(page)
    export = begin(application, ExportKind.DOSSIERS, ExportState.WAITING)
    page.goto(f"{EXPORTS}{export.pk}/")
    expect(page.locator("progress")).to_be_visible()
    run_worker()
    expect(page.locator("#job-progress a.button")).to_be_visible()
    assert page.locator("#job-status").inner_text() != ""
    with page.expect_download() as saved:
        page.locator("#job-progress a.button").click()
    assert saved.value.suggested_filename.endswith(".zip")


@pytest.mark.parametrize(("scheme", "width", "language"), VIEWS)
def test_pages_of_exports_are_accessible_and_fit(
    page: Page, scheme: str, width: int, language: str
) -> None:
    application = ApplicationFactory()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    open_admin(page)
    cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": page.url}
    page.context.add_cookies([cookie])
    exports = [begin(application, ExportKind.XLSX, state) for state in ExportState]
    Export.objects.update(expires_at=timezone.now() + timedelta(days=2))
    found = []
    for path in (EXPORTS, *(f"{EXPORTS}{export.pk}/" for export in exports)):
        page.goto(path)
        found += violations(page)
        found += [f"{path} is too wide"] if too_wide(page) else []
    ask_for_export(page)
    found += violations(page)
    choose_columns(page)
    page.locator("[name=kind][value=xlsx]").check()
    page.locator(".submit-row .default").click()
    page.wait_for_selector(".errornote")
    found += violations(page)
    found += ["asking is too wide"] if too_wide(page) else []
    assert found == []
