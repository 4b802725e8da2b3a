"""An ad's Markdown as a row of top-level blocks whose texts together are the ad."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from markdown_it.token import Token
from markdown_it.utils import EnvType

from careers.text.html_to_markdown import to_markdown
from careers.text.invisible_characters import to_line_feeds
from careers.text.markdown_parser import build_markdown_parser
from careers.text.pasted_text import has_tags, mend_pasted_lines
from careers.text.raw_html import (
    build_html_renderer,
    drop_unclosed_scripts,
    has_markup_to_resolve,
)

BULLET = re.compile(r"^( {0,3})([•‣◦▪●·∙○]|(?=[✓✔✅☑➤►▶➡→]))[ \t\ufe0f]*", re.MULTILINE)
DASHED = re.compile(r"(?:^– .*(?:\n|\Z)){2,}", re.MULTILINE)
LABEL = r"[*_]{0,3}[^\W\d_][\w /-]{1,30}:[*_]{0,3}[ \t]"
LABELLED = re.compile(rf"^({LABEL}.*?)[ \t]*\n(?={LABEL})", re.MULTILINE)
# A note of one word would be taken for the definition of a link.
FOOTNOTE = re.compile(r"^( {0,3})\[(?=\^[^\[\]\n]+\]:[ \t]*\S+[ \t]*$)", re.MULTILINE)
HARD_BREAK = ("  ", "\\")
BREAKS = {"softbreak": " ", "hardbreak": "\n"}


class BlockType(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    OTHER = "other"


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list or other top-level part of a text."""

    type: BlockType
    text: str
    """Markdown without hard-wrapped lines; a heading without its marks."""
    passages: tuple[str, ...]
    """The plain text of each run of words inside: one per paragraph, list item, table cell."""
    lines: tuple[str, ...] = ()
    """A paragraph's lines as the author broke them."""
    level: int = 0
    """1 to 6 for headings."""
    items: int = 0
    """Items of a list, those of lists inside it not counted."""
    links: tuple[str, ...] = ()
    """Where the links inside lead."""

    @property
    def plain(self) -> str:
        return " ".join(self.passages)


def to_canonical(text: str) -> str:
    """The same text as plain Markdown: LF lines, * bullets, no HTML, links written in place."""
    layout = _mark_up_layout(text)
    source = drop_unclosed_scripts(layout if has_tags(text) else mend_pasted_lines(layout, "*"))
    reader = build_html_renderer()
    env: EnvType = {}
    tokens = reader.parse(source, env)
    if not has_markup_to_resolve(tokens, env):
        return source
    return to_markdown(str(reader.renderer.render(tokens, reader.options, env)))


def _mark_up_layout(text: str) -> str:
    """Marks up what plain text only shows by its lines: bullets of all sorts, label: value."""
    lines = to_line_feeds(text.removeprefix("\ufeff"))
    lines = FOOTNOTE.sub(r"\1\\[", lines)
    bullets = DASHED.sub(lambda run: re.sub("^–", "*", run[0], flags=re.MULTILINE), lines)
    return LABELLED.sub(r"\1  \n", BULLET.sub(r"\1* ", bullets))


def read_blocks(source: str) -> list[Block]:
    """The top-level blocks of canonical Markdown, in order."""
    tokens = build_markdown_parser().parse(source)
    lines = source.split("\n")
    return [_build_block(group, lines) for group in _group_tokens(tokens)]


def _group_tokens(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


def _build_block(tokens: list[Token], lines: list[str]) -> Block:
    first = tokens[0]
    inlines = [token for token in tokens if token.type == "inline"]
    passages = tuple(line for inline in inlines for line in plain_lines(inline))
    links = tuple(link for inline in inlines for link in _link_targets(inline))
    if first.type == "heading_open":
        text = " ".join(inlines[0].content.split())
        return Block(BlockType.HEADING, text, passages, level=int(first.tag[1]), links=links)
    text = unwrap_lines(tokens, lines)
    if first.type == "paragraph_open":
        return Block(
            BlockType.PARAGRAPH,
            text,
            passages,
            lines=tuple(line.strip() for line in inlines[0].content.split("\n")),
            links=links,
        )
    if first.type in {"bullet_list_open", "ordered_list_open"}:
        items = sum(token.type == "list_item_open" and token.level == 1 for token in tokens)
        return Block(BlockType.LIST, text, passages, items=items, links=links)
    return Block(BlockType.OTHER, text, passages or (first.content,), links=links)


def plain_lines(inline: Token) -> list[str]:
    """The words of an inline token without any mark-up, a line for each hard break."""
    parts = (BREAKS.get(child.type, child.content) for child in inline.children or ())
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return [line for line in lines if line]


def _link_targets(inline: Token) -> Iterator[str]:
    for child in inline.children or ():
        if child.type == "link_open":
            yield str(child.attrs["href"])


def unwrap_lines(tokens: Sequence[Token], lines: Sequence[str]) -> str:
    """The source lines of a block, each paragraph inside it on one line; hard breaks stay."""
    start, end = tokens[0].map or (0, 0)
    kept = {number: lines[number] for number in range(start, end)}
    for opening, inline in itertools.pairwise(tokens):
        if opening.type == "paragraph_open" and inline.map:
            _join_lines(kept, inline)
    return "\n".join(kept.values()).rstrip()


def _join_lines(kept: dict[int, str], inline: Token) -> None:
    first, end = inline.map or (0, 0)
    target = first
    for number, content in zip(range(first + 1, end), inline.content.split("\n")[1:], strict=True):
        if kept[target].endswith(HARD_BREAK):
            target = number
            continue
        kept[target] = f"{kept[target].rstrip()} {content.lstrip()}"
        del kept[number]
