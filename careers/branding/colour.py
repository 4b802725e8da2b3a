"""Colours: reading them, OKLCH and back, and the contrast that WCAG asks for. The maths is coloraide's."""

from math import isfinite
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
        read = read_coordinates(found.color)
        if read is not None:
            return read
    raise ImproperlyConfigured(
        f"{name} is no colour. Write it as #0b6b5d or as oklch(47% 0.09 178): lightness, chroma up to 0.5, hue."
    )


def read_coordinates(written: Color) -> Oklch | None:
    """None for numbers that no colour has: below nothing, beyond any screen, or without an end."""
    try:
        lightness, chroma, hue = written.convert(SPACE).coords(nans=False)
    except (ArithmeticError, ValueError):
        return None
    is_light = -ROUNDING <= lightness <= 1 + ROUNDING
    if not (is_light and -ROUNDING <= chroma <= MOST_CHROMA and isfinite(hue)):
        return None
    return Oklch(max(lightness, 0.0), max(chroma, 0.0), hue % 360)


def is_colour(value: str) -> bool:
    """Whether parse_colour() can read it."""
    try:
        parse_colour("", value)
    except ImproperlyConfigured:
        return False
    return True


def to_hex(colour: Oklch) -> str:
    """The colour as #rrggbb, with as much of its chroma as sRGB can show at this lightness."""
    shown = Color(SPACE, colour).fit("srgb", method="oklch-chroma", jnd=0)
    return shown.convert("srgb").to_string(hex=True, fit="clip")


def contrast_ratio(one: str, other: str) -> float:
    """The WCAG contrast of two colours written #rrggbb: 1 (equal) … 21 (black on white).

    https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    return Color(one).contrast(other, method="wcag21")
