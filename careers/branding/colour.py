"""Colours: reading them, OKLCH and back, and the contrast that WCAG asks for. The maths is coloraide's."""

from typing import NamedTuple

from coloraide import Color
from django.core.exceptions import ImproperlyConfigured

SPACE = "oklch"
MOST_CHROMA = 0.5
"""More than any screen shows; 0.4 is what CSS calls 100 %."""
ROUNDING = 1e-6
"""White is lighter than 1 by less, computed with floating point."""


class Oklch(NamedTuple):
    """Lightness 0 … 1, chroma 0 … about 0.37, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


def check_colour(name: str, value: str) -> str:
    """Return the value if it is a colour; else ImproperlyConfigured says which variable to correct."""
    parse_colour(name, value)
    return value


def parse_colour(name: str, value: str) -> Oklch:
    """Read an opaque colour as CSS has them: #0b6b5d, oklch(52% 0.09 178), teal.

    `name` is the variable that an error (ImproperlyConfigured) speaks of.
    """
    found = Color.match(value.strip(), fullmatch=True)
    if found and found.color.alpha(nans=False) == 1:
        lightness, chroma, hue = found.color.convert(SPACE).coords(nans=False)
        if lightness <= 1 + ROUNDING and chroma <= MOST_CHROMA:
            return Oklch(lightness, chroma, hue % 360)
    raise ImproperlyConfigured(
        f"{name} is no colour. Write it as #0b6b5d or as oklch(47% 0.09 178): lightness, chroma up to 0.5, hue."
    )


def to_hex(colour: Oklch) -> str:
    """The colour as #rrggbb, with as much of its chroma as sRGB can show at this lightness."""
    shown = Color(SPACE, colour).fit("srgb", method="oklch-chroma", jnd=0)
    return shown.convert("srgb").to_string(hex=True, fit="clip")


def contrast_ratio(one: str, other: str) -> float:
    """The WCAG contrast of two colours written #rrggbb: 1 (equal) … 21 (black on white).

    https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    return Color(one).contrast(other, method="wcag21")
