"""Whether the position is for a limited time, and until when."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from careers.importing.facts.start_and_deadline import find_date
from careers.text.language import split_sentences

LIMITED = re.compile(
    r"(?<!un)befrist(?:et|ung)\w*|\bfixed[ -]term\b|\btemporary (?:position|contract|employment|post)"
    r"|\blimited (?:to|until)\b|\b(?:contract|position) (?:ends|runs until|is limited)",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(?:nicht|keine?|ohne|not|no|without)(?: an?| eine?)? (?:fixed|limited|temporary|befrist)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FixedTerm:
    note: str
    """The sentence that says so."""
    until: date | None = None


def find_fixed_term(passages: Iterable[str]) -> FixedTerm | None:
    """The fixed term of a position; None if it is permanent or nothing is said."""
    parts = (part for text in passages for part in split_sentences(text))
    limited = (part for part in parts if LIMITED.search(part) and not DENIED.search(part))
    return next((FixedTerm(part, find_date(part)) for part in limited), None)
