"""What was changed between two texts, word by word."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from careers.text.paragraphs import cut

MOST_SHOWN = 3
MOST_WORDS = 12
NUMBER = re.compile(r"\d")


class Difference(NamedTuple):
    """Words of the one text that face words of the other; one of them may be empty."""

    here: str
    there: str


def likeness(here: tuple[str, ...], there: tuple[str, ...]) -> float:
    """How alike two lists of words are: twice what they share in order, by all of them; 0 to 1."""
    return 1.0 if here == there else SequenceMatcher(None, here, there, autojunk=False).ratio()


def differences(here: str, there: str) -> list[Difference]:
    """What one has and the other has not; additions stand with the word beside them."""
    mine, theirs = cut(here), cut(there)
    found = []
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        before = int(kind != "replace" and start > 0 and other_start > 0)
        after = int(kind != "replace" and not before)
        if kind != "equal":
            own = few(mine[start - before : end + after])
            found.append(Difference(own, few(theirs[other_start - before : other_end + after])))
    return found


def few(words: tuple[str, ...]) -> str:
    return " ".join(words) if len(words) <= MOST_WORDS else f"{' '.join(words[:MOST_WORDS])} …"


def in_short(here: str, there: str) -> Difference:
    """Some differences of two texts, as one: those in numbers first, which matter most.

    The texts' beginnings if no word differs.
    """
    found = sorted(differences(here, there), key=lambda each: not NUMBER.search("".join(each)))
    if not found:
        return Difference(few(cut(here)), few(cut(there)))
    more = " …" if len(found) > MOST_SHOWN else ""
    shown = found[:MOST_SHOWN]
    return Difference(
        " … ".join(each.here for each in shown) + more,
        " … ".join(each.there for each in shown) + more,
    )
