"""The head of an ad: its title wherever it stands, and the place line."""

from collections.abc import Sequence

from careers.importing.facts.marker import find_gender_marker
from careers.importing.facts.place import Place, read_place_line
from careers.importing.lexicon import heading_kind
from careers.importing.markdown import Block, BlockType

LONGEST_TITLE = 14
LONGEST_HEAD_LINE = 15


def find_title(blocks: Sequence[Block]) -> int | None:
    """The position of the title: the first level-1 heading, or a short line with a marker.

    Where several headings are of level 1, the one with a gender marker is meant, and a
    heading that names a section ("# About us") never is.
    """
    named = [i for i, block in enumerate(blocks) if block.level == 1 and block.passages]
    marked = [i for i in named if find_gender_marker(blocks[i].plain)]
    free = [i for i in named if heading_kind(blocks[i].plain) is None]
    if named:
        return next(iter(marked + free), None)
    return next((i for i, block in enumerate(blocks) if _is_marked_line(block)), None)


def _is_marked_line(block: Block) -> bool:
    is_line = block.type is BlockType.HEADING or len(block.lines) == 1
    is_short = len(block.plain.split()) <= LONGEST_TITLE and not block.plain.endswith((".", "!"))
    return is_line and is_short and find_gender_marker(block.plain) is not None


def find_place_line(blocks: Sequence[Block], title: int | None) -> tuple[int, Place] | None:
    """The place line among the short lines that follow the title (or begin an untitled ad)."""
    start = 0 if title is None else title + 1
    for i, block in enumerate(blocks[start:], start):
        if block.type is not BlockType.PARAGRAPH or len(block.plain.split()) > LONGEST_HEAD_LINE:
            return None
        place = read_place_line(block.lines[0])
        if place and not block.links:
            return i, place
    return None
