"""Fonts and paragraph styles of the PDF; sizes in points, one inch is 72 of them."""

from functools import cache
from typing import Any

from django.conf import settings
from font_roboto import font_files
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont

INK, MUTED, LINE = HexColor("#1b2026"), HexColor("#535c66"), HexColor("#e2ded5")
LINK = "#1d4ed8"
TEXT, BOLD = "Roboto", "RobotoBold"
FACES = {"normal": TEXT, "bold": BOLD, "italic": "RobotoItalic", "boldItalic": "RobotoBoldItalic"}
MARGIN, FOOT = 54, 62
WIDTH, HEIGHT = A4
COLUMN = WIDTH - 2 * MARGIN
INDENT, MOST_INDENTS = 16, 6


def brand() -> Color:
    return HexColor(settings.BRAND_HEX)


@cache
def prepare_fonts() -> None:
    """Once a process; a PDF embeds those letters only that it shows."""
    for face in FACES.values():
        registerFont(TTFont(face, font_files[face]))
    registerFontFamily(TEXT, **FACES)


def style(name: str, size: float, **more: Any) -> ParagraphStyle:
    values: dict[str, Any] = {
        "fontName": TEXT,
        "textColor": INK,
        "leading": size * 1.42,
        "spaceAfter": 6,
    }
    return ParagraphStyle(name, fontSize=size, **values | {"splitLongWords": 1} | more)


@cache
def styles() -> dict[str, ParagraphStyle]:
    head: dict[str, Any] = {"fontName": BOLD, "keepWithNext": 1}
    return {
        "title": style("title", 22, leading=26, fontName=BOLD, spaceAfter=8),
        "lead": style("lead", 12, textColor=MUTED, spaceAfter=14),
        "heading": style("heading", 13, spaceBefore=11, **head),
        "minor": style("minor", 11, spaceBefore=6, **head),
        "text": style("text", 9.5),
        "name": style("name", 8.5, textColor=MUTED, spaceAfter=0),
        "fact": style("fact", 10, fontName=BOLD, spaceAfter=0),
        "small": style("small", 8.5, textColor=MUTED),
    }


@cache
def indented(indents: int, *, is_item: bool, is_quote: bool) -> ParagraphStyle:
    """Text further in; an item of a list has its bullet before it."""
    left = INDENT * min(indents, MOST_INDENTS)
    colour = MUTED if is_quote else INK
    after = 2 if is_item else 5
    bullet = {"bulletIndent": left - INDENT, "bulletFontName": TEXT, "bulletFontSize": 9.5}
    return style("item", 9.5, leftIndent=left, textColor=colour, spaceAfter=after, **bullet)
