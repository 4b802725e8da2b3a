"""Which words of an ad open a section: headings, bold lines, and sentences leading in to a list."""

import html
import re
from dataclasses import dataclass
from enum import IntEnum

from careers.enums import SectionKind
from careers.importing.contacts import EMAIL, reveal_addresses
from careers.importing.lexicon import heading_kind, leadin_kind, named_kind
from careers.importing.markdown import Block, BlockType
from careers.text.language import split_sentences

LONGEST_HEADING = 200
LONGEST_LEAD_IN = 20
LONGEST_LEAD_IN_AS_HEADING = 12
LONGEST_BOLD_HEADING = 8
LONGEST_PLAIN_HEADING = 6
SHORTEST_TEXT_AFTER_LABEL = 6
SHORTEST_ABOUT = 15

BOLD = re.compile(
    r"(\*{1,3}|_{1,3})(?P<label>[^*_\[\]]+?)\1\s*(?P<colon>:?)\s*(?P<rest>.*)", re.DOTALL
)
SENTENCE_MARKS = (".", "!", "?", "…")
APPLY = re.compile(
    r"\b(?:send|submit|forward|e?-?mail)\b.{0,60}\b(?:application|cv|résumé|resume|letter|documents)\b"
    r"|look(?:ing)? forward to .{0,40}\b(?:application|hearing from you)"
    r"|freuen uns (?:schon )?(?:auf|über) (?:ihre|deine|eure|aussagekräftige) .{0,30}\w*bewerbung"
    r"|\b(?:schick|send|richt|reich|übermittel)\w*\b.{0,80}\b\w*bewerbung"
    r"|bewerben sie sich|bewirb dich|\bapply (?:via|by|through|online|now|at|with|here|using|today)\b"
    r"|\bto apply\b",
    re.IGNORECASE | re.DOTALL,
)
ASK = re.compile(
    r"get in touch|\bcontact\b|\bquestions?\b|in verbindung|\bwende\w*|\bmelde\w*|\b\w*fragen\b"
    r"|\bbewerb\w*|\bappl(?:y|ication)\w*|\binterest\w*|\binteressiert\b|reach out|kontaktier\w*",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"\b(?:project|projekt\w*|association|verband\w*|verein\w*|company|unternehmen\w*|organi[sz]ation"
    r"|foundation|stiftung|institut\w*|agency|agentur|alliance|gmbh|e\. ?v\.|cooperative"
    r"|genossenschaft|university|universität|hochschule|behörde|members?|mitglied\w*)(?:\b|$)",
    re.IGNORECASE,
)


class Depth(IntEnum):
    """How deep an opening stands in its ad, after headings of level 1 to 6."""

    START = 0
    BOLD_LINE = 7
    LEAD_IN = 8
    PARAGRAPH = 9


@dataclass(frozen=True)
class Opening:
    """Words that open a section; `before` still belongs to the last one, `after` to this one."""

    kind: SectionKind
    depth: int
    heading: str = ""
    before: str = ""
    after: str = ""


def find_opening(block: Block, following: Block | None) -> Opening | None:
    """How a block opens a section; None if it goes on with the one before."""
    if block.type is BlockType.HEADING:
        return _heading_opening(block)
    if block.type is not BlockType.PARAGRAPH:
        return None
    leads_in = block.text.rstrip("*_ ").endswith(":") or (
        following is not None and following.type is BlockType.LIST
    )
    return (
        _bold_line_opening(block)
        or _plain_heading_opening(block)
        or (_lead_in_opening(block) if leads_in else None)
        or _application_opening(block)
    )


def find_about_opening(block: Block) -> Opening | None:
    """A paragraph that begins to tell about the organisation or project, without a heading."""
    is_long = block.type is BlockType.PARAGRAPH and len(block.plain.split()) >= SHORTEST_ABOUT
    if not is_long or not ABOUT.search(block.plain):
        return None
    return Opening(SectionKind.ABOUT, Depth.PARAGRAPH, after=block.text)


def _heading_opening(block: Block) -> Opening | None:
    """A real heading; the addresses of links in it go on as text, so that they are kept."""
    links = "\n".join(f"<{address}>" for address in block.links)
    if not block.plain:
        return None
    if len(block.plain) > LONGEST_HEADING:
        return Opening(SectionKind.OTHER, block.level, after=f"### {block.text}")
    kind = heading_kind(block.plain) or SectionKind.OTHER
    return Opening(kind, block.level, block.plain, after=links)


def _bold_line_opening(block: Block) -> Opening | None:
    """A line in bold, or a bold label before a longer text."""
    found = BOLD.fullmatch(block.text)
    if found is None:
        return None
    label = html.unescape(found["label"]).strip()
    rest = found["rest"].strip()
    is_line = not rest or _is_bold_only(block.lines[0])
    is_label = label.endswith(":") or bool(found["colon"])
    if label.endswith((".", "!")) or not (is_line or is_label):
        return None
    kind = _bold_line_kind(label.rstrip(": "), is_strong=len(found[1]) > 1 and is_line)
    is_short_fact = not is_line and len(rest.split()) < SHORTEST_TEXT_AFTER_LABEL
    if kind is None or (is_short_fact and kind is not SectionKind.HOW_TO_APPLY):
        return None
    return Opening(kind, Depth.BOLD_LINE, label.rstrip(": "), after=rest)


def _is_bold_only(line: str) -> bool:
    found = BOLD.fullmatch(line)
    return found is not None and not found["rest"]


def _bold_line_kind(label: str, *, is_strong: bool) -> SectionKind | None:
    length = len(label.split())
    if length > LONGEST_LEAD_IN:
        return None
    kind = heading_kind(label) or leadin_kind(label)
    if kind is None and is_strong and length <= LONGEST_BOLD_HEADING:
        return SectionKind.OTHER
    return kind


def _plain_heading_opening(block: Block) -> Opening | None:
    """A heading without any mark: a first line of nothing but the key words of a section."""
    line = block.lines[0].rstrip("\\").strip()
    if len(line.split()) > LONGEST_PLAIN_HEADING or line.endswith((".", "!")):
        return None
    kind = named_kind(line)
    if kind is None or not block.text.startswith(line) or block.links:
        return None
    after = block.text[len(line) :].lstrip("\\").strip()
    return Opening(kind, Depth.BOLD_LINE, html.unescape(line).rstrip(": "), after=after)


def _lead_in_opening(block: Block) -> Opening | None:
    """A sentence that stops before a list, as "In this role, you will"."""
    *before, last = split_sentences(block.text)
    plain = last.strip("*_ ")
    length = len(plain.split())
    kind = (
        None if plain.endswith(SENTENCE_MARKS) or length > LONGEST_LEAD_IN else leadin_kind(plain)
    )
    if kind is None:
        return None
    if length > LONGEST_LEAD_IN_AS_HEADING or re.search(r"[\[\]`<*_]", plain):
        return Opening(kind, Depth.LEAD_IN, before=" ".join(before), after=last)
    heading = html.unescape(plain).rstrip(": ")
    return Opening(kind, Depth.LEAD_IN, heading, before=" ".join(before))


def _application_opening(block: Block) -> Opening | None:
    """A paragraph that tells how to apply or whom to ask."""
    has_address = any(link.startswith("mailto:") for link in block.links) or bool(
        EMAIL.search(reveal_addresses(block.plain))
    )
    if APPLY.search(block.plain) or (has_address and ASK.search(block.plain)):
        return Opening(SectionKind.HOW_TO_APPLY, Depth.PARAGRAPH, after=block.text)
    return None
