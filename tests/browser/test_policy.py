"""Every page of the staff keeps the content security policy, whoever wrote it: Django, allauth, procrastinate, we."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Error, Page

from tests.browser.signing_in import sign_in
from tests.config import access_rows, access_scene
from tests.config.people import person
from tests.hiring import access_rows as hiring_rows
from tests.hiring.confidential import set_scene as set_hiring_scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LISTEN = (
    "document.addEventListener('securitypolicyviolation',"
    " (event) => noteViolation(`${location.pathname}: ${event.violatedDirective} ${event.blockedURI}`))"
)
STARTS_DOWNLOAD = "Download is starting"
OK, LAST = "200", -1
"""Administrators and HR managers stand last among those who ask, in both tables."""
EVERY = pytest.mark.nightly("tests/browser/test_policy.py::test_pages_of_the_staff_keep_the_policy")


def staff_paths() -> Iterator[str]:
    """Of each address that opens by GET for administrators or HR managers."""
    scene, hiring_scene = access_scene.set_scene(), set_hiring_scene()
    for name, row in access_rows.ROWS.items():
        if name.startswith("admin:") and row.get.split()[LAST] == OK:
            yield reverse(name, kwargs=scene[row.about])
    for name, its in hiring_rows.ROWS.items():
        if its.get.split()[LAST] == OK:
            yield reverse(name, args=hiring_scene.keys.get(its.about, []))


def note_violations(page: Page) -> list[str]:
    """What the browser reports from now on, while the page goes from one address to the next."""
    noted: list[str] = []

    def note(told: str) -> None:
        noted.append(told)

    page.expose_function("noteViolation", note)
    page.add_init_script(LISTEN)
    return noted


def visit(page: Page, path: str) -> None:
    try:
        page.goto(path, wait_until="load")
    except Error as error:
        if STARTS_DOWNLOAD not in error.message:
            raise


@pytest.mark.parametrize(
    "every", [pytest.param(3, id="every third"), pytest.param(1, id="all", marks=EVERY)]
)
def test_pages_of_the_staff_keep_the_policy(page: Page, every: int) -> None:
    violations, paths = note_violations(page), [*staff_paths()][::every]
    person("root", is_superuser=True)
    page.goto("/admin/")
    sign_in(page, "root")
    for path in paths:
        visit(page, path)
    print(f"policy: {len(paths)} pages of the staff, {len(violations)} violations")
    assert violations == []


def test_page_that_breaks_the_policy_is_noticed(context: BrowserContext) -> None:
    page = context.new_page()
    violations = note_violations(page)
    page.goto("/staff/login/")
    page.evaluate("document.body.setAttribute('onclick', 'alert()')")
    page.reload()  # the report is on its way before that
    assert len(violations) == 1
    assert violations[0].startswith("/staff/login/: script-src")
