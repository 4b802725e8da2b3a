"""The organisation's pages elsewhere, as they are typed: one a line, its name before the address."""

from typing import NamedTuple

from careers.text.web_addresses import find_host, split_web_address

LONGEST_NAME = 40
MOST_LINKS = 8


class UnusableLinks(ValueError):
    """A line without an address that begins with https:// and names a host; or too many lines."""


class Link(NamedTuple):
    name: str
    url: str


def parse_links(text: str) -> tuple[Link, ...]:
    """Such as "Mastodon https://norden.social/@verein" a line; without a name the host stands there.

    Raises UnusableLinks with the line, or with "" if there are more than MOST_LINKS.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINKS:
        raise UnusableLinks("")
    return tuple(map(parse_link, lines))


def parse_link(line: str) -> Link:
    name, _blank, url = line.rpartition(" ")
    host = find_host(url)
    if not host or split_web_address(url).scheme != "https" or len(name) > LONGEST_NAME:
        raise UnusableLinks(line)
    return Link(name.strip().rstrip(":") or host.removeprefix("www."), url)
