"""Readers of environment variables: each returns a checked value or says which variable is wrong and what to do.

An empty variable counts as one that is not set. A reader without a default refuses to go on when its variable is missing.
Errors never repeat the value, because it may be a secret.
"""

import os
import re
from collections.abc import Iterable
from email.utils import parseaddr
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

from careers.text.email_addresses import UnusableDomain, to_ascii_domain, to_canonical_address

FLAGS = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}
DIFFERENT = 5  # characters, as in Django's check security.W009
PLACEHOLDERS = re.compile(
    r"insecure|change.?me|default|example|secret.?key|password", re.IGNORECASE
)
HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]\d|2[0-4]):([0-5]\d)", re.ASCII)
SOCKET_ADDRESS = re.compile(r"unix:/[^\0]+|tcp:(?:[\w.-]+|\[[0-9a-fA-F:.]+\]):\d{1,5}", re.ASCII)
A_DAY = 24 * 60  # minutes
GENDER_MARKER = re.compile(r"[\w*:/|,.()\[\] -]{1,30}")


def read_text(name: str, default: str | None = None) -> str:
    """Return the variable without the white space around it, or the default; without one the variable is required."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it in the environment; .env.example says what it is for."
        )
    return default


def read_private(name: str, default: str | None = None) -> str:
    """Return what must not be seen: from the file that NAME_FILE names, as secrets are mounted, or from the variable."""
    return read_text_file(f"{name}_FILE").strip() or read_text(name, default)


def read_secret(name: str, minimum: int = 50) -> str:
    """Return a secret of at least `minimum` characters from the variable, or from the file that NAME_FILE names.

    Placeholders and repeated characters are refused.
    """
    value = read_private(name, "")
    remedy = f'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe({minimum}))"'
    if not value:
        raise ImproperlyConfigured(f"{name} is not set, and neither is {name}_FILE. {remedy}")
    if len(value) < minimum or len(set(value)) < DIFFERENT:
        raise ImproperlyConfigured(
            f"{name} can be guessed: it needs {minimum} random characters. {remedy}"
        )
    if PLACEHOLDERS.search(value):
        raise ImproperlyConfigured(f"{name} looks like a placeholder from an example. {remedy}")
    return value


def read_secrets(name: str) -> list[str]:
    """Return secrets that are kept as read_private() has them, with commas or line ends between them."""
    return [one for one in re.split(r"[\s,]+", read_private(name, "")) if one]


def read_address(name: str, default: str) -> str:
    """Return an e-mail address in the form that mail uses, also one such as "Portal <jobs@weiß.example>".

    See careers.text.email_addresses.
    """
    value = read_text(name, default)
    _name, written = parseaddr(value)
    try:
        return value.replace(written, to_canonical_address(written)) if written else value
    except UnusableDomain:
        raise ImproperlyConfigured(
            f"{name} has a domain that cannot exist. Correct what stands after the @."
        ) from None


def read_domain(name: str, default: str) -> str:
    """Return a domain in the form that mail uses, also from an address such as jobs@example.org."""
    try:
        domain = to_ascii_domain(read_text(name, default).rpartition("@")[2])
    except UnusableDomain:
        domain = ""
    if not re.fullmatch(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*", domain):
        raise ImproperlyConfigured(f"{name} is no domain. Set it to one, such as example.org.")
    return domain


def read_flag(name: str, default: bool | None = None) -> bool:
    """Return a yes-or-no variable: 1, true, yes, on, or 0, false, no, off, in any letter case."""
    value = read_text(name, None if default is None else str(default)).lower()
    if value not in FLAGS:
        raise ImproperlyConfigured(
            f"{name} is neither yes nor no. Set it to one of: {', '.join(FLAGS)}."
        )
    return FLAGS[value]


def read_integer(
    name: str, default: int | None = None, *, minimum: int = 0, maximum: int = 2**31 - 1
) -> int:
    """Return a whole number between minimum and maximum, both included."""
    value = read_text(name, None if default is None else str(default))
    if not re.fullmatch(r"-?[0-9]{1,12}", value) or not minimum <= int(value) <= maximum:
        raise ImproperlyConfigured(
            f"{name} is not a whole number from {minimum} to {maximum}. Set it to one."
        )
    return int(value)


def read_socket_address(name: str) -> str:
    """Return where a service listens, unix:/path or tcp:host:port (an IPv6 address in brackets); "" if not set."""
    value = read_text(name, "")
    if value and not SOCKET_ADDRESS.fullmatch(value):
        raise ImproperlyConfigured(
            f"{name} is no address of a socket. Set it to unix:/path or to tcp:host:port."
        )
    return value


def read_listener(name: str) -> tuple[str, int] | None:
    """Return where to listen, such as tcp:0.0.0.0:9464, as address and port; None if not set."""
    value = read_socket_address(name)
    if not value:
        return None
    kind, _colon, rest = value.partition(":")
    host, _colon, port = rest.rpartition(":")
    if kind != "tcp":
        raise ImproperlyConfigured(f"{name} is no TCP address. Set it to tcp:host:port.")
    return host.strip("[]"), int(port)


def read_hours(name: str) -> tuple[int, int] | None:
    """Return the hours of a day, such as 08:00-18:00, as minutes from midnight; None if not set."""
    value = read_text(name, "")
    if not value:
        return None
    found = HOURS.fullmatch(value)
    numbers = [int(number) for number in found.groups()] if found else [0] * 4
    begin, end = numbers[0] * 60 + numbers[1], numbers[2] * 60 + numbers[3]
    if not begin < end <= A_DAY:
        raise ImproperlyConfigured(
            f"{name} is no time of day. Set it to hours of one day, such as 08:00-18:00."
        )
    return begin, end


def read_words(name: str, default: Iterable[str] | None = None) -> list[str]:
    """Return the parts of a comma separated list, without empty ones."""
    value = read_text(name, None if default is None else ",".join(default))
    found = [part.strip() for part in value.split(",") if part.strip()]
    if default is None and not found:
        raise ImproperlyConfigured(
            f"{name} holds only commas. Set it to names with commas between them."
        )
    return found


def read_choice(name: str, default: str, choices: Iterable[str]) -> str:
    """Return one of the choices, which are compared without regard to letter case."""
    value = read_text(name, default)
    known = {choice.casefold(): choice for choice in choices}
    if value.casefold() not in known:
        raise ImproperlyConfigured(
            f"{name} is none of the possible values. Set it to one of: {', '.join(known.values())}."
        )
    return known[value.casefold()]


def read_gender_markers(defaults: dict[str, str]) -> dict[str, str]:
    """Return by language what GENDER_MARKER_DE, GENDER_MARKER_EN and so on say; see read_gender_marker."""
    return {
        code: read_gender_marker(f"GENDER_MARKER_{code.upper()}", default)
        for code, default in defaults.items()
    }


def read_gender_marker(name: str, default: str) -> str:
    """Return what stands behind titles, such as (m/w/d), (all genders) or *: one line, 30 characters at most."""
    value = read_text(name, default)
    if not GENDER_MARKER.fullmatch(value):
        raise ImproperlyConfigured(
            f"{name} is no gender marker. Set it to a short one, such as (d/w/m) or (all genders)."
        )
    return value


def read_time_zone(name: str, default: str) -> str:
    """Return the name of a time zone that this system knows (https://www.iana.org/time-zones)."""
    value = read_text(name, default)
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):  # of no such zone, of a path outside, of a folder
        raise ImproperlyConfigured(
            f"{name} is no time zone. Set it to an IANA name, such as Europe/Berlin or Europe/Vienna."
        ) from None
    return value


def read_file(name: str, path: Path, *, maximum: int) -> bytes:
    """Return the content of the file that a variable names; at most `maximum` bytes, and not empty."""
    try:
        with path.open("rb") as file:
            content = file.read(maximum + 1)
    except OSError as error:
        message = f"{name} names a file that cannot be read ({type(error).__name__}). Correct the path, its rights or the mount."
        raise ImproperlyConfigured(message) from None
    if not content.strip():
        raise ImproperlyConfigured(
            f"{name} names an empty file. Fill it or take the variable away."
        )
    if len(content) > maximum:
        raise ImproperlyConfigured(
            f"{name} names a file of more than {maximum // 1024} KiB. Make it smaller."
        )
    return content


def read_page_additions(
    pages: Iterable[str], languages: Iterable[str]
) -> dict[str, dict[str, str]]:
    """Return by page and language the Markdown of IMPRINT_ADDITIONS_FILE_DE and so on."""
    codes = [*languages]
    return {page: read_markdown_files(f"{page.upper()}_ADDITIONS_FILE", codes) for page in pages}


def read_markdown_files(name: str, languages: Iterable[str]) -> dict[str, str]:
    """Return by language the Markdown of NAME_DE, NAME_EN and so on; see read_text_file."""
    return {code: read_text_file(f"{name}_{code.upper()}") for code in languages}


def read_text_file(name: str, *, maximum: int = 100 * 1024) -> str:
    """Return the text in the file that a variable names; empty if the variable is not set."""
    path = read_text(name, "")
    if not path:
        return ""
    try:
        text = read_file(name, Path(path), maximum=maximum).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ImproperlyConfigured(
            f"{name} names a file that is not UTF-8. Save it as that."
        ) from None
    if "\0" in text:
        raise ImproperlyConfigured(f"{name} names a file that is no text. Name a text file.")
    return text
