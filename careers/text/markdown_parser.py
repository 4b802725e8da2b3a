"""The one reading of Markdown: CommonMark with tables and strike-through, dates left as text.

Rendering, the ad check and the import all read by it, so that they agree on what is a list.
"""

import itertools
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from careers.text.leading_numbers import begins_with_date, begins_with_ordinal, read_item_number

MOST_BRACKETS = 2_000
"""In one text; a long ad with its links has some hundreds. Looking for the end of each takes the square of their number."""


def build_markdown_parser(*, html: bool = False) -> MarkdownIt:
    """A parser of its own, for rules of rendering to be added; `html` passes raw HTML through."""
    parser = MarkdownIt("commonmark", {"html": html}).enable(["table", "strikethrough"])
    parser.block.ruler.before("list", "date_after_list", end_list_at_date, {"alt": ["list"]})
    parser.block.ruler.at(
        "list", read_list_without_dates, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    parser.core.ruler.push("lines_of_dates", break_lines_at_dates)
    parser.core.ruler.before("block", "few_brackets", take_many_brackets_as_text)
    return parser


def take_many_brackets_as_text(state: StateCore) -> None:
    """No links in a text that only a program wrote, so that reading it takes no minutes."""
    if state.src.count("[") > MOST_BRACKETS:
        state.src = state.src.replace("[", "&#91;")


def end_list_at_date(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    """Ends a list before a paragraph that begins with a date."""
    return silent and begins_with_date(line_text(state, line))


def read_list_without_dates(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """CommonMark's rule for lists, but for the numbers that belong to a sentence."""
    is_text = not state.is_code_block(line) and is_number_of_sentence(state, line, end, silent)
    return not is_text and list_block(state, line, end, silent)


def is_number_of_sentence(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    text = line_text(state, line)
    number = read_item_number(text)
    if number is None:
        return False
    if begins_with_date(text):
        return True
    if silent:
        is_wrapped = state.parentType == "paragraph" and state.sCount[line] >= state.blkIndent
        before = line_text(state, line - 1).rstrip() if line else ""
        is_announced = before.endswith(":")
        return is_wrapped and not is_announced and not counts_on(state, line, end, number)
    return begins_with_ordinal(text) and not counts_on(state, line, end, number)


def counts_on(state: StateBlock, line: int, end: int, number: int) -> bool:
    """Whether another item follows, with the next number or the same one, up to the next gap."""
    after = line + 1
    while after < end and not state.isEmpty(after):
        if read_item_number(line_text(state, after)) in {number, number + 1}:
            return True
        after += 1
    return after + 1 < end and read_item_number(line_text(state, after + 1)) == number + 1


def line_text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def break_lines_at_dates(state: StateCore) -> None:
    """Dates below one another stay so: each line after the first begins with one, too."""
    for token in state.tokens:
        children = token.children or []
        if children and begins_with_date(children[0].content):
            for line_break in breaks_before_dates(children):
                line_break.type, line_break.tag = "hardbreak", "br"


def breaks_before_dates(children: list[Token]) -> Iterator[Token]:
    for line_break, following in itertools.pairwise(children):
        if line_break.type == "softbreak" and begins_with_date(following.content):
            yield line_break
