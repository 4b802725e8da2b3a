import re
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured

from careers.branding import palette
from careers.branding.colour import Oklch, contrast_ratio, parse_colour

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
        for ground in (scheme.paper, scheme.card, palette.soft)
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


def test_a_bright_colour_stays_on_buttons_under_dark_ink():
    """As yellow text it could not be read, and darkened it would be olive: ink stands for it."""
    found = palette.build_palette(parse_colour("BRAND_COLOUR", "#ffcc00"), palette.LIGHT)
    assert (found.fill, found.on_brand) == ("#ffcc00", palette.INK)
    assert parse_colour("", found.brand).chroma < 0.04


def test_orange_stays_orange_in_texts():
    found = palette.build_palette(parse_colour("BRAND_COLOUR", "#f07d00"), palette.LIGHT)
    assert (found.fill, found.on_brand) == ("#f07d00", palette.INK)
    assert abs(parse_colour("", found.brand).hue - parse_colour("", "#f07d00").hue) < 12


@pytest.mark.parametrize("scheme", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
def test_words_on_full_areas_can_be_read(scheme):
    for base in GREYS + COLOURS:
        found = palette.build_palette(base, scheme)
        grounds = (found.fill, found.fill_strong)
        assert min(contrast_ratio(found.on_brand, one) for one in grounds) >= palette.READABLE
        band = palette.build_band(base, scheme)
        assert contrast_ratio(band.text, band.ground) >= palette.READABLE


def test_second_colour_is_a_ground_of_its_own():
    assert palette.build_css("#0b6b5d", "#123456").endswith(
        "  --band: light-dark(#123456, #123456);\n  --on-band: light-dark(#ffffff, #ffffff);\n}\n"
    )


def test_what_is_no_colour_is_refused_by_name():
    with pytest.raises(ImproperlyConfigured, match="BRAND_COLOUR"):
        palette.build_css("greenish")
