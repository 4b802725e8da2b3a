"""The ads in a copy of somebody's data: each in its languages, for programs and for people."""

from collections.abc import Iterable
from zipfile import ZipFile

from django.utils.html import escape

from applications.documents.archives import add_text, to_json
from applications.models import Application
from careers.editions.contents import whole_ad_html
from careers.models import Edition, EditionText


def add_ads(archive: ZipFile, application: Application) -> None:
    """The ad that was answered, and those before the application was moved."""
    add_edition(archive, "edition", application.edition)
    for number, edition in enumerate(earlier_editions(application), start=1):
        add_edition(archive, f"earlier-edition-{number}", edition)


def add_edition(archive: ZipFile, folder: str, edition: Edition) -> None:
    """The ad in its languages, for programs and for people."""
    texts = list(edition.texts.all())
    add_text(archive, f"{folder}/edition.json", to_json(edition_facts(edition, texts)))
    for text in texts:
        add_text(archive, f"{folder}/{text.language}.html", render_ad_page(text))


def earlier_editions(application: Application) -> list[Edition]:
    """The ads that the application was for before it was moved, the oldest first."""
    moves = application.transfers.moves().select_related("from_edition")
    return [move.from_edition for move in moves]


def edition_facts(edition: Edition, texts: Iterable[EditionText]) -> dict[str, object]:
    shown = ("language", "title", "gender_marker", "summary", "sections", "facts")
    return {
        "number": edition.number,
        "published_at": edition.published_at,
        "facts": edition.facts,
        "texts": [{name: getattr(text, name) for name in shown} for text in texts],
    }


def render_ad_page(text: EditionText) -> str:
    """The ad in one language as a page of its own, without style or address."""
    title = escape(text.full_title)
    return (
        f'<!doctype html>\n<html lang="{text.language}">\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<h1>{title}</h1>\n{whole_ad_html(text)}\n</html>\n"
    )
