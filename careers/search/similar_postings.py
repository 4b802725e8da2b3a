"""Other open postings that a reader of one may like: of its department, or with words of its title."""

from functools import reduce
from operator import add
from typing import Any, NamedTuple

from django.db.models import Case, F, FloatField, Q, Value, When

from careers.models import EditionText, SearchEntry
from careers.models.search_entry import title_rank
from careers.search.matching import search_terms

MOST_SHOWN = 3
SHORTEST_TERM = 3
"""Letters; shorter terms begin words that have nothing to do with them."""
OF_DEPARTMENT, LEAST_LIKENESS = 0.75, 0.5
POSTING = "edition__current_for"
COLUMNS = (
    *("title", "gender_marker", "slug", "language"),
    *("facts__department", "facts__place", "facts__hours"),
)


class SimilarPosting(NamedTuple):
    """What a short card says; all of it is in `language`."""

    public_id: int
    title: str
    gender_marker: str
    slug: str
    language: str
    department: str
    place: str
    hours: str


def find_similar_postings(text: EditionText, language: str) -> list[SimilarPosting]:
    """At most three, most similar first, each in the reader's language where it has one; one query.

    A word of the title that begins one there counts most, then the same department, then a word
    that is part of a longer one.
    """
    like = similarity_rank(
        search_terms(text.title, text.language), text.edition.facts["department"]
    )
    entries = SearchEntry.objects.open().exclude(edition=text.edition_id)
    shown = entries.filter(is_shown_in(language), edition__texts__language=F("language"))
    most_similar = shown.alias(likeness=like).filter(likeness__gte=LEAST_LIKENESS)
    rows = most_similar.order_by("-likeness", f"-{POSTING}__published_at", f"-{POSTING}__public_id")
    columns = (f"edition__texts__{name}" for name in COLUMNS)
    found = rows.values_list(f"{POSTING}__public_id", *columns)
    return [SimilarPosting(*row) for row in found[:MOST_SHOWN]]


def is_shown_in(language: str) -> Q:
    """One entry a posting, as EditionTextQuerySet.shown_in has one text."""
    is_missing = ~Q(edition__languages__contains=[language])
    return Q(language=language) | (is_missing & Q(language=F("edition__languages__0")))


def similarity_rank(terms: list[str], department: str) -> Any:
    """A rank over search entries: by words of the title, and by department."""
    is_of_department = When(
        edition__facets__contains=[f"department:{department}"], then=Value(OF_DEPARTMENT)
    )
    same = Case(is_of_department, default=Value(0.0), output_field=FloatField())
    return reduce(add, (title_rank(term) for term in terms if len(term) >= SHORTEST_TERM), same)
