"""The HTML part of a mail: one frame for all kinds (templates/applications/email/frame.html)."""

from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi

from applications.mails.mail_blocks import BlockKind, split_blocks, write_preheader
from careers.branding import colour, palette
from careers.branding.picture_roles import Picture, Role
from careers.web.current_brand import current_brand
from careers.web.localized_urls import full_address

LETTER = "applications/email/letter.html"
FILLER = "\u2007\u034f" * 60
"""Blanks after the preheader, so that a mailbox shows nothing of the heading or the greeting behind it."""


LOGO_HEIGHT, LOGO_WIDTH = 40, 240
"""CSS pixels: how high a logo is shown, and how wide at most."""


class MailLogo(NamedTuple):
    """A PNG of the brand, by its full address; sizes in CSS pixels."""

    url: str
    width: int
    height: int


class MailLook(NamedTuple):
    """Name, colours and logos of the employer; without a logo the name stands there."""

    employer: str
    light: palette.Palette
    dark: palette.Palette
    logo: MailLogo | None
    dark_logo: MailLogo | None


def read_mail_look() -> MailLook:
    brand = current_brand()
    logo, dark_logo = find_mail_logos(brand.pictures)
    base = colour.parse_colour("", brand.colour)
    return MailLook(
        employer=brand.employer,
        light=brand.light,
        dark=palette.build_palette(base, palette.DARK),
        logo=logo,
        dark_logo=dark_logo,
    )


def find_mail_logos(pictures: dict[str, Picture]) -> tuple[MailLogo | None, MailLogo | None]:
    """For light and dark schemes: those of the admin, else the mounted ones.

    Mounted ones only as PNG: many mail programs show no SVG, some no WebP. Without a light one there is no dark one.
    """
    if Role.LOGO in pictures:
        own = [pictures.get(role) for role in (Role.LOGO, Role.LOGO_DARK)]
        light, dark = (fit_logo(one.path, one.width, one.height) if one else None for one in own)
    else:
        mounted = (settings.LOGO, settings.LOGO_DARK)
        light, dark = (fit_logo(one.url, one.width, one.height) for one in mounted)
    return light, dark if light else None


def fit_logo(path: str, width: int, height: int) -> MailLogo | None:
    """None for a picture of unknown size."""
    if not (width and height):
        return None
    scale = min(LOGO_HEIGHT / height, LOGO_WIDTH / width)
    return MailLogo(full_address(path), round(width * scale), round(height * scale))


def name_organisation(subject: str) -> str:
    """The subject with the organisation's name at its end."""
    return f"{subject} – {current_brand().employer}"


def attach_html(
    message: EmailMultiAlternatives, template: str = LETTER, **context: object
) -> EmailMultiAlternatives:
    """Add the HTML part after the text, in the active language; returns the message.

    The text and the subject are the message's own: LETTER makes everything of them, any other
    template, which extends the frame, has the words of the text in its `content` block.
    """
    blocks = split_blocks(str(message.body))
    facts = {
        "look": read_mail_look(),
        "language": get_language(),
        "direction": "rtl" if get_language_bidi() else "ltr",
        "title": message.subject.removesuffix(name_organisation("")),
        "preheader": write_preheader(str(message.body)) + FILLER,
        "blocks": [block for block in blocks if block.kind != BlockKind.SIGNATURE],
        "signature": [block for block in blocks if block.kind == BlockKind.SIGNATURE],
    }
    message.attach_alternative(render_to_string(template, facts | context), "text/html")
    return message
