"""The key facts of an ad in the other languages of the portal, for readers of an ad that is not in theirs.

What the author wrote in words of their own (a place, a start, a reason) is in the ad's language only: the draft may
have a text in another one that is not published.
"""

from typing import TypedDict

from django.utils.translation import override

from careers.editions import key_facts
from careers.languages import language_codes, text_in_language
from careers.models import EditionText, Posting


class ReaderFacts(TypedDict, total=False):
    """As TextFacts has them; what is missing is read in the ad's language.

    `contract_reason` is the author's own, in the ad's language, and stands apart from `contract`.
    """

    department: str
    place: str
    hours: str
    week: str
    contract: str
    contract_reason: str
    start: str
    pay: str


def facts_for_other_readers(posting: Posting, written_in: str) -> dict[str, ReaderFacts]:
    """For an ad in one language: its facts by each other language of the portal."""
    others = [code for code in language_codes() if code != written_in]
    return {code: facts_for_reader(posting, written_in, code) for code in others}


def facts_for_reader(posting: Posting, written_in: str, language: str) -> ReaderFacts:
    with override(language):
        facts: ReaderFacts = {
            "hours": key_facts.hours_words(posting),
            "week": key_facts.full_time_week(posting),
            "contract": key_facts.contract_end(posting),
            "contract_reason": key_facts.contract_reason(posting, written_in),
            "pay": key_facts.pay_words(posting),
        }
        department = text_in_language(posting.department, "name", language)
        if department:
            facts["department"] = department
        if not text_in_language(posting, "place_note", written_in):
            facts["place"] = key_facts.known_place(posting, language)
        if not text_in_language(posting, "start_note", written_in):
            facts["start"] = key_facts.known_start(posting)
        return facts


def read_facts(text: EditionText, language: str) -> ReaderFacts:
    """For a reader of this language; empty where the text is in it, or was published before it was kept."""
    found: dict[str, ReaderFacts] = text.facts.get("in_other_languages", {})
    return found.get(language, {})
