"""A section's Markdown as what a reader meets: paragraphs, list items and links."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from markdown_it.token import Token

from careers.text.rendering import markdown

LATELY_READ = 4096
BREAKS = {"softbreak", "hardbreak"}


@dataclass(frozen=True)
class Link:
    text: str
    target: str


@dataclass(frozen=True)
class Passage:
    """A paragraph, heading, table cell or list item in plain words."""

    text: str
    is_item: bool
    links: tuple[Link, ...]


@lru_cache(LATELY_READ)
def read_passages(source: str) -> tuple[Passage, ...]:
    """The passages of Markdown in reading order; what postings share is read once."""
    found: list[Passage] = []
    depth = 0
    for token in markdown.parse(source):
        depth += token.nesting if token.type.startswith("list_item") else 0
        if token.type == "inline":
            inner = token.children or []
            found.append(Passage(inline_text(inner), depth > 0, tuple(find_links(inner))))
    return tuple(passage for passage in found if passage.text)


def inline_text(tokens: Iterable[Token]) -> str:
    """The visible words of inline tokens; a line break reads as a space."""
    parts = (" " if token.type in BREAKS else token.content for token in tokens)
    return " ".join("".join(parts).split())


def find_links(tokens: list[Token]) -> Iterable[Link]:
    """Each link with its visible words and its target."""
    start = 0
    target = ""
    for place, token in enumerate(tokens):
        if token.type == "link_open":
            start, target = place, str(token.attrGet("href") or "")
        elif token.type == "link_close":
            yield Link(inline_text(tokens[start:place]), target)
