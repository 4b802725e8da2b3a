"""What public pages read each time they are made, as SQL: Django takes longer to compose a query than PostgreSQL to answer it.

Each is one query, with the conditions of the querysets beside it; tests compare the two.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from careers.models.edition import Edition
from careers.models.edition_text import EditionText
from careers.models.posting import Posting
from careers.models.prepared_reads import read_rows

# In the order of the models, as Model.from_db wants them.
POSTING_COLUMNS = ("id", "public_id", "published_at", "closed_at", "current_edition_id")
EDITION_COLUMNS = (
    *("id", "posting_id", "number", "published_at", "languages", "opens_at", "closes_at", "facts"),
)
TEXT_COLUMNS = (
    *("id", "edition_id", "language", "title", "gender_marker", "slug", "summary"),
    *("sections", "facts"),
)
AS_JSON = {"facts", "sections"}


def list_columns(table: str, names: Sequence[str]) -> str:
    return ", ".join(f"{table}.{name}" for name in names)


PAGE = f"""
SELECT {list_columns("posting", POSTING_COLUMNS)}, {list_columns("edition", EDITION_COLUMNS)},
    {list_columns("text", TEXT_COLUMNS)},
    (SELECT digest FROM careers_socialcard card WHERE card.text_id = text.id),
    (SELECT max(at) FROM careers_postingevent event WHERE event.posting_id = posting.id)
FROM careers_posting posting
JOIN careers_edition edition ON edition.id = posting.current_edition_id
JOIN careers_editiontext text ON text.edition_id = edition.id
WHERE posting.public_id = %s AND edition.opens_at <= %s
ORDER BY text.id
"""  # noqa: S608 - names of columns
CARDS = """
SELECT text.id, posting.public_id, text.slug, text.language, text.title, text.gender_marker, text.summary,
    text.facts->>'department', text.facts->>'place', text.facts->>'hours', text.facts->>'pay',
    coalesce(text.facts->>'in_other_languages', ''),
    posting.published_at, edition.closes_at
FROM careers_editiontext text
JOIN careers_edition edition ON edition.id = text.edition_id
JOIN careers_posting posting ON posting.current_edition_id = edition.id
WHERE text.id = ANY(%s::bigint[])
"""


class CardRow(NamedTuple):
    """All that cards of a posting depend on, besides the reader's language and the day."""

    public_id: int
    slug: str
    language: str
    title: str
    gender_marker: str
    summary: str
    department: str
    place: str
    hours: str
    pay: str
    in_other_languages: str
    """The facts for readers of other languages, as JSON; empty if they were not kept."""
    published_at: datetime | None
    closes_at: datetime | None


class PageTexts(NamedTuple):
    """The public texts of one posting, by language, and when it last changed for the public.

    `cards` are the digests of their social cards, by language; none for a text whose card is still to be drawn.
    """

    texts: dict[str, EditionText]
    changed_at: datetime | None
    cards: dict[str, str]


def load_page_texts(public_id: int, now: datetime) -> PageTexts:
    """As EditionText.objects.public().of_posting(public_id), with for_pages() and last_change()."""
    rows = read_rows(PAGE, [public_id, now])
    if not rows:
        return PageTexts({}, None, {})
    posting, edition = build_posting(rows[0])
    texts = [
        read_columns(EditionText, TEXT_COLUMNS, row[-2 - len(TEXT_COLUMNS) : -2]) for row in rows
    ]
    for text in texts:
        text.edition = edition
    moments = (rows[0][-1], edition.opens_at, edition.closes_at)
    past = [moment for moment in moments if moment and moment <= now]
    posting.current_edition = edition
    cards = {text.language: row[-2] for text, row in zip(texts, rows, strict=True) if row[-2]}
    return PageTexts({text.language: text for text in texts}, max(past, default=None), cards)


def build_posting(row: Sequence[Any]) -> tuple[Posting, Edition]:
    """With its current edition, each knowing the other."""
    end = len(POSTING_COLUMNS) + len(EDITION_COLUMNS)
    edition = read_columns(Edition, EDITION_COLUMNS, row[len(POSTING_COLUMNS) : end])
    posting = read_columns(Posting, POSTING_COLUMNS, row[: len(POSTING_COLUMNS)])
    posting.current_edition = edition
    return posting, edition


def read_columns[Row: (Posting, Edition, EditionText)](
    model: type[Row], names: Sequence[str], values: Sequence[Any]
) -> Row:
    """The row of a model; other columns are asked for when they are read."""
    read = [
        json.loads(value) if name in AS_JSON else value
        for name, value in zip(names, values, strict=True)
    ]
    return model.from_db("default", names, read)


def load_card_rows(texts: Sequence[int]) -> list[CardRow]:
    """Of these current texts, in their order."""
    found = find_card_rows(texts)
    return [found[key] for key in texts if key in found]


def find_card_rows(texts: Sequence[int]) -> dict[int, CardRow]:
    """Of those of these texts that are current, by key."""
    if not texts:
        return {}
    return {key: CardRow(*row) for key, *row in read_rows(CARDS, [[*texts]])}
