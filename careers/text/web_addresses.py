"""Web addresses that somebody typed or sent."""

from urllib.parse import SplitResult, urlsplit


def split_web_address(text: str) -> SplitResult:
    """The parts of an address (RFC 3986); all of them empty if it is none, as "https://[" is."""
    try:
        return urlsplit(text)
    except ValueError:
        return SplitResult("", "", "", "", "")


def find_host(text: str) -> str:
    """The host that an address names, in small letters; "" if it names none."""
    try:
        return split_web_address(text).hostname or ""
    except ValueError:
        return ""
