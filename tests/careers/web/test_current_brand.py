"""What the admin says wins over the environment; it is read once while nothing changes."""

import os
import time
from typing import Any

import pytest
from django.db import OperationalError
from django.utils.translation import override
from pytest_django import Settings

from careers.branding.picture_roles import Role
from careers.models import Brand
from careers.services.brand import use_brand
from careers.web.current_brand import BRANDS, BrandMemory, current_brand, notice_version, show_brand
from careers.web.public_news import Lease, PublicNews
from tests.careers.brands import draft, new_picture, save_draft, use

pytestmark = pytest.mark.django_db


def test_environment_speaks_where_the_admin_says_nothing(settings: Settings) -> None:
    settings.BRAND_NAME, settings.BRAND_COLOUR, settings.BRAND_LOGO = (
        "Site",
        "#1d4ed8",
        "/brand/1.svg",
    )
    use()
    brand = current_brand()
    assert (brand.name, brand.employer) == ("Site", "Verein Musterwolke e. V.")
    assert (brand.hex, brand.logo_path, brand.about) == ("#1d4ed8", "/brand/1.svg", None)


def test_colour_that_cannot_be_read_is_that_of_the_environment(settings: Settings) -> None:
    """As a row of another release may have it: pages and the admin go on."""
    settings.BRAND_COLOUR = "#1d4ed8"
    use(name="Wolke")
    Brand.objects.update(colour="oklch(-9e300 0.1 10)", second_colour="nothing")
    BRANDS.forget()
    brand = current_brand()
    assert (brand.name, brand.hex, "--band" in brand.stylesheet) == ("Wolke", "#1d4ed8", False)


def test_admin_wins(settings: Settings) -> None:
    settings.BRAND_NAME, settings.BRAND_LOGO_DARK = "Site", "/brand/2.svg"
    use(new_picture(Role.LOGO), name="Wolke", colour="#123456")
    brand = current_brand()
    assert (brand.name, brand.employer, brand.hex) == ("Wolke", "Wolke", "#123456")
    assert (brand.logo_path, brand.logo_dark_path) == (brand.pictures["logo"].path, "")


def test_text_is_that_of_the_reader_or_of_another_language() -> None:
    use(about_de="Wir **hier**.", introduction_de="Guten Tag", introduction_en="Good day")
    with override("en"):
        about, introduction = current_brand().about, current_brand().introduction
    assert about == ("<p>Wir <strong>hier</strong>.</p>", "de")
    assert introduction == ("<p>Good day</p>", "")


def test_markup_in_texts_is_cleaned() -> None:
    use(about_de="<script>alert(1)</script> [a](javascript:alert(1))")
    with override("de"):
        found = current_brand().about
    assert found is not None
    assert "<script" not in found.html
    assert "href" not in found.html


def test_version_changes_with_each_word() -> None:
    use(name="Wolke")
    before = current_brand().version
    use(about_en="We.")
    assert current_brand().version != before


def test_version_of_the_privacy_notice_follows_its_addition(settings: Settings) -> None:
    settings.PRIVACY_NOTICE_VERSION = "2031-07"
    assert notice_version() == "2031-07"
    seen = set()
    for words in ("Eins.", "Zwei."):
        use(privacy_addition_de=words)
        seen.add(notice_version())
    assert {version.partition("+")[0] for version in seen} == {"2031-07"}
    assert len(seen) == 2
    settings.PRIVACY_NOTICE_VERSION = "x" * 20
    assert len(notice_version()) == 20


def memory_with(number: int) -> BrandMemory:
    news = PublicNews()
    news.process, news.lease = os.getpid(), Lease(number, time.time() + 60, None)
    return BrandMemory(news)


def test_brand_is_read_once_a_lease(django_assert_num_queries: Any) -> None:
    memory = memory_with(1)
    with django_assert_num_queries(2):
        memory.get()
        memory.get()
    memory.news.lease = Lease(2, time.time() + 60, None)
    with django_assert_num_queries(2):
        memory.get()


def test_brand_is_read_every_few_seconds_where_nothing_is_heard(
    django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = BrandMemory(PublicNews())
    with django_assert_num_queries(2):
        memory.get()
        memory.get()
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 6)
    with django_assert_num_queries(2):
        memory.get()


def test_last_brand_stays_while_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    save_draft(name="Wolke")
    use_brand()
    memory = memory_with(1)
    memory.get()

    def refuse(**_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(Brand.objects, "filter", refuse)
    memory.news.lease = None
    assert memory.get().name == "Wolke"
    assert BrandMemory(PublicNews()).get().name == "Verein Musterwolke e. V."


def test_preview_is_seen_within_it_only() -> None:
    save_draft(name="Wolke")
    BRANDS.forget()
    with show_brand(draft(), "/draft.css") as shown:
        assert (current_brand(), shown.name, shown.stylesheet_url) == (shown, "Wolke", "/draft.css")
    assert current_brand().name == "Verein Musterwolke e. V."
