"""Colours: reading them, OKLCH and back, and the contrast that WCAG asks for.

OKLab by Björn Ottosson, https://bottosson.github.io/posts/oklab/ (matrices of the version of 2021-01-25);
sRGB transfer by IEC 61966-2-1; contrast by https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
"""

import re
from math import atan2, cos, degrees, hypot, radians, sin
from typing import NamedTuple

from django.core.exceptions import ImproperlyConfigured

HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
OKLCH = re.compile(
    r"oklch\(\s*(?P<lightness>[0-9.]+)(?P<percent>%?)\s+(?P<chroma>[0-9.]+)\s+(?P<hue>-?[0-9.]+)(?:deg)?\s*\)",
    re.IGNORECASE,
)


MOST_CHROMA = 0.5
"""More than any screen shows; 0.4 is what CSS calls 100 %."""
SHORT_HEX = 3
TOLERANCE = 0.0005
"""A tenth of what an 8-bit part can tell apart."""
LINEAR_LIGHT, LINEAR_PART = 0.0031308, 0.04045
"""Below these the sRGB curve is a straight line."""


class Oklch(NamedTuple):
    """Lightness 0 … 1, chroma 0 … about 0.37, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


type Rgb = tuple[float, float, float]
"""Red, green and blue of sRGB, 0 … 1 each when the screen can show it."""


def check_colour(name: str, value: str) -> str:
    """Return the value if it is a colour; else ImproperlyConfigured says which variable to correct."""
    parse_colour(name, value)
    return value


def parse_colour(name: str, value: str) -> Oklch:
    """Read #rgb, #rrggbb or oklch(52% 0.09 178); `name` is the variable that an error speaks of."""
    text = value.strip()
    if HEX.fullmatch(text):
        return from_rgb(from_hex(text))
    found = OKLCH.fullmatch(text)
    try:
        return from_oklch(found.groupdict()) if found else refuse_colour(name)
    except ValueError:
        return refuse_colour(name)


def refuse_colour(name: str) -> Oklch:
    raise ImproperlyConfigured(
        f"{name} is no colour. Write it as #0b6b5d or as oklch(47% 0.09 178): lightness, chroma up to 0.5, hue."
    )


def from_oklch(parts: dict[str, str]) -> Oklch:
    lightness = float(parts["lightness"]) / (100 if parts["percent"] else 1)
    chroma = float(parts["chroma"])
    if lightness > 1 or chroma > MOST_CHROMA:
        raise ValueError
    return Oklch(lightness, chroma, float(parts["hue"]) % 360)


def from_hex(text: str) -> Rgb:
    digits = text.removeprefix("#")
    if len(digits) == SHORT_HEX:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = bytes.fromhex(digits)
    return red / 255, green / 255, blue / 255


def to_hex(colour: Oklch) -> str:
    """The colour as #rrggbb, with as much of its chroma as sRGB can show at this lightness."""
    return "#" + bytes(round(part * 255) for part in fit_gamut(colour)).hex()


def fit_gamut(colour: Oklch) -> Rgb:
    """Take chroma away until the screen can show the colour; lightness and hue stay as they are."""
    low, high = 0.0, colour.chroma
    if is_shown(colour):
        low = high
    while high - low > TOLERANCE:
        middle = (low + high) / 2
        fits = is_shown(colour._replace(chroma=middle))
        low, high = (middle, high) if fits else (low, middle)
    red, green, blue = to_rgb(colour._replace(chroma=low))
    return clamp_part(red), clamp_part(green), clamp_part(blue)


def is_shown(colour: Oklch) -> bool:
    return all(-TOLERANCE <= part <= 1 + TOLERANCE for part in to_rgb(colour))


def clamp_part(part: float) -> float:
    return min(max(part, 0.0), 1.0)


def to_rgb(colour: Oklch) -> Rgb:
    """OKLCH to sRGB; parts outside 0 … 1 mean that the screen cannot show the colour."""
    lightness, chroma, hue = colour
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        encode_srgb(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        encode_srgb(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        encode_srgb(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )


def from_rgb(rgb: Rgb) -> Oklch:
    red, green, blue = (decode_srgb(part) for part in rgb)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Oklch(lightness, hypot(a, b), degrees(atan2(b, a)) % 360)


def encode_srgb(linear: float) -> float:
    """Light to an sRGB part."""
    return 12.92 * linear if linear <= LINEAR_LIGHT else 1.055 * linear ** (1 / 2.4) - 0.055


def decode_srgb(part: float) -> float:
    """An sRGB part to light."""
    return part / 12.92 if part <= LINEAR_PART else ((part + 0.055) / 1.055) ** 2.4


def relative_luminance(colour: str) -> float:
    red, green, blue = (decode_srgb(part) for part in from_hex(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(one: str, other: str) -> float:
    """The WCAG contrast of two colours written #rrggbb: 1 (equal) … 21 (black on white)."""
    darker, lighter = sorted((relative_luminance(one), relative_luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
