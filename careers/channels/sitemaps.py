"""All public pages for search engines, each with its other languages.

https://www.sitemaps.org/protocol.html
https://developers.google.com/search/docs/specialty/international/localized-versions
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from itertools import batched, chain, groupby
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from careers.languages import language_codes
from careers.models import EditionText
from careers.search.open_postings import OPEN_POSTINGS
from careers.web.http_cache import respond_conditionally
from careers.web.kept_by_lease import KeptByLease
from careers.web.localized_urls import (
    Alternate,
    LanguageLink,
    alternate_links,
    full_address,
    language_links,
    list_links,
    posting_path,
)

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
MOST_PAGES = 10_000
"""Of one file; the protocol's own limit is 50,000."""
MOST_PARTS = 50_000  # the protocol's limit of an index
PAGES_AT_ONCE = 200
"""So many are written at a time."""


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
    """All pages, or an index of several sitemaps where they are many."""
    parts = split_editions()
    changed_at = LAST_CHANGE.get("")

    def render_sitemap() -> HttpResponse:
        written = write_pages(parts[0], changed_at) if len(parts) == 1 else write_index(len(parts))
        return HttpResponse("".join(written), content_type="application/xml")

    known_by = ("sitemap", changed_at, len(parts), digest_editions(parts[0]))
    return respond_conditionally(
        request, known_by=known_by, changed_at=changed_at, render=render_sitemap
    )


@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponseBase:
    """One of several, counted from 1, written while it is sent."""
    parts = split_editions()
    if not 1 < len(parts) >= number > 0:
        raise Http404
    editions = parts[number - 1]
    changed_at = LAST_CHANGE.get("") if number == 1 else None

    def render_part() -> HttpResponseBase:
        pages = write_pages(editions, changed_at, has_lists=number == 1)
        return StreamingHttpResponse(pages, content_type="application/xml")

    known_by = ("sitemap", number, changed_at, digest_editions(editions))
    return respond_conditionally(request, known_by=known_by, render=render_part)


LAST_CHANGE = KeptByLease[str, datetime | None](lambda _key: EditionText.objects.last_change())
"""Of all postings, under the only key ""."""


def split_editions() -> list[Sequence[int]]:
    """The editions of all open postings, the oldest first, in parts that no file is too small for; at least one."""
    editions = OPEN_POSTINGS.get(settings.LANGUAGE_CODE).editions
    languages = len(language_codes())
    parts = [*batched(editions, MOST_PAGES // languages - 1)]
    return [*parts[:MOST_PARTS]] or [()]


def digest_editions(editions: Sequence[int]) -> str:
    """What pages say follows from their editions, which never change."""
    return sha256(repr(tuple(editions)).encode()).hexdigest()


def write_index(number: int) -> Iterator[str]:
    yield f'{DECLARATION}<sitemapindex xmlns="{SITEMAP}">'
    for part in range(1, number + 1):
        path = reverse("channels:sitemap_part", kwargs={"number": part})
        yield f"<sitemap><loc>{escape(full_address(path))}</loc></sitemap>"
    yield "</sitemapindex>"


def write_pages(
    editions: Sequence[int], changed_at: datetime | None, *, has_lists: bool = True
) -> Iterator[str]:
    """The document in pieces; the database is asked before the first one is taken."""
    rows = page_rows(editions)
    lists = list_pages(changed_at) if has_lists else iter(())
    pages = batched(chain(lists, posting_pages(rows)), PAGES_AT_ONCE)
    pieces = ("".join(map(write_page, some)) for some in pages)
    start = f'{DECLARATION}<urlset xmlns="{SITEMAP}" xmlns:xhtml="{XHTML}">'
    return chain([start], pieces, ["</urlset>"])


def write_page(page: Page) -> str:
    changed = page.changed_at
    date = (
        f"<lastmod>{changed.astimezone(UTC).isoformat(timespec='seconds')}</lastmod>"
        if changed
        else ""
    )
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{hreflang}" href={quoteattr(url)}/>'
        for hreflang, url in page.alternates
    )
    return f"<url><loc>{escape(page.url)}</loc>{date}{links}</url>"


def page_rows(editions: Sequence[int]) -> list[PageRow]:
    """The published languages of current editions, in one query."""
    columns = (
        "edition__current_for__public_id",
        "language",
        "slug",
        "edition__published_at",
        "edition__opens_at",
    )
    texts = EditionText.objects.filter(edition__in=editions, edition__current_for__isnull=False)
    rows = texts.order_by("edition__current_for__public_id", "pk").values_list(*columns)
    return [PageRow(*row) for row in rows]


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
