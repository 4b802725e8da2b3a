"""From the sanitised HTML of a section (careers.text.rendering) to the tree of values that posting.typ reads."""

import re
from html.parser import HTMLParser
from typing import NotRequired, TypedDict
from urllib.parse import urljoin

BLANKS = re.compile(r"[ \t\r\n\f]+")
HEADING = re.compile(r"h[1-6]")
VOID = frozenset({"br", "hr"})
HOLDERS = frozenset({"ul", "ol", "table", "thead", "tbody", "tr"})
"""Tags that are nothing without those in them."""
SPACELESS = HOLDERS | {"", "blockquote"}
"""Between whose parts white space means nothing; "" is the section."""
MOST_NESTED = 16
"""Tags within tags; Typst refuses a document in which they go much deeper."""
MOST_ADDRESS = 2000
"""Characters of a link; Typst refuses 8,000."""

type Node = str | Element


class Element(TypedDict):
    """A tag of HTML with what is in it."""

    tag: str
    children: list[Node]
    href: NotRequired[str]
    start: NotRequired[int]
    level: NotRequired[int]


class SectionReader(HTMLParser):
    """Builds the tree; what is nested too deep loses its tag, not its words."""

    def __init__(self, base: str, level: int) -> None:
        super().__init__(convert_charrefs=True)
        self.base = base
        self.level = level
        """Of the last heading, which the next one may exceed by 1 (ISO 14289-1, section 7.4.2)."""
        self.root: Element = {"tag": "", "children": []}
        self.path = [self.root]
        self.too_deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID and self.is_too_deep():
            self.too_deep += 1
            self.handle_data(" ")
            return
        element: Element = {"tag": tag, "children": []}
        self.path[-1]["children"].append(element)
        if tag not in VOID:
            self.path.append(element)
        self.note_attributes(element, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or len(self.path) == 1:
            return
        if self.too_deep:
            self.too_deep -= 1
            return
        element = self.path.pop()
        if not join_words(element).strip() and (element["tag"] == "a" or "level" in element):
            self.path[-1]["children"].remove(element)
        elif "level" in element:
            self.level = element["level"]

    def handle_data(self, data: str) -> None:
        is_verbatim = any(element["tag"] == "pre" for element in self.path)
        text = data if is_verbatim else BLANKS.sub(" ", data)
        holder = self.path[-1]
        if text.strip() or holder["tag"] not in SPACELESS:
            holder["children"].append(text)

    def is_too_deep(self) -> bool:
        """What belongs to a list or table that was begun comes along with it."""
        is_full = len(self.path) > MOST_NESTED and self.path[-1]["tag"] not in HOLDERS
        return bool(self.too_deep) or is_full

    def note_attributes(self, element: Element, attributes: dict[str, str | None]) -> None:
        """What a tag says besides its name."""
        tag = element["tag"]
        if tag == "a":
            element["href"] = resolve_address(self.base, attributes.get("href") or "")
        elif tag == "ol":
            element["start"] = int(attributes.get("start") or 1)
        elif HEADING.fullmatch(tag):
            element["level"] = min(int(tag[1]), self.level + 1)


def resolve_address(base: str, href: str) -> str:
    """The whole address; the base for one that cannot be read or is too long to be any."""
    try:
        address = urljoin(base, href)
    except ValueError:
        return base
    return address if len(address) <= MOST_ADDRESS else base


def join_words(node: Node) -> str:
    return node if isinstance(node, str) else "".join(map(join_words, node["children"]))


def parse_section(html: str, *, base: str, level: int) -> list[Node]:
    """What a section's HTML shows.

    `base` is the address that relative links start from, `level` that of the heading above (1 to 6).
    """
    reader = SectionReader(base, level)
    reader.feed(html)
    reader.close()
    return reader.root["children"]
