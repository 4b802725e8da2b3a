"""A posting as a PDF/UA-1 document, typeset by Typst from posting.typ."""

import io
import json
from dataclasses import dataclass
from pathlib import Path

import segno
from django.utils.translation import gettext as _

from careers.channels.pdf.tree import parse_section
from careers.channels.pdf.typesetting import typeset
from careers.editions.contents import ContactText
from careers.text.email_addresses import to_mail_address, to_readable_address
from careers.web.brand_logo import read_logo_picture
from careers.web.current_brand import current_brand

TEMPLATE = Path(__file__).with_name("posting.typ")
TITLE_LEVEL, SECTION_LEVEL = 1, 2


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


def ad_pdf(ad: Ad) -> bytes:
    """A4 in the ad's language, with title, bookmarks and tags; the language must be active.

    It is PDF/UA-1 unless the ad has a letter that no font of ours has, which nothing can make
    accessible; then it has the same tags without that claim. Equal ads give equal bytes.
    """
    return typeset(TEMPLATE, ad=json.dumps(collect_values(ad)))


def collect_values(ad: Ad) -> dict[str, object]:
    return {
        "language": ad.language,
        "title": join_lines(ad.title),
        "summary": ad.summary,
        "facts": ad.facts,
        "sections": [read_section(ad, heading, html) for heading, html in ad.sections],
        "contacts": [dict(each) | {"email": read_email(each["email"])} for each in ad.contacts],
        "contact_email": read_email(ad.contact_email),
        "funding": ad.funding,
        "address": ad.address,
        "apply_address": ad.apply_address,
        "issuer": ad.issuer,
        "brand": current_brand().hex,
        "logo": [*read_logo_picture(current_brand())],
        "apply_now": _("Apply now"),
        "code": draw_code(ad.apply_address),
        "code_says": _("QR code with the address of the application form"),
        "questions": _("Questions about this position"),
    }


def read_section(ad: Ad, heading: str, html: str) -> dict[str, object]:
    level = SECTION_LEVEL if heading else TITLE_LEVEL
    return {"heading": heading, "body": parse_section(html, base=ad.address, level=level)}


def draw_code(address: str) -> str:
    """A QR code (ISO/IEC 18004) as SVG, readable with 15 % of it damaged, for an ad that hangs on a wall."""
    drawn = io.BytesIO()
    segno.make_qr(address, error="m").save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()


def read_email(address: str) -> dict[str, str] | None:
    """Where a link leads, and what is read there; None without an address."""
    if not address:
        return None
    return {"for_mail": to_mail_address(address), "shown": to_readable_address(address)}


def join_lines(text: str) -> str:
    return " ".join(text.split())
