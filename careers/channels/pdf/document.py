from dataclasses import dataclass
from functools import partial
from html import escape
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    HRFlowable,
    PageTemplate,
    Table,
)

from careers.channels.pdf.flow import flowables
from careers.channels.pdf.look import (
    COLUMN,
    FOOT,
    HEIGHT,
    LINE,
    LINK,
    MARGIN,
    MUTED,
    TEXT,
    WIDTH,
    brand,
    prepare_fonts,
    styles,
)
from careers.channels.pdf.tags import MarkingCanvas, Words, tagged
from careers.editions.contents import ContactText

LEAST_BEGUN = 90
"""Points that a section needs on a page; with less it begins on the next one."""


@dataclass(frozen=True)
class Ad:
    """What the PDF says, in one language; `sections` are pairs of heading and sanitised HTML."""

    language: str
    title: str
    summary: str
    facts: list[tuple[str, str]]
    sections: list[tuple[str, str]]
    contacts: list[ContactText]
    contact_email: str
    funding: str
    address: str
    apply_address: str
    issuer: str


class Heading(Words):
    """A paragraph that is a bookmark as well: the title above the sections."""

    def draw(self) -> None:
        level = 0 if self.style.name == "title" else 1
        key = f"heading-{id(self)}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(self.getPlainText(), key, level=level)
        super().draw()


def ad_pdf(ad: Ad) -> bytes:
    """A4 in the ad's language, with title, bookmarks and tags; the language must be active."""
    prepare_fonts()
    target = BytesIO()
    document = BaseDocTemplate(target, title=ad.title, author=ad.issuer, lang=ad.language)
    frame = Frame(MARGIN, FOOT, COLUMN, HEIGHT - FOOT - MARGIN, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=partial(draw_edges, ad)))
    canvases: list[MarkingCanvas] = []

    def make_canvas(*args: Any, **options: Any) -> MarkingCanvas:
        canvases.append(MarkingCanvas(*args, **options))
        return canvases[0]

    document.build([*head(ad), *body(ad), *foot(ad)], canvasmaker=make_canvas)
    return tagged(target.getvalue(), canvases[0].parts)


def draw_edges(ad: Ad, canvas: MarkingCanvas, document: BaseDocTemplate) -> None:
    """What every page has beside the ad, and nobody needs to hear again."""
    with canvas.artifact():
        draw_frame(ad, canvas, document)


def draw_frame(ad: Ad, canvas: MarkingCanvas, _document: BaseDocTemplate) -> None:
    """The colour of the brand above, address and page number below."""
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setFillColor(brand())
    canvas.rect(0, HEIGHT - 9, WIDTH, 9, stroke=0, fill=1)
    canvas.setStrokeColor(LINE)
    canvas.line(MARGIN, FOOT - 16, WIDTH - MARGIN, FOOT - 16)
    canvas.setFillColor(MUTED)
    canvas.setFont(TEXT, 8)
    canvas.drawString(MARGIN, FOOT - 30, ad.address)
    canvas.drawRightString(WIDTH - MARGIN, FOOT - 30, str(canvas.getPageNumber()))


def head(ad: Ad) -> list[Flowable]:
    title = Heading(escape(ad.title), styles()["title"])
    summary = [Words(escape(ad.summary), styles()["lead"])] if ad.summary else []
    way = f"<b>{escape(_('Apply now'))}:</b> {link(ad.apply_address)}"
    issuer = Words(escape(ad.issuer), styles()["name"])
    return [issuer, title, *summary, facts(ad), Words(way, styles()["text"])]


def facts(ad: Ad) -> Table:
    """The key facts in two columns, as the card beside the ad has them in one."""
    cells = [fact(name, words) for name, words in ad.facts]
    cells += [[]] * (len(cells) % 2)
    rows = [cells[place : place + 2] for place in range(0, len(cells), 2)]
    lines = ("LINEABOVE", (0, 0), (-1, -1), 0.5, LINE)
    sides = [("LEFTPADDING", (0, 0), (0, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    return Table(rows, colWidths=[COLUMN / 2] * 2, style=[lines, *sides], spaceAfter=4)


def fact(name: str, words: str) -> list[Words]:
    return [Words(escape(name), styles()["name"]), Words(escape(words), styles()["fact"])]


def body(ad: Ad) -> list[Flowable]:
    parts: list[Flowable] = []
    for heading, html in ad.sections:
        parts.append(CondPageBreak(LEAST_BEGUN))
        parts += [Heading(escape(heading), styles()["heading"])] if heading else []
        parts += flowables(html, ad.address)
    return parts


def foot(ad: Ad) -> list[Flowable]:
    """Who answers questions, and who pays."""
    parts: list[Flowable] = []
    if ad.contacts or ad.contact_email:
        parts.append(Heading(escape(_("Questions about this position")), styles()["heading"]))
        parts += [Words(contact(each), styles()["text"]) for each in ad.contacts]
    if ad.contact_email:
        parts.append(Words(mail(ad.contact_email), styles()["text"]))
    if ad.funding:
        parts.append(HRFlowable(width="100%", color=LINE, spaceBefore=14, spaceAfter=8))
        parts.append(Words(escape(ad.funding), styles()["small"]))
    return parts


def contact(of: ContactText) -> str:
    words = [f"<b>{escape(of['name'])}</b>", escape(of["role"]), escape(of["phone"])]
    address = [mail(of["email"])] if of["email"] else []
    return ", ".join([*filter(None, words), *address])


def link(address: str, words: str = "") -> str:
    return f'<a href="{escape(address)}" color="{LINK}">{escape(words or address)}</a>'


def mail(address: str) -> str:
    return link(f"mailto:{address}", address)
