"""How the site presents its organisation at this moment: what the admin says, else the environment."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2s
from typing import Any, NamedTuple

from django.conf import settings
from django.db import Error
from django.urls import reverse
from django.utils.safestring import SafeString

from careers.branding import colour, palette
from careers.branding.external_pages import Link, parse_links
from careers.branding.picture_roles import Picture, Role, picture_path
from careers.languages import language_codes, localized_column
from careers.models import Brand, SocialCard
from careers.models.brand import TEXTS
from careers.text.rendering import render_markdown
from careers.web.localized_urls import current_language
from careers.web.public_news import NEWS, PublicNews

UNHEARD_SECONDS = 5.0
"""How long a brand is taken for the one in use where changes are not heard of, as in workers."""
LONGEST_NOTICE_VERSION = 20
"""As an application notes it."""


class ForReader(NamedTuple):
    """A text as sanitised HTML; `language` is set where it is not the reader's."""

    html: SafeString
    language: str


@dataclass(frozen=True)
class CurrentBrand:
    """All that pages, mails and files show of the organisation beside its address.

    `version` changes with any of it; its words are those of the rows, or of the environment.
    """

    name: str
    employer: str
    colour: str
    second_colour: str
    logo_path: str
    logo_dark_path: str
    links: tuple[Link, ...]
    texts: dict[str, str]
    pictures: dict[str, Picture]
    cards: dict[str, str] = field(default_factory=dict)
    """Digests of the list's social cards by language."""
    stylesheet_path: str = ""
    """Of a preview; that of the brand in use if empty."""

    def __repr__(self) -> str:
        """Short, as kept parts of pages are found by it."""
        return f"{self.version} {self.stylesheet_path}"

    @cached_property
    def version(self) -> str:
        known = (
            *(self.name, self.employer, self.colour, self.second_colour, self.logo_path),
            *(self.logo_dark_path, self.links, self.texts, self.pictures, self.cards),
        )
        return blake2s(repr(known).encode(), digest_size=8).hexdigest()

    @cached_property
    def stylesheet(self) -> str:
        return palette.build_css(self.colour, self.second_colour)

    @cached_property
    def icon_svg(self) -> str:
        """The built-in mark in the brand's colour."""
        return palette.build_icon_svg(self.colour)

    @cached_property
    def look_version(self) -> str:
        """Changes with the colours, so that their files can be kept for a year."""
        return blake2s((self.stylesheet + self.icon_svg).encode(), digest_size=5).hexdigest()

    @property
    def stylesheet_url(self) -> str:
        return self.stylesheet_path or f"{reverse('brand_stylesheet')}?v={self.look_version}"

    @property
    def icon(self) -> Picture | None:
        return self.pictures.get(Role.ICON)

    @property
    def icon_url(self) -> str:
        return self.icon.path if self.icon else f"{reverse('brand_icon')}?v={self.look_version}"

    @property
    def touch_icon_url(self) -> str:
        found = self.pictures.get(Role.ICON_TOUCH)
        return found.path if found else f"{reverse('brand_touch_icon')}?v={self.look_version}"

    @property
    def manifest_url(self) -> str:
        return f"{reverse('brand_manifest')}?v={self.version}"

    @cached_property
    def hex(self) -> str:
        """The colour as #rrggbb, for PDFs, mails and cards."""
        return colour.to_hex(colour.parse_colour("BRAND_COLOUR", self.colour))

    @cached_property
    def light(self) -> palette.Palette:
        """The colours of light screens, for pictures."""
        return palette.build_palette(colour.parse_colour("", self.colour), palette.LIGHT)

    @property
    def hero(self) -> Picture | None:
        return self.pictures.get(Role.HERO)

    @property
    def hero_small(self) -> Picture | None:
        return self.pictures.get(Role.HERO_SMALL)

    @property
    def hero_alt(self) -> str:
        """In the reader's language, else empty: then the picture says nothing."""
        return self.texts.get(localized_column("hero_alt", current_language()), "")

    @property
    def introduction(self) -> ForReader | None:
        return self.read("introduction")

    @property
    def about(self) -> ForReader | None:
        return self.read("about")

    @cached_property
    def notice_mark(self) -> str:
        """Changes with what the admin adds to the privacy notice; empty where that is nothing."""
        columns = [localized_column("privacy_addition", code) for code in language_codes()]
        additions = [self.texts.get(column, "") for column in columns]
        digest = blake2s(repr(additions).encode(), digest_size=3).hexdigest()
        return f"+{digest}" if any(additions) else ""

    @property
    def card_path(self) -> str:
        """Of the list's social card in the reader's language; empty while there is none."""
        digest = self.cards.get(current_language(), "")
        return picture_path(digest, "image/png") if digest else ""

    def read(self, name: str) -> ForReader | None:
        """A text in the reader's language, else in the first that has one."""
        reader = current_language()
        for code in (reader, *language_codes()):
            source = self.texts.get(localized_column(name, code))
            if source:
                return ForReader(self.render(source), "" if code == reader else code)
        return None

    def render(self, source: str) -> SafeString:
        if source not in self.rendered:
            self.rendered[source] = SafeString(render_markdown(source))
        return self.rendered[source]

    @cached_property
    def rendered(self) -> dict[str, SafeString]:
        return {}


class Kept(NamedTuple):
    """What was read: None for a brand that was never used."""

    row: Brand | None
    cards: dict[str, str]
    lease: int | None
    until: float
    built: dict[Any, CurrentBrand]


class BrandMemory:
    """The brand in use, in the memory of a process: read once a lease, or every few seconds where nothing is heard."""

    def __init__(self, news: PublicNews = NEWS) -> None:
        self.news = news
        self.kept: Kept | None = None

    def get(self) -> CurrentBrand:
        lease = self.news.find_lease()
        kept = self.kept
        number = lease.number if lease else None
        if kept is None or not self.holds(kept, number):
            kept = self.kept = self.read(number)
        look = read_look()
        if look not in kept.built:
            kept.built[look] = build_brand(kept.row, kept.cards)
        return kept.built[look]

    def holds(self, kept: Kept, number: int | None) -> bool:
        return kept.until > time.monotonic() if number is None else kept.lease == number

    def read(self, number: int | None) -> Kept:
        """What is in use; what was known last while the database is away, as pages that say so need a look too."""
        until = time.monotonic() + UNHEARD_SECONDS
        try:
            row = Brand.objects.filter(state=Brand.State.USED).first()
            cards = dict(SocialCard.objects.filter(text=None).values_list("language", "digest"))
        except Error:
            known = self.kept
            return Kept(known and known.row, known.cards if known else {}, number, until, {})
        return Kept(row, cards, number, until, {})

    def forget(self) -> None:
        """What is read next is what is in use then."""
        self.kept = None


def read_look() -> tuple[str, ...]:
    """What the environment says of the look."""
    return (
        *(settings.BRAND_NAME, settings.ORGANISATION["name"], settings.BRAND_COLOUR),
        *(settings.BRAND_LOGO, settings.BRAND_LOGO_DARK),
    )


def build_brand(row: Brand | None, cards: dict[str, str]) -> CurrentBrand:
    """The row where it says something, else the environment. A logo of the row takes both places.

    A colour that cannot be read, as another release may have stored it, counts as none: pages must not end.
    """
    row = row or Brand()
    name, employer, own_colour, logo, logo_dark = read_look()
    pictures = {role: Picture.from_facts(facts) for role, facts in row.pictures.items()}
    if Role.LOGO in pictures:
        dark = pictures.get(Role.LOGO_DARK)
        logo, logo_dark = pictures[Role.LOGO].path, dark.path if dark else ""
    columns = [localized_column(text, code) for text in TEXTS for code in language_codes()]
    return CurrentBrand(
        name=row.name or name,
        employer=row.name or employer,
        colour=row.colour if colour.is_colour(row.colour) else own_colour,
        second_colour=row.second_colour if colour.is_colour(row.second_colour) else "",
        logo_path=logo,
        logo_dark_path=logo_dark,
        links=parse_links(row.links),
        texts={column: getattr(row, column) or "" for column in columns},
        pictures=pictures,
        cards=cards,
    )


BRANDS = BrandMemory()
"""Of this process."""
PREVIEWED: ContextVar[CurrentBrand | None] = ContextVar("brand of a preview", default=None)


def current_brand() -> CurrentBrand:
    """What is in use; within show_brand(), what is shown there."""
    return PREVIEWED.get() or BRANDS.get()


def notice_version() -> str:
    """Which privacy notice is shown: that of the release, with a mark for what the admin adds to it."""
    mark = current_brand().notice_mark
    return settings.PRIVACY_NOTICE_VERSION[: LONGEST_NOTICE_VERSION - len(mark)] + mark


@contextmanager
def show_brand(row: Brand, stylesheet_path: str) -> Iterator[CurrentBrand]:
    """Within, all pages of this thread look as if this row were in use."""
    shown = replace(build_brand(row, {}), stylesheet_path=stylesheet_path)
    before = PREVIEWED.set(shown)
    try:
        yield shown
    finally:
        PREVIEWED.reset(before)
