"""The one form in which e-mail addresses are stored, looked up and written to, and the one to read.

Domains follow IDNA 2008 by the non-transitional mapping of UTS 46, as browsers and mail providers do
(RFC 5891, https://www.unicode.org/reports/tr46/). Python's own codec, which Django uses for mail, has
IDNA 2003: it would send a mail for weiß.example to weiss.example, somebody else's domain. So no domain
with letters outside of ASCII may reach it.
"""

import idna

from careers.text.invisible_characters import clean_line

ENCODED = "xn--"
LONGEST_DOMAIN, LONGEST_LABEL = 253, 63  # RFC 1035, without the dot at the end


class UnusableDomain(ValueError):
    """What stands after the @ can be no domain: a letter is not allowed there, or a part is too long."""


def to_canonical_address(typed: str) -> str:
    """The address as mail uses it: the domain in lower-case ASCII, the name before the @ as typed.

    Text without an @ comes back without blanks and invisible characters at its ends, and is for others to
    judge. Raises UnusableDomain.
    """
    name, at, domain = clean_line(typed).rpartition("@")
    return f"{name}{at}{to_ascii_domain(domain)}" if at else domain


def to_ascii_domain(domain: str) -> str:
    """Raises UnusableDomain. A domain that is ASCII already is only lowered: mail can use it as it is."""
    if domain.isascii():
        return domain.lower()
    if len(domain) > LONGEST_DOMAIN:
        raise UnusableDomain(domain)
    try:
        labels = idna.uts46_remap(domain, std3_rules=True, transitional=False).split(".")
        return ".".join(one if one.isascii() else idna.alabel(one).decode() for one in labels)
    except idna.IDNAError as error:
        raise UnusableDomain(domain) from error


def to_mail_address(typed: str) -> str:
    """As to_canonical_address; the same text where the domain is unusable. Never an error."""
    try:
        return to_canonical_address(typed)
    except UnusableDomain:
        return typed


def address_key(email: str) -> str:
    """The same for spellings that are surely one mailbox.

    Only ASCII is folded: "ı" and the Kelvin sign become "i" and "k" in other letter case, and the
    owner of one mailbox would be sent the links of another.
    """
    address = to_mail_address(email)
    return address.lower() if address.isascii() else address


def is_same_mailbox(one: str, other: str) -> bool:
    """Whether two addresses are surely one mailbox; no address is none."""
    return bool(one) and address_key(one) == address_key(other)


def to_readable_address(address: str) -> str:
    """The address as people write it: xn--wei-7ka.example becomes weiß.example.

    A domain that is too long, or has a part that is or that IDNA 2008 does not know, stays as it is.
    """
    name, at, domain = address.rpartition("@")
    if ENCODED not in domain or len(domain) > LONGEST_DOMAIN:
        return address
    labels = domain.split(".")
    if max(map(len, labels)) > LONGEST_LABEL:  # decoding takes the square of it
        return address
    try:
        readable = ".".join(map(to_readable_label, labels))
    except idna.IDNAError:
        return address
    return f"{name}{at}{readable}"


def address_spellings(typed: str) -> set[str]:
    """The forms in which an address may stand where nothing made it canonical: as typed, for mail, to be read."""
    address = to_mail_address(typed)
    return {typed, address, to_readable_address(address)}


def to_readable_label(label: str) -> str:
    return idna.ulabel(label) if label.startswith(ENCODED) else label
