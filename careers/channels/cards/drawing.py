"""A social card is 1200 x 630 pixels: title, facts, and whose position it is, in the brand's colours."""

import json
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from hashlib import blake2s
from pathlib import Path

from careers.branding.picture_roles import Role
from careers.channels.pdf.typesetting import draw
from careers.web.brand_logo import read_logo_picture
from careers.web.current_brand import CurrentBrand

TEMPLATE = Path(__file__).with_name("card.typ")
ICON = Path(__file__).with_name("icon.typ")
WIDTH, HEIGHT = 1200, 630
"""Pixels, as networks ask for: https://ogp.me, and 1.91 : 1 in what they document."""


@dataclass(frozen=True)
class Card:
    """The words of a card, in one language."""

    language: str
    title: str
    marker: str
    facts: list[str]


def card_look(brand: CurrentBrand) -> str:
    """A digest of all that a card shows besides its words; another one means that it must be drawn anew."""
    logo = brand.pictures.get(Role.LOGO)
    shown = (brand.employer, brand.light.fill, brand.light.on_brand, logo, read_template())
    return blake2s(repr(shown).encode(), digest_size=16).hexdigest()


@cache
def read_template() -> str:
    return TEMPLATE.read_text(encoding="utf-8")


def draw_card(card: Card, brand: CurrentBrand) -> bytes:
    """A PNG. Raises TypesetterFailed for words that cannot be set."""
    look = {
        "employer": brand.employer,
        "fill": brand.light.fill,
        "ink": brand.light.on_brand,
        "logo": [*read_logo_picture(brand)],
    }
    return draw(TEMPLATE, card=json.dumps(asdict(card)), look=json.dumps(look))


@lru_cache(4)
def draw_touch_icon(svg: str, size: int) -> bytes:
    """The built-in icon as a PNG of so many pixels."""
    return draw(ICON, icon=json.dumps({"svg": svg, "size": size}))
