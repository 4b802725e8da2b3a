"""Where the public finds things: paths per language, and full addresses for feeds and engines."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language, override

from careers.languages import language_codes, language_name
from careers.models import EditionText


class LanguageLink(NamedTuple):
    """The same page in another language, for the switcher: ("de", "Deutsch", "/de/stellen/")."""

    code: str
    name: str
    path: str


class Alternate(NamedTuple):
    """A full address of the same content for search engines; hreflang may be "x-default"."""

    hreflang: str
    url: str


def current_language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def full_address(path: str) -> str:
    """The path on the site's own name; the Host header of a request is never asked."""
    return f"{settings.SITE_URL}{path}"


def list_path(language: str) -> str:
    return find_path("careers:posting_list", language, get_script_prefix())


def feed_path(language: str) -> str:
    return find_path("careers:feed", language, get_script_prefix())


def posting_path(public_id: int, slug: str, language: str) -> str:
    return path_of_posting("careers:posting_detail", public_id, slug, language)


def pdf_path(public_id: int, slug: str, language: str) -> str:
    return path_of_posting("careers:posting_pdf", public_id, slug, language)


def path_of_posting(name: str, public_id: int, slug: str, language: str) -> str:
    """Of a page that is found by number and slug, in this language."""
    start, between, end = split_path(name, language, get_script_prefix())
    return f"{start}{public_id}{between}{slug}{end}"


# A page names a dozen addresses, and Django takes as long for each as for rendering a card.


@cache
def find_path(name: str, language: str, _prefix: str) -> str:
    with override(language):
        return reverse(name)


@cache
def split_path(name: str, language: str, _prefix: str) -> list[str]:
    """What stands before, between and after number and slug."""
    number, slug = 4_000_000_000, "slug-of-a-posting"
    with override(language):
        path = reverse(name, kwargs={"public_id": number, "slug": slug})
    start, rest = path.split(str(number))
    return [start, *rest.split(slug)]


def language_links(paths: dict[str, str]) -> list[LanguageLink]:
    return [LanguageLink(code, language_name(code), path) for code, path in paths.items()]


def list_links(query: str = "") -> list[LanguageLink]:
    """The list with the same search in every language of the portal."""
    return language_links({code: list_path(code) + query for code in language_codes()})


def posting_links(texts: Iterable[EditionText], public_id: int) -> list[LanguageLink]:
    """A posting's page in every language, with that language's slug or that of its first text."""
    slugs = {text.language: text.slug for text in texts}
    first = next(iter(slugs.values()))
    return language_links(
        {code: posting_path(public_id, slugs.get(code, first), code) for code in language_codes()}
    )


def alternate_links(links: Iterable[LanguageLink], published: Iterable[str]) -> list[Alternate]:
    """Those links whose language is published, then x-default: the portal's language or the first.

    https://developers.google.com/search/docs/specialty/international/localized-versions
    """
    codes = set(published)
    found = {link.code: full_address(link.path) for link in links if link.code in codes}
    default = found.get(settings.LANGUAGE_CODE) or next(iter(found.values()))
    return [*(Alternate(code, url) for code, url in found.items()), Alternate("x-default", default)]
