"""Raw HTML, images and reference links in an ad: whether there are some, and all of it as HTML (see html_to_markdown)."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from careers.text.elements import ELEMENTS
from careers.text.markdown_parser import build_markdown_parser

TAG_NAME = re.compile(r"<(/?)([a-zA-Z][\w:.-]*)")
SILENT = re.compile(r"<(script|style)\b[^>]*>", re.IGNORECASE)
SILENT_END = re.compile(r"</(script|style)\s*>", re.IGNORECASE)


def drop_unclosed_scripts(text: str) -> str:
    """Drops a script or style tag that is never closed: it would swallow the rest of the ad."""
    last_ends = {end[1].lower(): end.start() for end in SILENT_END.finditer(text)}

    def keep_if_closed(match: re.Match[str]) -> str:
        is_closed = last_ends.get(match[1].lower(), -1) >= match.end()
        return match[0] if is_closed else ""

    return SILENT.sub(keep_if_closed, text)


def has_markup_to_resolve(tokens: Sequence[Token], env: EnvType) -> bool:
    """Whether the text has HTML, images or reference links, which need the way through HTML."""
    inner = [child for token in tokens for child in token.children or ()]
    return bool(env.get("references")) or any(
        child.type == "image" or (child.type.startswith("html_") and _is_html(child.content))
        for child in [*tokens, *inner]
    )


def _is_html(text: str) -> bool:
    names = (match[2].lower() for match in TAG_NAME.finditer(text))
    return text.startswith(("<!", "<?")) or not ELEMENTS.isdisjoint(names)


def escape_unknown_tags(
    self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType
) -> str:
    """Passes real HTML on and escapes what only looks like it, as in List<String>."""
    return TAG_NAME.sub(_escape_if_unknown, tokens[i].content)


def _escape_if_unknown(match: re.Match[str]) -> str:
    return match[0] if match[2].lower() in ELEMENTS else f"&lt;{match[1]}{match[2]}"


def build_html_renderer() -> MarkdownIt:
    """Reads Markdown with HTML in it and writes HTML, still to be cleaned."""
    reader = build_markdown_parser(html=True)
    reader.add_render_rule("html_inline", escape_unknown_tags)
    reader.add_render_rule("html_block", escape_unknown_tags)
    return reader
