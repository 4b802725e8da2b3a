"""What a search reads, written when an edition becomes the one that the public sees."""

from django.contrib.postgres.search import SearchVector
from django.db.models import Value

from careers.models import Edition, EditionText, SearchEntry
from careers.models.search_entry import configuration
from careers.text.folding import acronyms, folded


def index_edition(edition: Edition) -> None:
    """The posting of this edition is found by the words of this edition, and of no earlier one.

    One for speculative applications is not found at all: it is no vacant position.
    """
    SearchEntry.objects.filter(edition__posting=edition.posting_id).delete()
    is_found = not edition.facts.get("is_speculative", False)
    for text in edition.texts.all() if is_found else ():
        add_entry(edition, text)


def add_entry(edition: Edition, text: EditionText) -> None:
    title = " ".join([folded(text.title), *acronyms(text.title)])
    words = f"{title} {edition.facts.get('reference', '').casefold()} {folded(text.search_text)}"
    config = configuration(text.language)
    SearchEntry.objects.create(
        edition=edition,
        language=text.language,
        title=f" {title} ",
        words=f" {words} ",
        vector=SearchVector(Value(title), weight="A", config=config)
        + SearchVector(Value(words), weight="D", config=config),
    )
