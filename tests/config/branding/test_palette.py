import re
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.template.loader import render_to_string

from config.branding import palette
from config.branding.colour import Oklch, contrast_ratio, parse_colour

TOKENS = Path(django_settings.BASE_DIR, "static/css/tokens.css").read_text()
GREYS = [Oklch(step / 10, 0, 0) for step in range(11)]
COLOURS = [
    Oklch(lightness / 10, chroma, hue)
    for lightness, chroma, hue in product(range(11), (0.02, 0.1, 0.2, 0.37), range(0, 360, 20))
]


def token(name: str) -> tuple[str, ...]:
    return re.findall(rf"--{name}: light-dark\((#\w+), (#\w+)\);", TOKENS)[0]


@pytest.mark.parametrize("name", ["paper", "card"])
def test_neutral_colours_are_those_of_the_style_sheet(name):
    assert (getattr(palette.LIGHT, name), getattr(palette.DARK, name)) == token(name)


@pytest.mark.parametrize("scheme", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
def test_any_colour_becomes_readable_on_every_ground(scheme):
    found = [palette.build_palette(base, scheme) for base in GREYS + COLOURS]
    lowest = min(
        contrast_ratio(text, ground)
        for palette in found
        for text in (palette.brand, palette.strong)
        for ground in (scheme.paper, scheme.card, palette.soft, palette.on_brand)
    )
    assert lowest >= palette.READABLE


@pytest.mark.parametrize("name", ["ink", "muted", "error", "warn", "ok"])
def test_neutral_text_is_readable_on_the_soft_brand(name):
    for base in GREYS + COLOURS:
        for scheme, text in zip((palette.LIGHT, palette.DARK), token(name), strict=True):
            assert contrast_ratio(text, scheme.soft_colour(base)) >= palette.READABLE


@pytest.mark.parametrize("name", ["error", "warn", "ok"])
def test_tones_are_readable_on_their_own_tint(name):
    pairs = zip(token(name), token(f"{name}-soft"), strict=True)
    assert min(contrast_ratio(text, ground) for text, ground in pairs) >= palette.READABLE


@pytest.mark.parametrize("name", ["paper", "card"])
def test_edges_of_inputs_can_be_seen(name):
    pairs = zip(token("edge"), token(name), strict=True)
    assert min(contrast_ratio(edge, ground) for edge, ground in pairs) >= 3  # WCAG 1.4.11


def test_a_readable_colour_is_kept_as_it_is():
    assert (
        palette.build_palette(parse_colour("BRAND_COLOUR", "#0b6b5d"), palette.LIGHT).brand
        == "#0b6b5d"
    )


def test_a_pale_colour_is_darkened():
    assert (
        palette.build_palette(parse_colour("BRAND_COLOUR", "#ff0"), palette.LIGHT).brand
        == "#717100"
    )


def test_stylesheet_holds_the_four_colours_for_both_schemes(client, settings):
    settings.BRAND_COLOUR = "#1d4ed8"
    assert client.get("/brand.css").content.decode() == (
        ":root {\n"
        "  --brand: light-dark(#1d4ed8, #80a9ff);\n"
        "  --brand-strong: light-dark(#052ab6, #b1cbff);\n"
        "  --brand-soft: light-dark(#e9f0ff, #242e42);\n"
        "  --on-brand: light-dark(#ffffff, #0b0f12);\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("path", "kind"), [("/brand.css", "text/css; charset=utf-8"), ("/brand.svg", "image/svg+xml")]
)
def test_files_of_the_brand_may_be_kept_for_a_year(client, path, kind):
    headers = client.get(path).headers
    assert (headers["Content-Type"], headers["Cache-Control"]) == (kind, "public, max-age=31536000")


def test_stylesheet_is_not_sent_twice(client):
    etag = client.get("/brand.css").headers["ETag"]
    assert client.get("/brand.css", headers={"If-None-Match": etag}).status_code == 304


def test_addresses_change_with_the_colour(settings):
    settings.BRAND_COLOUR = "#1d4ed8"
    before = palette.stylesheet_url(), palette.icon_url()
    settings.BRAND_COLOUR = "#1d4ed9"
    assert not set(before) & {palette.stylesheet_url(), palette.icon_url()}


def test_what_is_no_colour_is_refused_by_name():
    with pytest.raises(ImproperlyConfigured, match="BRAND_COLOUR"):
        palette.build_css("greenish")


def test_header_names_the_site_with_logo_or_mark(rf, settings):
    request = rf.get("/de/")
    with_mark = render_to_string(
        "includes/_header.html", {"portal": {"brand_name": "Wolke"}}, request
    )
    portal = {"brand_name": "Wolke", "brand_logo_url": "/l.svg"}
    with_logo = render_to_string("includes/_header.html", {"portal": portal}, request)
    assert ('class="logo-mark"' in with_mark, '<img src="/l.svg" alt="Wolke">' in with_logo) == (
        True,
        True,
    )
