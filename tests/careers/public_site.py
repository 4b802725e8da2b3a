"""How tests look at the public site: addresses, and pages as trees."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client

from careers.models import EditionText, Posting
from careers.web.localized_urls import feed_path, list_path, posting_path

SITEMAP = "/sitemap.xml"


def page_path(posting: Posting, language: str = "en") -> str:
    """The right address of a published posting's page in this language."""
    texts = EditionText.objects.filter(edition=posting.current_edition)
    slugs = dict(texts.values_list("language", "slug"))
    assert posting.current_edition is not None
    slug = slugs.get(language) or slugs[posting.current_edition.languages[0]]
    return posting_path(posting.public_id, slug, language)


def get(client: Client, path: str, **headers: str) -> Any:
    """The answer, with the page as a tree in `.tree`."""
    response: Any = client.get(path, headers=headers)
    if response.headers["Content-Type"].startswith("text/html"):
        response.tree = BeautifulSoup(response.content, "html.parser")
    return response


def get_list(client: Client, query: str = "", language: str = "en") -> Any:
    return get(client, f"{list_path(language)}{query}")


def get_page(client: Client, posting: Posting, language: str = "en") -> Any:
    return get(client, page_path(posting, language))


def get_feed(client: Client, language: str = "en") -> Any:
    return get(client, feed_path(language))


def words(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def titles(page: Any) -> list[str]:
    """The titles on a list, without gender markers."""
    for marker in page.tree.select(".posting h2 .gender-marker"):
        marker.extract()
    return [link.get_text().strip() for link in page.tree.select(".posting h2 a")]


def robots(page: Any) -> list[str]:
    return [str(tag["content"]) for tag in page.tree.select("meta[name=robots]")]


def alternates(page: Any) -> dict[str, str]:
    links = page.tree.select("link[rel=alternate][hreflang]")
    return {str(link["hreflang"]): str(link["href"]) for link in links}
