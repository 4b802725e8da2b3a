"""The text of a mail in blocks, of which its HTML part is made: both say the same, word for word.

What the text has to keep to, so that its HTML looks right:

    a blank line      ends a paragraph
    - words           an item of a list; a line that begins with two blanks goes on with it
    words:            above other lines of a paragraph, five words at most: their heading
    words:            above a line that is an address: a link with these words
    → words:          the same as a button, at most one a mail (ACTION)
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from django.conf import settings
from django.utils.text import Truncator

ACTION = "→ "
"""Begins the line above the address of the one thing that a mail asks for."""
ITEM, SAME_ITEM = "- ", "  "
ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]}’”“»]")
LONGEST_LABEL = 90
"""Characters of a line that becomes the words of a link; a longer one stays, and the address is shown."""
MOST_HEADING_WORDS = 5
LONGEST_GREETING = 80
LONGEST_PREHEADER = 120
"""Characters; mailboxes show 40 to 140 of them beside the subject."""


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    ITEM = "item"
    BUTTON = "button"
    SIGNATURE = "signature"


class Run(NamedTuple):
    """Words of a line; a link where `url` is not empty, an http or https address."""

    text: str
    url: str = ""


class Block(NamedTuple):
    """`lines` of runs: of a list one an item, of a button its words and its address in one run."""

    kind: BlockKind
    lines: list[list[Run]]
    heading: str = ""


def split_blocks(text: str) -> list[Block]:
    """The blocks of a mail's text, from top to bottom; any text can be read, empty text has none."""
    found: list[Block] = []
    for paragraph in split_paragraphs(text):
        if paragraph[0] == settings.ORGANISATION["name"]:
            lines = [[Run(line)] for line in paragraph]
            found.append(Block(BlockKind.SIGNATURE, lines))
        else:
            found += read_paragraph(paragraph, may_have_button=not has_button(found))
    return found


def split_paragraphs(text: str) -> list[list[str]]:
    """Lines, without blanks at their ends, in the groups that blank lines part."""
    lines = [line.rstrip() for line in text.splitlines()]
    return [list(group) for is_filled, group in groupby(lines, bool) if is_filled]


def has_button(blocks: list[Block]) -> bool:
    return any(block.kind == BlockKind.BUTTON for block in blocks)


def read_paragraph(lines: list[str], *, may_have_button: bool) -> list[Block]:
    """One paragraph of the text: in HTML several blocks, where a list or the button is in it."""
    heading = ""
    if len(lines) > 1 and is_heading(lines[0]) and not is_address(lines[1]):
        heading, lines = lines[0].removesuffix(":"), lines[1:]
    found: list[Block] = []
    for kind, run_lines in read_lines(lines, may_have_button=may_have_button):
        if found and found[-1].kind == kind != BlockKind.BUTTON:
            found[-1].lines.append(run_lines)
        else:
            found.append(Block(kind, [run_lines], "" if found else heading))
    return found


def read_lines(lines: list[str], *, may_have_button: bool) -> Iterator[tuple[BlockKind, list[Run]]]:
    """Each line with what it is part of; one above an address takes the address with it."""
    rest = list(lines)
    while rest:
        line = rest.pop(0)
        label = line.removeprefix(ACTION).removesuffix(":")
        if rest and is_address(rest[0]) and is_label(line):
            is_button = may_have_button and line.startswith(ACTION)
            may_have_button = may_have_button and not is_button
            kind = BlockKind.BUTTON if is_button else BlockKind.PARAGRAPH
            yield kind, [Run(label, rest.pop(0))]
        elif line.startswith(ITEM):
            words = [line.removeprefix(ITEM)]
            while rest and rest[0].startswith(SAME_ITEM):
                words.append(rest.pop(0).strip())
            yield BlockKind.ITEM, link_addresses(" ".join(words))
        else:
            yield BlockKind.PARAGRAPH, link_addresses(line)


def is_address(line: str) -> bool:
    return ADDRESS.fullmatch(line) is not None


def is_label(line: str) -> bool:
    return len(line) <= LONGEST_LABEL and not ADDRESS.search(line) and not line.startswith(ITEM)


def is_heading(line: str) -> bool:
    return line.endswith(":") and len(line.split()) <= MOST_HEADING_WORDS


def link_addresses(line: str) -> list[Run]:
    """The line in runs, with a link wherever an address stands in it."""
    runs, end = [], 0
    for found in ADDRESS.finditer(line):
        runs += [Run(line[end : found.start()]), Run(found[0], found[0])]
        end = found.end()
    return [run for run in [*runs, Run(line[end:])] if run.text]


def write_preheader(text: str) -> str:
    """What a mailbox shows beside the subject: the first words that are no greeting, on one line."""
    paragraphs = split_paragraphs(text)
    if len(paragraphs) > 1 and is_greeting(paragraphs[0]):
        paragraphs = paragraphs[1:]
    words = [line for line in paragraphs[0] if not is_address(line)] if paragraphs else []
    return Truncator(" ".join(words)).chars(LONGEST_PREHEADER)


def is_greeting(lines: list[str]) -> bool:
    return len(lines) == 1 and lines[0].endswith((",", "!")) and len(lines[0]) <= LONGEST_GREETING
