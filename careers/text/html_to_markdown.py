"""HTML as the plain Markdown we keep. Its readers take 5 MB: a web process imports this at the first text that needs it."""

import re
from typing import Any

import nh3
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from markdownify import MarkdownConverter

from careers.text.elements import BLOCKS
from careers.text.leading_numbers import escape_leading_numbers
from careers.text.web_addresses import split_web_address

BLOCK_END = re.compile(rf"</(?:{'|'.join(sorted(BLOCKS))})\s*>", re.IGNORECASE)
HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
CODE = re.compile(r"(<(?:pre|code)\b.*?</(?:pre|code)>)", re.DOTALL)
MOST_BLANKS = 100
LONG_BLANKS = re.compile(rf"[\t ]{{{MOST_BLANKS},}}")
MAX_DEPTH = 100  # elements around one another; the converter calls itself for each
KEPT_TAGS = set(nh3.ALLOWED_TAGS | {"section", "article"})


class Converter(MarkdownConverter):
    """HTML to the Markdown our readers know: ATX headings, * bullets, images as their words."""

    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        """A paragraph that begins as "15. Oktober" does says by its element that it is no list."""
        parent: Any = super()  # The stubs of markdownify leave the method out.
        text = str(parent.process_text(el, parent_tags))
        is_code = "_noformat" in (parent_tags or ())
        before = el.previous_sibling
        is_inside_line = before is not None and getattr(before, "name", None) != "br"
        return text if is_code or is_inside_line else escape_leading_numbers(text)

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Nothing is embedded from elsewhere: the words stay, linked to the image's address."""
        words = " ".join(str(el.attrs.get("alt") or "").split())
        address = str(el.attrs.get("src") or "")
        if split_web_address(address).scheme not in {"http", "https"}:
            return words
        return f"[{words}]({address})" if words else f"<{address}>"


def drop_heads(html: str) -> str:
    """Drops what pages say of themselves; a head that is never closed stays.

    Each place is looked at once: pasted pages may be long.
    """
    kept, at = [], 0
    for head in HEAD.finditer(html):
        if head.start() < at:
            continue
        end = HEAD_END.search(html, head.end())
        if end is None:
            break
        kept.append(html[at : head.start()])
        at = end.end()
    return "".join([*kept, html[at:]])


def to_markdown(html: str) -> str:
    """Markdown that says what this HTML says; script and style go with their content.

    Raises RecursionError for HTML of more than MAX_DEPTH elements around one another.
    """
    spaced = BLOCK_END.sub(r"\g<0>\n", drop_heads(html))
    safe = nh3.clean(spaced, tags=KEPT_TAGS, link_rel=None)
    soup = BeautifulSoup(_escape_literals(_shorten_blanks(safe)), "html.parser")
    _refuse_deep(soup)
    return Converter(heading_style="ATX", bullets="*").convert_soup(soup)


def _shorten_blanks(html: str) -> str:
    """The converter's time grows with the square of a run of blanks; nobody sees so many."""
    return LONG_BLANKS.sub(" " * MOST_BLANKS, html)


def _refuse_deep(soup: BeautifulSoup) -> None:
    for tag in soup.find_all():
        if len(list(tag.parents)) > MAX_DEPTH:
            raise RecursionError(tag.name)


def _escape_literals(html: str) -> str:
    """Keeps words that look like tags or entities from becoming some; code shows them anyway."""
    parts = CODE.split(html)
    for i in range(0, len(parts), 2):
        parts[i] = re.sub(r"&lt;(?=[/!a-zA-Z])", r"\\&lt;", parts[i])
        parts[i] = re.sub(r"\[(?=[^\[\]\n]{1,200}\]:)", r"\\[", parts[i])
        parts[i] = re.sub(r"&amp;(?=#?\w+;)", "&amp;amp;", parts[i])
    return "".join(parts)
