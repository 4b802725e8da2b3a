"""Mark-up beyond what anybody writes by hand: counted, cut off, and shown as plain lines, since reading it takes long."""

import itertools
import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

MARK = re.compile(r"[\n*_`~|<&\[]")
"""What begins a line, an emphasis, code, a cell, a link or an entity."""
MOST_MARKS = 4_000
"""Of one text that is read as Markdown; a page of 100,000 characters has some 3,000. It takes a tenth of a second."""


def count_marks(source: str) -> int:
    return sum(1 for _found in MARK.finditer(source))


def cut_after_marks(source: str, most: int) -> str:
    """The whole lines of a text that have no more marks than that; of a single line what there is."""
    found = next(itertools.islice(MARK.finditer(source), most, None), None)
    if found is None:
        return source
    kept = source[: found.start()]
    return kept[: kept.rfind("\n") + 1] or kept


def take_many_marks_as_text(state: StateCore) -> None:
    """One paragraph of plain lines instead of thousands of lists or emphases."""
    if count_marks(state.src) <= MOST_MARKS:
        return
    words = list[Token]()
    for line in filter(None, map(str.strip, state.src.split("\n"))):
        words += [Token("hardbreak", "br", 0), Token("text", "", 0, content=line)]
    state.tokens += [
        Token("paragraph_open", "p", 1, map=[0, 1], block=True),
        Token("inline", "", 0, level=1, map=[0, 1], block=True, children=words[1:]),
        Token("paragraph_close", "p", -1, block=True),
    ]
    state.src = ""
