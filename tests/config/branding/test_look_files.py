"""The files of the look: what they hold, and how long they may be kept."""

import json
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from PIL import Image

from careers.web.current_brand import current_brand


def test_stylesheet_holds_the_colours_for_both_schemes(client, settings):
    settings.BRAND_COLOUR = "#1d4ed8"
    assert client.get("/brand.css").content.decode() == (
        ":root {\n"
        "  --brand: light-dark(#1d4ed8, #80a9ff);\n"
        "  --brand-strong: light-dark(#052ab6, #b1cbff);\n"
        "  --brand-soft: light-dark(#e9f0ff, #242e42);\n"
        "  --brand-fill: light-dark(#1d4ed8, #80a9ff);\n"
        "  --brand-fill-strong: light-dark(#052ab6, #b1cbff);\n"
        "  --on-brand: light-dark(#ffffff, #0b0f12);\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("stylesheet_url", "text/css; charset=utf-8"),
        ("icon_url", "image/svg+xml"),
        ("touch_icon_url", "image/png"),
        ("manifest_url", "application/manifest+json"),
    ],
)
def test_files_of_the_brand_may_be_kept_for_a_year(client, name, kind):
    headers = client.get(getattr(current_brand(), name)).headers
    kept = "public, max-age=31536000, immutable"
    assert (headers["Content-Type"], headers["Cache-Control"]) == (kind, kept)


@pytest.mark.django_db
def test_address_of_another_version_is_kept_for_a_moment_only(client):
    headers = client.get("/brand.css?v=other").headers
    assert headers["Cache-Control"] == "public, max-age=60"


def test_touch_icon_has_the_size_that_telephones_ask_for(client):
    with Image.open(BytesIO(client.get("/brand.png").content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (180, 180))


def test_manifest_names_site_and_icons(client):
    found = json.loads(client.get("/brand.webmanifest").content)
    assert (found["name"], found["short_name"]) == ("Verein Musterwolke e. V.", "Jobs")
    assert [icon["sizes"] for icon in found["icons"]] == ["any", "180x180"]


def test_stylesheet_is_not_sent_twice(client):
    etag = client.get("/brand.css").headers["ETag"]
    assert client.get("/brand.css", headers={"If-None-Match": etag}).status_code == 304


def test_addresses_change_with_the_colour(settings):
    settings.BRAND_COLOUR = "#1d4ed8"
    before = current_brand().stylesheet_url, current_brand().icon_url
    settings.BRAND_COLOUR = "#1d4ed9"
    assert not set(before) & {current_brand().stylesheet_url, current_brand().icon_url}


def test_header_names_the_site_with_logo_or_mark(rf, settings):
    request = rf.get("/de/")
    with_mark = render_to_string(
        "includes/_header.html", {"portal": {"brand_name": "Wolke"}}, request
    )
    portal = {"brand_name": "Wolke", "brand": {"logo_path": "/l.svg"}}
    with_logo = render_to_string("includes/_header.html", {"portal": portal}, request)
    assert ('class="logo-mark"' in with_mark, '<img src="/l.svg" alt="Wolke"' in with_logo) == (
        True,
        True,
    )
