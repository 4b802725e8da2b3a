"""Where people may offer to work though nothing is vacant: links at the end of the list."""

from typing import NamedTuple

from careers.editions.contents import TextFacts
from careers.editions.reader_facts import read_facts
from careers.models import EditionText
from careers.web.kept_by_lease import KeptByLease
from careers.web.localized_urls import posting_path


class Offer(NamedTuple):
    """One way to write to a department; `language` is set where it is not the page's."""

    department: str
    path: str
    language: str


def speculative_offers(language: str) -> list[Offer]:
    """By the name of the department, in one query."""
    texts = EditionText.objects.speculative().shown_in(language).for_lists()
    return sorted(build_offer(text, language) for text in texts)


OFFERS = KeptByLease(speculative_offers)
"""By the reader's language."""


def build_offer(text: EditionText, language: str) -> Offer:
    facts: TextFacts = text.facts
    known = read_facts(text, language).get("department")
    return Offer(
        known or facts["department"],
        posting_path(text.edition.current_for.public_id, text.slug, language),
        text.language if text.language != language and not known else "",
    )
