"""Every mail of the portal: its headers, written so that no mail server refuses or answers them.

Python folds a German subject into encoded words that touch plain text or each other, loses or adds
blanks at the seams (3.13), and some providers refuse such mails. Here a text with any letter
outside of ASCII is encoded as a whole: encoded words of at most 75 characters, none of which breaks
a character, one a line (RFC 2047, sections 2 and 5).
"""

import base64
import email.policy
import re
from collections.abc import Callable, Iterator
from email.headerregistry import (
    BaseHeader,
    HeaderRegistry,
    UniqueAddressHeader,
    UniqueUnstructuredHeader,
)
from email.message import EmailMessage
from email.policy import EmailPolicy, Policy
from email.utils import make_msgid, parseaddr, quote
from smtplib import SMTPServerDisconnected
from typing import Any, cast

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _

from careers.web.current_brand import current_brand


class DeliveryInDoubt(SMTPServerDisconnected):
    """The connection broke after the mail began to be handed over: the server may have taken it.

    RFC 5321, section 4.5.3.2.6, and RFC 1047 on the doubles that follow from trying again.
    """


AUTOMATIC_HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
"""RFC 3834; the second one keeps absence notes away, which Exchange sends in spite of the first:
https://learn.microsoft.com/en-us/openspecs/exchange_server_protocols/ms-oxcmail/
No Precedence, which RFC 2076 discourages and some providers take for a mark of junk."""
LONGEST_WORD = 75
LONGEST_LINE = 76  # with an encoded word in it
PREFIX, SUFFIX = "=?utf-8?", "?="
PLAIN_IN_Q = re.compile(rb"[A-Za-z0-9!*+/-]")  # what may stand in a display name, too
SPECIALS = re.compile(r"[^A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]")


def encode_q(text: str) -> str:
    signs = (bytes([byte]) for byte in text.encode())
    body = "".join(
        "_" if one == b" " else one.decode() if PLAIN_IN_Q.match(one) else f"={one[0]:02X}"
        for one in signs
    )
    return f"{PREFIX}q?{body}{SUFFIX}"


def encode_b(text: str) -> str:
    return f"{PREFIX}b?{base64.b64encode(text.encode()).decode()}{SUFFIX}"


def split_encoded(text: str, encode: Callable[[str], str], first: int) -> Iterator[str]:
    """Encoded words of the text; the first shares its line with `first` other characters."""
    part, room = "", min(LONGEST_WORD, LONGEST_LINE - first)
    for sign in text:
        if part and len(encode(part + sign)) > room:
            yield encode(part)
            part, room = "", LONGEST_WORD
        part += sign
    yield encode(part)


def encode_words(text: str, first: int) -> list[str]:
    """The text in encoded words, in the shorter of the two encodings."""
    ways = [list(split_encoded(text, encode, first)) for encode in (encode_q, encode_b)]
    return min(ways, key=lambda words: sum(map(len, words)))


def fold_tokens(name: str, tokens: list[str], linesep: str) -> str:
    """One header; a line is broken only where two tokens meet, at a single blank."""
    lines = [f"{name}:"]
    for token in tokens:
        is_encoded = token.startswith(PREFIX)
        fits = len(f"{lines[-1]} {token}") <= LONGEST_LINE
        joins = fits and not (is_encoded and lines[-1].endswith(SUFFIX))
        if joins or lines == [f"{name}:"]:
            lines[-1] += f" {token}"
        else:
            lines.append(f" {token}")
    return linesep.join(lines) + linesep


class SubjectHeader(UniqueUnstructuredHeader):
    """A subject; one with blanks that folding would lose is encoded, too."""

    def fold(self, *, policy: Policy) -> str:
        text = str(self)
        is_plain = text.isascii() and text == " ".join(text.split())
        tokens = text.split() if is_plain else encode_words(text, len("Subject: "))
        return fold_tokens("Subject", tokens, policy.linesep)


class MailboxHeader(UniqueAddressHeader):
    """Addresses with their display names; never a group."""

    name: str

    def fold(self, *, policy: Policy) -> str:
        tokens: list[str] = []
        for number, address in enumerate(self.addresses, 1):
            comma = "," if number < len(self.addresses) else ""
            words = display_tokens(address.display_name, len(self.name) + 2)
            spec = f"<{address.addr_spec}>" if words else address.addr_spec
            tokens += [*words, spec + comma]
        return fold_tokens(self.name, tokens, policy.linesep)


def display_tokens(name: str, first: int) -> list[str]:
    """A display name as atoms, as one quoted text, or as encoded words."""
    if not name:
        return []
    if not name.isascii() or "=?" in name:
        return encode_words(name, first)
    if SPECIALS.search(name) or name != " ".join(name.split()):
        escaped = re.sub(r'(["\\])', r"\\\1", name)
        return [f'"{escaped}"']
    return name.split()


def build_registry() -> HeaderRegistry:
    """The classes of headers; Python's own except where a person's words stand."""
    registry = HeaderRegistry()
    registry.map_to_type("subject", cast("type[BaseHeader]", SubjectHeader))
    for name in ("from", "to", "cc", "reply-to"):
        registry.map_to_type(name, cast("type[BaseHeader]", MailboxHeader))
    return registry


def build_sender(name: str = "") -> str:
    """Whom a mail comes from, as EMAIL_FROM has it; an address without a name gets one.

    That is `name`, or the employer's in the active language, such as "Verein Musterwolke e. V. (Bewerbung)".
    """
    known, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    if known or not address:
        return settings.DEFAULT_FROM_EMAIL
    employer = current_brand().employer
    shown = " ".join((name or _("%(name)s (application)") % {"name": employer}).split())
    return f'"{quote(shown)}" <{address}>'


class PortalMail(EmailMultiAlternatives):
    """A mail that no program answers, under the portal's own domain."""

    def __init__(self, **fields: Any) -> None:
        super().__init__(**{"from_email": build_sender()} | fields)
        self.extra_headers |= AUTOMATIC_HEADERS

    def message(self, *, policy: Policy | None = None) -> EmailMessage:
        self.extra_headers.setdefault("Message-ID", make_msgid(domain=settings.EMAIL_DOMAIN))
        chosen = policy if isinstance(policy, EmailPolicy) else email.policy.default
        return super().message(policy=chosen.clone(header_factory=self.header_registry()))

    def header_registry(self) -> HeaderRegistry:
        return build_registry()
