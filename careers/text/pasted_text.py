"""Texts pasted from word processors and web pages, mended into the Markdown that they look like."""

import re
from contextlib import suppress
from enum import StrEnum

from markdown_it.utils import EnvType

from careers.text.elements import ELEMENTS
from careers.text.invisible_characters import to_line_feeds
from careers.text.raw_html import build_html_renderer, drop_unclosed_scripts

# Word writes its bullets in fonts of symbols, whose characters lie in Unicode's private area.
PRIVATE = "\ue000-\uf8ff"
SURE = rf"[{PRIVATE}•‣◦▪▫■□●○∙➢➤►]"
# Each of these may also begin a sentence; a gap or a neighbour tells that it is a bullet.
DOUBTFUL = r"[·o§–—]"
BULLET = re.compile(
    rf"^(?P<indent>[ \t\xa0]*)(?:{SURE}[ \t\xa0]*|{DOUBTFUL}(?:\t| {{2,}}|\xa0)[ \t\xa0]*)(?=\S)"
)
LIKELY = re.compile(r"^(?P<indent>[ \t\xa0]*)(?:[·o–—]|§(?! ?\d)) (?=\S)")
ITEM = re.compile(r"^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]")
INDENTED = re.compile(r"^(?: {4}|[ \xa0]{0,3}\t|\xa0)[ \t\xa0]*(?=\S)")
FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
MOST_TAGS = 20_000
"""And lines, in one text; a long page from a word processor has some thousands, and reading so many takes seconds."""
MOST_MADE_TAGS = 2 * MOST_TAGS
"""That Markdown and tags of the text come to in HTML, closing ones included."""
TAG = re.compile(r"</?(?P<name>[a-zA-Z][a-zA-Z0-9:]*)\b[^<>]*>")


TAG_BEGIN = re.compile(r"<(?=[a-zA-Z])")


class PasteTrace(StrEnum):
    """What pasting leaves behind."""

    SIGNS = "signs"
    TAGS = "tags"
    CODE = "code"
    BULLETS = "bullets"


def mend_pasted_text(text: str) -> str:
    """The same words as Markdown: lists for bullets of all sorts, no tags, no indented code.

    Nothing but characters of the private area is lost, which no font of ours can show; a text that
    shows no trace of pasting comes back as it is, with LF line ends. Idempotent.
    """
    lines = to_line_feeds(text)
    if has_tags(lines) and len(TAG_BEGIN.findall(lines)) + lines.count("\n") <= MOST_TAGS:
        with suppress(RecursionError):  # Nested deeper than anybody writes: tags are no worse.
            lines = convert_tags(lines)
    return mend_pasted_lines(lines)


def mend_pasted_lines(text: str, mark: str = "-") -> str:
    """The same, but tags stay as they are: for plain text, and where HTML is read anyway.

    `mark` begins each item.
    """
    lines = to_line_feeds(text).split("\n")
    return re.sub(rf"[{PRIVATE}]", "", "\n".join(mend_lines(lines, mark)))


def paste_traces(text: str) -> list[PasteTrace]:
    """What a text shows of having been pasted; empty if mending would change nothing."""
    lines = to_line_feeds(text).split("\n")
    found = {
        PasteTrace.SIGNS: bool(re.search(rf"[{PRIVATE}]", text)),
        PasteTrace.TAGS: has_tags(text),
        PasteTrace.CODE: bool(find_indented(lines)),
        PasteTrace.BULLETS: bool(find_bullets(lines)),
    }
    return [trace for trace, is_there in found.items() if is_there]


def is_pasted(text: str) -> bool:
    """Whether a text without tags has bullets or indents to mend."""
    return not has_tags(text) and bool(paste_traces(text))


def has_tags(text: str) -> bool:
    """Whether it has tags of HTML outside of code; "List<String>" has none."""
    lines = text.split("\n")
    prose = "\n".join(lines[at] for at in lines_outside_fences(lines))
    outside = re.sub(r"`[^`\n]*`", "", prose)
    return any(match["name"].lower() in ELEMENTS for match in TAG.finditer(outside))


def convert_tags(text: str) -> str:
    """As Markdown; a text of more than MOST_MADE_TAGS comes back as it is."""
    from careers.text.html_to_markdown import to_markdown

    reader = build_html_renderer()
    env: EnvType = {}
    tokens = reader.parse(drop_unclosed_scripts(text), env)
    html = str(reader.renderer.render(tokens, reader.options, env))
    return to_markdown(html).strip("\n") if html.count("<") <= MOST_MADE_TAGS else text


def find_bullets(lines: list[str]) -> list[int]:
    """The lines that begin with a bullet which Markdown does not know, outside of fenced code."""
    outside = lines_outside_fences(lines)
    sure = {at for at in outside if BULLET.match(lines[at])}
    likely = {at for at in outside if LIKELY.match(lines[at])}
    alike = sure | likely
    return sorted(sure | {at for at in likely if {at - 1, at + 1} & alike})


def find_indented(lines: list[str]) -> list[int]:
    """The lines that Markdown would show as code because of their indent; never those of a list."""
    found = []
    is_list, is_after_gap, is_in_code = False, True, False
    bullets = set(find_bullets(lines))
    for at in lines_outside_fences(lines):
        line = lines[at]
        if not line.strip():
            is_after_gap = True
            continue
        is_indented = bool(INDENTED.match(line))
        if ITEM.match(line) or at in bullets:
            is_list = True
        elif not is_indented and is_after_gap:
            is_list = False
        is_in_code = is_indented and not is_list and (is_after_gap or is_in_code)
        if is_in_code:
            found.append(at)
        is_after_gap = False
    return found


def lines_outside_fences(lines: list[str]) -> list[int]:
    outside, is_fenced = [], False
    for at, line in enumerate(lines):
        if FENCE.match(line):
            is_fenced = not is_fenced
        elif not is_fenced:
            outside.append(at)
    return outside


def mend_lines(lines: list[str], mark: str) -> list[str]:
    bullets, indented = set(find_bullets(lines)), set(find_indented(lines))
    mended: list[str] = []
    outermost = 0
    for at, line in enumerate(lines):
        is_next = at - 1 in bullets
        if at in bullets:
            indent, text = split_bullet(line)
            outermost = outermost if is_next else indent
            mended.append(f"{'  ' if indent > outermost else ''}{mark} {text}")
            continue
        if is_next and line.strip():
            mended.append("")  # a line right below an item would be read as part of it
        mended.append(line.lstrip(" \t\xa0") if at in indented else line)
    return mended


def split_bullet(line: str) -> tuple[int, str]:
    """How far in a line with a bullet begins, and its words."""
    match = BULLET.match(line) or LIKELY.match(line)
    if match is None:
        return 0, line
    return len(match["indent"].expandtabs(4)), line[match.end() :]
