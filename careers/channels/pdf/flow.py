"""From the sanitised HTML of a section (careers.text.rendering) to what ReportLab lays out."""

from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

from reportlab.platypus import Flowable, HRFlowable, Table

from careers.channels.pdf.look import COLUMN, LINE, LINK, indented, styles
from careers.channels.pdf.tags import Words

INLINE = {"strong": "b", "em": "i", "s": "strike"}
HEADINGS = {"h3", "h4", "h5", "h6"}
NO_BREAK = "\N{NO-BREAK SPACE}"


class Flow(HTMLParser):
    """Collects flowables; one paragraph is gathered at a time as ReportLab's own markup."""

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base = base
        self.done: list[Flowable] = []
        self.markup: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.lists: list[int | None] = []
        self.quotes = 0
        self.bullet = ""
        self.is_heading = self.is_verbatim = False
        self.rows: list[list[Words]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in INLINE or tag == "a":
            self.begin_inline(tag, dict(attrs).get("href"))
        elif tag == "br":
            self.markup.append("<br/>")
        elif tag != "code":
            self.flush()
            self.begin_block(tag, dict(attrs).get("start"))

    def handle_endtag(self, tag: str) -> None:
        if tag in INLINE or tag == "a":
            self.markup.append(self.open.pop()[1] if self.open else "")
        elif tag in {"td", "th"}:
            self.rows[-1].append(self.paragraph())
        elif tag not in {"br", "code"}:
            self.flush()
            self.end_block(tag)

    def handle_data(self, data: str) -> None:
        text = escape(data)
        if self.is_verbatim:
            text = text.replace(" ", NO_BREAK).replace("\n", "<br/>")
        self.markup.append(text)

    def begin_inline(self, tag: str, href: str | None) -> None:
        begin, end = f"<{INLINE.get(tag)}>", f"</{INLINE.get(tag)}>"
        if tag == "a":
            address = escape(urljoin(self.base, href or ""))
            begin, end = f'<a href="{address}" color="{LINK}">', "</a>"
        self.open.append((begin, end))
        self.markup.append(begin)

    def begin_block(self, tag: str, start: str | None) -> None:
        if tag in {"ul", "ol"}:
            self.lists.append(None if tag == "ul" else int(start or 1))
        elif tag == "li":
            self.bullet = self.next_bullet()
        elif tag == "tr":
            self.rows.append([])
        elif tag == "hr":
            self.done.append(HRFlowable(width="100%", color=LINE, spaceBefore=6, spaceAfter=6))
        self.quotes += tag == "blockquote"
        self.is_heading = tag in HEADINGS
        self.is_verbatim = tag == "pre"

    def end_block(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self.lists.pop()
        elif tag == "table":
            self.done.append(grid(self.rows))
            self.rows = []
        self.quotes -= tag == "blockquote"
        self.is_heading = self.is_verbatim = False

    def next_bullet(self) -> str:
        number = self.lists[-1] if self.lists else None
        if number is None:
            return "•"
        self.lists[-1] = number + 1
        return f"{number}."

    def flush(self) -> None:
        if "".join(self.markup).strip():
            self.done.append(self.paragraph())
        self.markup = [begin for begin, _end in self.open]

    def paragraph(self) -> Words:
        """What was gathered, as one paragraph; tags that are still open go on in the next."""
        markup = "".join([*self.markup, *(end for _begin, end in reversed(self.open))])
        self.markup = [begin for begin, _end in self.open]
        bullet, self.bullet = self.bullet, ""
        if self.is_heading:
            return Words(markup, styles()["minor"])
        indents = len(self.lists) + self.quotes
        chosen = indented(indents, is_item=bool(self.lists), is_quote=bool(self.quotes))
        return Words(markup, chosen, bulletText=bullet or None)


def grid(rows: list[list[Words]]) -> Table:
    """Equal columns; a row that is taller than a page goes on on the next."""
    columns = max(len(row) for row in rows)
    full = [[*row, *[""] * (columns - len(row))] for row in rows]
    return Table(
        full,
        colWidths=[COLUMN / columns] * columns,
        repeatRows=1,
        splitInRow=1,
        style=[("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE), ("VALIGN", (0, 0), (-1, -1), "TOP")],
        spaceAfter=8,
    )


def flowables(html: str, base: str) -> list[Flowable]:
    """What a section's HTML shows; `base` is the address that relative links start from."""
    flow = Flow(base)
    flow.feed(html)
    flow.close()
    flow.flush()
    return flow.done
