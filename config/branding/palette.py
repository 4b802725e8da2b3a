"""The organisation's look: one colour becomes a readable palette for light and dark, served as /brand.css."""

from functools import cache
from hashlib import blake2s
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

from config.branding import colour

READABLE = 4.5
"""WCAG 2.2, 1.4.3 Contrast (Minimum), level AA: text of any size."""
STEP = 0.005
A_YEAR = 365 * 24 * 60 * 60


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


LIGHT = Scheme("#fbfaf7", "#ffffff", "#ffffff", 0.955, 0.028, (0.0, 0.62), -1)
DARK = Scheme("#14171a", "#1c2024", "#0b0f12", 0.3, 0.04, (0.74, 1.0), 1)
STRONGER = 0.1
"""How much further from the paper --brand-strong lies, in OKLCH lightness."""


class Palette(NamedTuple):
    """The four colours of one scheme, each #rrggbb."""

    brand: str
    strong: str
    soft: str
    on_brand: str


def build_palette(base: colour.Oklch, scheme: Scheme) -> Palette:
    """The palette nearest to `base` in which every text on every ground has a contrast of at least 4.5."""
    soft = scheme.soft_colour(base)
    lowest, highest = scheme.lightness
    start = min(max(base.lightness, lowest), highest)
    brand = make_readable(base._replace(lightness=start), scheme, soft)
    further = min(max(brand.lightness + scheme.away * STRONGER, 0.0), 1.0)
    strong = make_readable(brand._replace(lightness=further), scheme, soft)
    return Palette(colour.to_hex(brand), colour.to_hex(strong), soft, scheme.on_brand)


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


@cache
def build_css(brand_colour: str) -> str:
    """The style sheet for a colour as BRAND_COLOUR has it; ImproperlyConfigured if it is none."""
    base = colour.parse_colour("BRAND_COLOUR", brand_colour)
    light, dark = build_palette(base, LIGHT), build_palette(base, DARK)
    pairs = zip(("brand", "brand-strong", "brand-soft", "on-brand"), light, dark, strict=True)
    lines = [f"  --{name}: light-dark({one}, {other});\n" for name, one, other in pairs]
    return ":root {\n" + "".join(lines) + "}\n"


@cache
def build_icon_svg(brand_colour: str) -> str:
    """The mark on a tile of the brand colour, for tabs and home screens of either scheme."""
    brand = build_palette(colour.parse_colour("BRAND_COLOUR", brand_colour), LIGHT)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
        f'<rect width="48" height="48" rx="11" fill="{brand.brand}"/><g fill="{brand.on_brand}">'
        '<rect x="10" y="10" width="12.5" height="12.5" rx="4"/>'
        '<rect x="10" y="25.5" width="12.5" height="12.5" rx="4"/>'
        '<rect x="25.5" y="25.5" width="12.5" height="12.5" rx="4"/></g>'
        f'<circle cx="31.75" cy="16.25" r="4.9" fill="none" stroke="{brand.on_brand}" stroke-width="2.7"/></svg>\n'
    )


@cache
def palette_version(brand_colour: str) -> str:
    """Changes with the colour, so that its files can be cached for a year."""
    return blake2s(
        (build_css(brand_colour) + build_icon_svg(brand_colour)).encode(), digest_size=5
    ).hexdigest()


def stylesheet_url() -> str:
    return f"{reverse('brand_stylesheet')}?v={palette_version(settings.BRAND_COLOUR)}"


def icon_url() -> str:
    return f"{reverse('brand_icon')}?v={palette_version(settings.BRAND_COLOUR)}"


def palette_etag(request: HttpRequest) -> str:
    return f'"{palette_version(settings.BRAND_COLOUR)}"'


@condition(etag_func=palette_etag)
@cache_control(public=True, max_age=A_YEAR)
def serve_stylesheet(request: HttpRequest) -> HttpResponse:
    return HttpResponse(build_css(settings.BRAND_COLOUR), content_type="text/css; charset=utf-8")


@condition(etag_func=palette_etag)
@cache_control(public=True, max_age=A_YEAR)
def serve_icon(request: HttpRequest) -> HttpResponse:
    return HttpResponse(build_icon_svg(settings.BRAND_COLOUR), content_type="image/svg+xml")
