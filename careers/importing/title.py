"""What a title says: the name of the position, its gender marker, and much that belongs elsewhere.

"Stellenausschreibung: Köch:in (m/w/d, Vollzeit), ab sofort" is the position "Köch:in". Nothing is
lost: facts go on as text at the head of the ad, and lead words are named in the report.
"""

import re
from dataclasses import dataclass

from careers.importing.facts.hours import Hours, find_hours
from careers.importing.facts.marker import find_gender_marker
from careers.importing.facts.pay import find_pay
from careers.importing.facts.start_and_deadline import AS_SOON_AS_POSSIBLE, find_date
from careers.importing.facts.term import find_fixed_term
from careers.importing.pieces import Piece, Role

LEAD_WORDS = re.compile(
    r"(?:stellen(?:ausschreibung|angebot|anzeige)|ausschreibung|job(?:angebot| offer| opening)?|open position"
    r"|vacancy|(?:we(?:'re| are) )?hiring|gesucht)\s*(?:[:|–—]|\s-\s)\s*",
    re.IGNORECASE,
)
SEARCH = re.compile(
    r"(?P<who>.{0,80}?)\b(?:suchen|sucht|seeks?|(?:is|are|am) looking for)\b(?P<more>[^,;:]{0,40}?)\s*"
    r"\b(?:eine?(?:[:*_/]?-?[nrm](?:/n)?)?|an?)\s+(?=\S)",
    re.IGNORECASE,
)
BRACKET = re.compile(r"\s*\((?P<words>[^()]*)\)")
LAST_PART = re.compile(r"(?:\s+[–—|-]\s+|,\s+|\s*\|\s*)(?P<words>[^,|–—]+)$")
TERM = re.compile(r"\b(?:un)?befristet\b|\bpermanent\b|\bfixed[ -]term\b", re.IGNORECASE)


@dataclass(frozen=True)
class Title:
    text: str
    gender_marker: str
    pieces: tuple[Piece, ...]
    rest: str = ""
    """Facts, or the whole sentence in which the position was named: text for the ad."""
    lead_words: str = ""
    """What stood before the position and says nothing, such as "Stellenausschreibung"."""


def read_title(plain: str) -> Title:
    """Takes a title apart into the position, its gender marker and the rest."""
    marker = find_gender_marker(plain)
    if marker is None:
        return _separate_facts(plain, "", (Piece(Role.TITLE, plain),))
    before, after = plain[: marker.start()].rstrip(), plain[marker.end() :].lstrip()
    parts = ((Role.TITLE, before), (Role.GENDER_MARKER, marker[0]), (Role.TITLE, after))
    pieces = tuple(Piece(role, part) for role, part in parts if part)
    text = re.sub(r"\(\s*[,;/|]\s*", "(", f"{before} {after}".strip(" ,–-|/"))
    text = re.sub(r"\s+(?=[,:)])|(?<=\()\s+", "", text)
    is_bare = not marker[0].startswith(("(", "["))
    return _separate_facts(text, f"({marker[0]})" if is_bare else marker[0], pieces)


def _separate_facts(text: str, marker: str, pieces: tuple[Piece, ...]) -> Title:
    lead = LEAD_WORDS.match(text)
    name = text[lead.end() :] if lead else text
    sentence = SEARCH.match(name)
    if sentence:
        whole = name
        name, _facts = _drop_facts(name[sentence.end() :])
        return Title(name, marker, pieces, whole, lead[0].strip() if lead else "")
    name, facts = _drop_facts(name)
    return Title(name, marker, pieces, ", ".join(facts), lead[0].strip() if lead else "")


def _drop_facts(text: str) -> tuple[str, list[str]]:
    """A title without its brackets and last parts that only tell facts, and what they told."""
    facts: list[str] = []
    for bracket in BRACKET.finditer(text):
        words = bracket["words"].strip(" ,;/|")
        if not words or all(map(is_fact, re.split(r"[,;|]\s*", words))):
            text = text.replace(bracket[0], "", 1)
            facts += [words] if words else []
    while (last := LAST_PART.search(text)) and is_fact(last["words"]):
        text = text[: last.start()]
        facts.append(last["words"].strip())
    return text.strip(" ,–-|/"), facts


def is_fact(words: str) -> bool:
    """Whether words are about hours, pay, start or term, which have fields of their own."""
    return bool(
        find_hours([words]) != Hours()
        or find_pay([words])
        or AS_SOON_AS_POSSIBLE.search(words)
        or find_date(words)
        or find_fixed_term([words])
        or TERM.search(words)
    )
