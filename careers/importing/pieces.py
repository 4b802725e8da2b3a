"""What reading an ad yields: pieces in the order of the text, and what they say."""

from dataclasses import dataclass
from enum import StrEnum

from careers.enums import SectionKind
from careers.importing.facts import Facts


class Role(StrEnum):
    """What a piece of text is in its ad."""

    TITLE = "title"
    GENDER_MARKER = "gender_marker"
    PLACE = "place"
    HEADING = "heading"
    BODY = "body"


@dataclass(frozen=True)
class Piece:
    """A stretch of the ad's text; all pieces in a row are the ad, word for word."""

    role: Role
    text: str
    """Markdown; paragraphs are unwrapped, nothing is reworded."""
    kind: SectionKind | None = None
    """The section a heading or body belongs to."""


@dataclass(frozen=True)
class Section:
    """One part of the ad as a posting keeps it."""

    kind: SectionKind
    heading: str
    """Plain text, empty where the ad has none; at most 200 characters."""
    body: str
    """Markdown."""
    items: int = 0
    """How many top-level list items the body has."""


@dataclass(frozen=True)
class ParsedAd:
    """One ad in one language, as `parse_ad` understood it."""

    language: str
    title: str
    """Plain text without gender marker; empty where the ad has no title."""
    gender_marker: str
    """As written, for example "(d/f/m)"; empty where there is none."""
    facts: Facts
    sections: tuple[Section, ...]
    pieces: tuple[Piece, ...]
    contacts: tuple[str, ...] = ()
    """Names of the persons to ask."""
    contact_email: str = ""
    is_mended: bool = False
    """Whether bullets and indents of a word processor were made into Markdown."""
    lead_words: str = ""
    """What was taken off the title because it says nothing, such as "Stellenausschreibung"."""
