"""What a search reads, written when an edition becomes the one that the public sees."""

from collections.abc import Sequence
from functools import reduce
from operator import add
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from careers.editions.contents import section_words
from careers.enums import SectionKind
from careers.models import Edition, EditionText, SearchEntry, SearchWord
from careers.models.search_entry import search_configuration
from careers.text.folding import find_acronyms, fold_words
from careers.text.stop_words import meaningful_words

OF_THE_WORK = frozenset(
    {SectionKind.INTRODUCTION, SectionKind.TASKS, SectionKind.REQUIREMENTS}
    | {SectionKind.NICE_TO_HAVE, SectionKind.OTHER}
)


def index_edition(edition: Edition) -> None:
    """Writes the search entries of an edition, and removes those of the posting's earlier ones."""
    index_editions([edition])


def index_editions(editions: Sequence[Edition]) -> None:
    """As index_edition() for each, in the same number of queries for any number.

    One for speculative applications gets none: it is no vacant position.
    """
    postings = [edition.posting_id for edition in editions]
    earlier = Edition.objects.filter(posting__in=postings).values_list("pk", flat=True)
    SearchEntry.objects.filter(edition__in=list(earlier)).delete()
    found = {each.pk: each for each in editions if not each.facts.get("is_speculative", False)}
    entries = [
        build_entry(found[text.edition_id], text)
        for text in EditionText.objects.filter(edition__in=found)
    ]
    SearchEntry.objects.bulk_create(entries)
    SearchWord.objects.add_words({word for entry in entries for word in entry.words.split()})


def not_indexed() -> QuerySet[Edition]:
    """Return the current editions with a text that searches do not read but should."""
    entry = SearchEntry.objects.filter(edition=OuterRef("edition"), language=OuterRef("language"))
    texts = EditionText.objects.filter(~Exists(entry), edition=OuterRef("pk"))
    speculative = "facts__is_speculative"  # missing in the editions of early releases
    is_found = Q(**{f"{speculative}__isnull": True}) | Q(**{speculative: False})
    return Edition.objects.filter(is_found, Exists(texts), current_for__isnull=False)


def build_entry(edition: Edition, text: EditionText) -> SearchEntry:
    """The unsaved entry of one language."""
    values = entry_values(text, edition.facts.get("reference", ""))
    return SearchEntry(edition=edition, language=text.language, **values)


def entry_values(text: EditionText, reference: str) -> dict[str, Any]:
    """The columns of a search entry that follow from the text of an edition."""
    config = search_configuration(text.language)
    title = " ".join([indexed_words(text.title, text.language), *find_acronyms(text.title)])
    facts = indexed_words(" ".join([*text.facet_labels, text.facts["place"]]), text.language)
    words = f"{title} {fold_words(reference)} {indexed_words(text.search_text, text.language)}"
    work = indexed_words(words_of_the_work(text), text.language)
    by_weight = {"A": title, "B": facts, "C": work, "D": words}
    return {
        "title": f" {title} ",
        "facts": f" {facts} ",
        "words": f" {words} ",
        "vector": reduce(add, (weighted_vector(*each, config) for each in by_weight.items())),
    }


def indexed_words(text: str, language: str) -> str:
    return fold_words(meaningful_words(text, language))


def weighted_vector(weight: str, words: str, config: str) -> Any:
    return SearchVector(Value(words), weight=weight, config=config)


def words_of_the_work(text: EditionText) -> str:
    """What this ad says of the work itself; a shared text says of all ads the same."""
    own = [part for part in text.sections if part["kind"] in OF_THE_WORK and "block" not in part]
    return " ".join(section_words(own))
