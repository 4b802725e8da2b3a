"""All public pages for search engines, each with its other languages.

https://www.sitemaps.org/protocol.html
https://developers.google.com/search/docs/specialty/international/localized-versions
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import NamedTuple
from xml.etree import ElementTree as ET

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from careers.channels.xml import serialise_xml
from careers.models import EditionText
from careers.web.http_cache import respond_conditionally
from careers.web.localized_urls import (
    Alternate,
    LanguageLink,
    alternate_links,
    full_address,
    language_links,
    list_links,
    posting_path,
)

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
MOST_PAGES = 50_000  # the protocol's limit of one file


class PageRow(NamedTuple):
    public_id: int
    language: str
    slug: str
    published_at: datetime
    opens_at: datetime


class Page(NamedTuple):
    url: str
    changed_at: datetime | None
    alternates: list[Alternate]


@require_safe
def sitemap(request: HttpRequest) -> HttpResponseBase:
    rows = page_rows()
    changed_at = EditionText.objects.last_change()

    def render_sitemap() -> HttpResponse:
        pages = [*list_pages(changed_at), *posting_pages(rows)]
        return HttpResponse(build_sitemap(pages[:MOST_PAGES]), content_type="application/xml")

    known_by = ("sitemap", changed_at, rows)
    return respond_conditionally(
        request, known_by=known_by, changed_at=changed_at, render=render_sitemap
    )


def page_rows() -> list[PageRow]:
    """The published languages of all open postings, newest posting first, in one query."""
    columns = (
        EditionText.objects.vacant()
        .newest_first()
        .values_list(
            "edition__current_for__public_id",
            "language",
            "slug",
            "edition__published_at",
            "edition__opens_at",
        )
    )
    return [PageRow(*row) for row in columns[:MOST_PAGES]]


def list_pages(changed_at: datetime | None) -> Iterator[Page]:
    return pages_for_links(list_links(), changed_at)


def posting_pages(rows: Sequence[PageRow]) -> Iterator[Page]:
    for public_id, group in groupby(rows, key=lambda row: row.public_id):
        texts = list(group)
        paths = {row.language: posting_path(public_id, row.slug, row.language) for row in texts}
        changed_at = max(max(row.published_at, row.opens_at) for row in texts)
        yield from pages_for_links(language_links(paths), changed_at)


def pages_for_links(links: Sequence[LanguageLink], changed_at: datetime | None) -> Iterator[Page]:
    """One page for each link, each naming all of them: hreflang has to be mutual."""
    others = alternate_links(links, [link.code for link in links])
    return (Page(full_address(link.path), changed_at, others) for link in links)


def build_sitemap(pages: Iterable[Page]) -> bytes:
    root = ET.Element("urlset", {"xmlns": SITEMAP, "xmlns:xhtml": XHTML})
    for page in pages:
        url = ET.SubElement(root, "url")
        ET.SubElement(url, "loc").text = page.url
        if page.changed_at is not None:
            ET.SubElement(url, "lastmod").text = page.changed_at.astimezone(UTC).isoformat(
                timespec="seconds"
            )
        for other in page.alternates:
            attributes = {"rel": "alternate", "hreflang": other.hreflang, "href": other.url}
            ET.SubElement(url, "xhtml:link", attributes)
    return serialise_xml(root)
