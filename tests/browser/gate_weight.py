"""What a visitor's browser loads, compressed as the proxy sends it: `make weight`."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as project
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page

from applications.demo.brands import brand_names, use_demo_brand
from careers.web.localized_urls import list_path
from tests.browser.states import visit_states

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_FOR_THE_LIST, MOST_SCRIPT = 60_000, 20_000
"""Scripts are served as they are: a fifth of their weight is names of types and other comments."""
MOST_FOR_A_HERO = 60_000
MOST_STYLE = {"site": 10_000, "staff": 15_000}
"""docs/decisions/0017-styles-of-site-and-staff-are-weighed-apart.md"""
OF_THE_SITE = {"tokens.css", "site.css", "print.css", "plain.css", "staff.css"}
OF_BOTH = {"tokens.css"}
ICON = "/brand.svg"
"""A browser with a window asks for it; this one does not."""
LEVEL = 1
"""Of gzip, as nginx has it unless told otherwise; any other would save more."""


@pytest.fixture
def loaded(page: Page) -> set[str]:
    """The address of everything that the page has loaded so far."""
    addresses: set[str] = set()
    page.on("response", lambda answer: addresses.add(answer.url))
    return addresses


def weights(page: Page, addresses: set[str]) -> dict[str, int]:
    """Bytes of each, by its path."""
    return {
        urlsplit(address).path: len(gzip.compress(page.request.get(address).body(), LEVEL))
        for address in sorted(addresses)
    }


def hosts(addresses: set[str]) -> set[str]:
    return {urlsplit(address).netloc for address in addresses}


def test_list_is_light(page, loaded, live_server):
    call_command("load_demo", verbosity=0)
    page.goto(list_path("de"), wait_until="networkidle")
    found = weights(page, loaded | {live_server.url + ICON})
    for path, weight in found.items():
        print(f"\n  {weight:>7,} bytes  {path}", end="")
    print(f"\nweight: list with everything {sum(found.values()):,} of {MOST_FOR_THE_LIST:,} bytes")
    assert hosts(loaded) == {urlsplit(live_server.url).netloc}
    assert sum(found.values()) < MOST_FOR_THE_LIST


def test_list_with_a_brand_is_light(page, loaded, live_server):
    """What the large picture adds is little, and a telephone does not load it."""
    call_command("load_demo", verbosity=0)
    for name in (one for one in brand_names() if one != "none"):
        use_demo_brand(name, now=timezone.now())
        loaded.clear()
        page.goto(list_path("de"), wait_until="networkidle")
        total = sum(weights(page, loaded).values())
        print(
            f"\nweight: list as {name} {total:,} of {MOST_FOR_THE_LIST + MOST_FOR_A_HERO:,} bytes"
        )
        assert total < MOST_FOR_THE_LIST + MOST_FOR_A_HERO


def test_scripts_of_all_pages_are_small(page, loaded, live_server):
    count = sum(1 for _name in visit_states(page, "en"))
    found = weights(page, {address for address in loaded if address.endswith(".js")})
    total = sum(found.values())
    print(f"\nweight: {len(found)} scripts of {count} states {total:,} of {MOST_SCRIPT:,} bytes")
    assert hosts(loaded) == {urlsplit(live_server.url).netloc}
    assert 0 < total < MOST_SCRIPT


@pytest.mark.parametrize("surface", MOST_STYLE)
def test_styles_are_small(surface):
    sheets = {sheet.name: sheet for sheet in Path(project.BASE_DIR, "static/css").glob("*.css")}
    names = OF_THE_SITE if surface == "site" else (sheets.keys() - OF_THE_SITE) | OF_BOTH
    total = len(gzip.compress(b"".join(sheets[name].read_bytes() for name in sorted(names)), 9))
    most = MOST_STYLE[surface]
    print(
        f"\nweight: {len(names)} style sheets, {surface}, {total:,} of {most:,} bytes, gzip level 9"
    )
    assert 0 < total < most
