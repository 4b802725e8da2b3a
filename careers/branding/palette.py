"""The organisation's look: one colour becomes a readable palette for light and dark."""

from functools import lru_cache
from typing import NamedTuple

from careers.branding import colour

KEPT_LOOKS = 32
"""Each colour that somebody tries makes one."""
READABLE = 4.5
"""WCAG 2.2, 1.4.3 Contrast (Minimum), level AA: text of any size."""
STEP = 0.005
INK = "#1b2026"
"""As static/css/tokens.css has it."""
WHITE = "#ffffff"
STRONGER = 0.1
"""How much further from the paper --brand-strong lies, in OKLCH lightness."""
ANOTHER_COLOUR = 0.22
"""A colour that had to become so much darker to be read would be another one: yellow turns into olive."""
TINT = 0.03
"""Chroma of the ink that stands for such a colour in texts."""
BAND_IN_DARK = 0.36
"""The lightness of a band of the second colour on dark screens, at most."""


class Scheme(NamedTuple):
    """The neutral colours of one scheme as static/css/tokens.css has them, and where its brand lies."""

    paper: str
    card: str
    on_brand: str
    soft_lightness: float
    soft_chroma: float
    lightness: tuple[float, float]
    away: int

    def soft_colour(self, base: colour.Oklch) -> str:
        chroma = min(base.chroma * 0.4, self.soft_chroma)
        return colour.to_hex(base._replace(lightness=self.soft_lightness, chroma=chroma))


LIGHT = Scheme("#fbfaf7", "#ffffff", WHITE, 0.955, 0.028, (0.0, 0.62), -1)
DARK = Scheme("#14171a", "#1c2024", "#0b0f12", 0.3, 0.04, (0.74, 1.0), 1)


class Palette(NamedTuple):
    """The colours of one scheme, each #rrggbb: two for texts and lines, one ground, and three of full areas."""

    brand: str
    strong: str
    soft: str
    fill: str
    fill_strong: str
    on_brand: str


class Band(NamedTuple):
    """A full area of the second colour, and what is written on it."""

    ground: str
    text: str


def build_palette(base: colour.Oklch, scheme: Scheme) -> Palette:
    """The palette nearest to `base` in which every text on every ground has a contrast of at least 4.5.

    A colour that is too bright to be read on white stays as it is on buttons, under dark ink; in texts ink stands for it.
    """
    soft = scheme.soft_colour(base)
    lowest, highest = scheme.lightness
    start = min(max(base.lightness, lowest), highest)
    brand = make_readable(base._replace(lightness=start), scheme, soft)
    if scheme is LIGHT and carries_ink(base):
        return build_bright_palette(base, brand, soft)
    strong = go_further(brand, scheme, soft)
    texts = colour.to_hex(brand), colour.to_hex(strong)
    return Palette(*texts, soft, *texts, scheme.on_brand)


def build_bright_palette(base: colour.Oklch, brand: colour.Oklch, soft: str) -> Palette:
    """For light screens: dark ink on the colour itself."""
    if base.lightness - brand.lightness > ANOTHER_COLOUR:
        ink = colour.Oklch(0.3, min(base.chroma, TINT), base.hue)
        brand = make_readable(ink, LIGHT, soft)
    strong = go_further(brand, LIGHT, soft)
    pressed = base._replace(lightness=base.lightness - STRONGER / 2)
    if colour.contrast_ratio(INK, colour.to_hex(pressed)) < READABLE:
        pressed = base._replace(lightness=min(base.lightness + STRONGER / 2, 1.0))
    fills = colour.to_hex(base), colour.to_hex(pressed)
    return Palette(colour.to_hex(brand), colour.to_hex(strong), soft, *fills, INK)


def carries_ink(base: colour.Oklch) -> bool:
    """Whether dark ink can be read on the colour, and white cannot."""
    shown = colour.to_hex(base)
    is_too_bright = colour.contrast_ratio(WHITE, shown) < READABLE
    return is_too_bright and colour.contrast_ratio(INK, shown) >= READABLE


def go_further(brand: colour.Oklch, scheme: Scheme, soft: str) -> colour.Oklch:
    further = min(max(brand.lightness + scheme.away * STRONGER, 0.0), 1.0)
    return make_readable(brand._replace(lightness=further), scheme, soft)


def make_readable(start: colour.Oklch, scheme: Scheme, soft: str) -> colour.Oklch:
    """Move away from the paper in small steps until the colour can be read on paper, card and soft."""
    grounds = (scheme.paper, scheme.card, soft, scheme.on_brand)
    found = start
    while 0 < found.lightness < 1 and lowest_contrast(found, grounds) < READABLE:
        lightness = min(max(found.lightness + scheme.away * STEP, 0.0), 1.0)
        found = found._replace(lightness=lightness)
    return found


def lowest_contrast(text: colour.Oklch, grounds: tuple[str, ...]) -> float:
    shown = colour.to_hex(text)
    return min(colour.contrast_ratio(shown, ground) for ground in grounds)


def build_band(base: colour.Oklch, scheme: Scheme) -> Band:
    """The colour itself on light screens, a deep shade of it on dark ones; moved only if nothing can be read on it."""
    lightness = base.lightness if scheme is LIGHT else min(base.lightness, BAND_IN_DARK)
    ground = base._replace(lightness=lightness)
    while True:
        shown = colour.to_hex(ground)
        text = max((WHITE, INK), key=lambda ink: colour.contrast_ratio(ink, shown))
        if colour.contrast_ratio(text, shown) >= READABLE:
            return Band(shown, text)
        ground = ground._replace(lightness=ground.lightness - STEP)


NAMES = ("brand", "brand-strong", "brand-soft", "brand-fill", "brand-fill-strong", "on-brand")
BAND_NAMES = ("band", "on-band")


@lru_cache(KEPT_LOOKS)
def build_css(brand_colour: str, second_colour: str = "") -> str:
    """The style sheet for colours as CSS writes them; ImproperlyConfigured if one is none."""
    base = colour.parse_colour("BRAND_COLOUR", brand_colour)
    pairs = [*zip(NAMES, build_palette(base, LIGHT), build_palette(base, DARK), strict=True)]
    if second_colour:
        second = colour.parse_colour("second colour", second_colour)
        pairs += zip(BAND_NAMES, build_band(second, LIGHT), build_band(second, DARK), strict=True)
    lines = [f"  --{name}: light-dark({one}, {other});\n" for name, one, other in pairs]
    return ":root {\n" + "".join(lines) + "}\n"


@lru_cache(KEPT_LOOKS)
def build_icon_svg(brand_colour: str) -> str:
    """The mark on a tile of the brand colour, for tabs and home screens of either scheme."""
    brand = build_palette(colour.parse_colour("BRAND_COLOUR", brand_colour), LIGHT)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
        f'<rect width="48" height="48" rx="11" fill="{brand.fill}"/><g fill="{brand.on_brand}">'
        '<rect x="10" y="10" width="12.5" height="12.5" rx="4"/>'
        '<rect x="10" y="25.5" width="12.5" height="12.5" rx="4"/>'
        '<rect x="25.5" y="25.5" width="12.5" height="12.5" rx="4"/></g>'
        f'<circle cx="31.75" cy="16.25" r="4.9" fill="none" stroke="{brand.on_brand}" stroke-width="2.7"/></svg>\n'
    )
