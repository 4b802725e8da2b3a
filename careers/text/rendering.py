"""Markdown to safe HTML and to plain text.

Raw HTML in Markdown is never passed through: markdown-it-py shows it as text, and nh3 cleans what
comes out once more, so that neither of the two has to be perfect.
"""

import html
import re
from collections.abc import Sequence
from functools import lru_cache

from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token

from careers.text.many_marks import take_many_marks_as_text
from careers.text.markdown_parser import build_markdown_parser

ALLOWED_TAGS = {
    *("p", "br", "hr", "ul", "ol", "li", "strong", "em", "s", "a", "blockquote", "code", "pre"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
ALLOWED_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
ALLOWED_SCHEMES = {"http", "https", "mailto", "tel"}
HEADING_SHIFT = 2  # The page has the h1, a section the h2: what an author calls h1 becomes h3.
LATELY_RENDERED = 256
"""Texts of ads; the longest take some 60 kB each."""
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


def image_as_text(
    renderer: RendererProtocol, tokens: Sequence[Token], index: int, options: object, env: object
) -> str:
    """An ad shows no images of its own, but must not lose the words that describe them."""
    return html.escape(tokens[index].content)


markdown = build_markdown_parser()
markdown.add_render_rule("image", image_as_text)
markdown.core.ruler.before("block", "few_marks", take_many_marks_as_text)


def render_markdown(source: str) -> str:
    """Markdown (CommonMark with tables and strike-through) as sanitised HTML."""
    tokens = markdown.parse(source)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + HEADING_SHIFT)}"
    rendered = markdown.renderer.render(tokens, markdown.options, {})
    return clean_html(str(rendered)).strip()


@lru_cache(LATELY_RENDERED)
def render_kept(source: str) -> str:
    """The same for texts that are shown again and again while somebody works on an ad."""
    return render_markdown(source)


def clean_html(source: str) -> str:
    """HTML with only the tags, attributes and link schemes that an ad needs."""
    import nh3  # what the public reads was rendered at publication

    return nh3.clean(
        source,
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        url_schemes=ALLOWED_SCHEMES,
        link_rel="noopener noreferrer",
    )


def plain_text(source: str) -> str:
    """The words of an HTML fragment, with one space between them."""
    import nh3

    spaced = re.sub(r"<(?=/?(?:p|br|li|ul|ol|h\d|tr|td|th|pre|blockquote))", " <", source)
    stripped = nh3.clean(spaced, tags=set())
    return " ".join(html.unescape(stripped).split())


def shorten_to_sentence(text: str, limit: int = 155) -> str:
    """The first sentences of a text that fit into `limit` characters, else its first words.

    The default is what search engines show of a page's description.
    """
    if len(text) <= limit:
        return text
    kept = ""
    for sentence in SENTENCE_END.split(text):
        if len(kept) + len(sentence) + 1 > limit:
            break
        kept = f"{kept} {sentence}".strip()
    return kept or text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
