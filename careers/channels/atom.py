"""Open postings as an Atom feed, one per language.

https://www.rfc-editor.org/rfc/rfc4287
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from careers.channels.channel_posting import ChannelPosting, tag_uri, to_channel_posting
from careers.channels.xml import NO_XML, serialise_xml
from careers.models import EditionText
from careers.web.current_brand import current_brand
from careers.web.http_cache import respond_conditionally
from careers.web.localized_urls import current_language, feed_path, full_address, list_path

NAMESPACE = "http://www.w3.org/2005/Atom"
CONTENT_TYPE = "application/atom+xml; charset=utf-8"
MOST_ENTRIES = 200
FEEDS_MINTED_AT = datetime(2026, 11, 21, tzinfo=UTC)  # part of the feeds' names, never to change


@require_safe
def feed(request: HttpRequest) -> HttpResponseBase:
    """The newest open postings that are published in the language of the address."""
    language = current_language()
    found = EditionText.objects.vacant().filter(language=language).newest_first().for_pages()
    texts = list(found[:MOST_ENTRIES])
    changed_at = EditionText.objects.last_change() or FEEDS_MINTED_AT

    def render_feed() -> HttpResponse:
        postings = [to_channel_posting(text) for text in texts]
        return HttpResponse(build_feed(postings, language, changed_at), content_type=CONTENT_TYPE)

    known_by = ("atom", language, changed_at, [text.pk for text in texts])
    return respond_conditionally(
        request, known_by=known_by, changed_at=changed_at, render=render_feed
    )


def build_feed(postings: Sequence[ChannelPosting], language: str, updated_at: datetime) -> bytes:
    """The feed document; `updated_at` is when any posting was last published or closed."""
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": language})
    with override(language):
        add_element(
            root, "title", _("Open positions at %(name)s") % {"name": current_brand().employer}
        )
    add_element(root, "id", tag_uri(f"postings/{language}", FEEDS_MINTED_AT))
    add_element(root, "updated", format_rfc3339(updated_at))
    add_element(
        root,
        "link",
        rel="self",
        type="application/atom+xml",
        href=full_address(feed_path(language)),
    )
    add_element(
        root, "link", rel="alternate", type="text/html", href=full_address(list_path(language))
    )
    author = add_element(root, "author")
    add_element(author, "name", current_brand().employer)
    add_element(author, "uri", settings.ORGANISATION["url"])
    for posting in postings:
        add_entry(root, posting)
    return serialise_xml(root)


def add_entry(root: ET.Element, posting: ChannelPosting) -> None:
    entry = add_element(root, "entry")
    add_element(entry, "id", posting.tag)
    add_element(entry, "title", posting.full_title)
    add_element(entry, "link", rel="alternate", type="text/html", href=posting.url)
    add_element(entry, "published", format_rfc3339(posting.published_at))
    add_element(entry, "updated", format_rfc3339(posting.updated_at))
    add_element(
        entry, "category", term=posting.facts["department"], label=posting.words["department"]
    )
    add_element(entry, "summary", posting.summary)
    add_element(entry, "content", posting.html, type="html")


def add_element(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    """Appends an element; characters that XML 1.0 does not have are left out."""
    clean = {key: NO_XML.sub("", value) for key, value in attributes.items()}
    element = ET.SubElement(parent, name, clean)
    element.text = NO_XML.sub("", text)
    return element


def format_rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
