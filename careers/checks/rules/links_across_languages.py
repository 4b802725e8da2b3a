"""Links of one language that the other lacks, or that lead to another page there."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import LanguageFacts, PostingFacts
from careers.checks.findings import Finding, Level, Rule, register
from careers.checks.pairing import language_pairs

LINK_MISSING = Rule(
    "link_missing", Level.WARNS, _("the link %(words)s is missing in the other language")
)
LINK_DIFFERS = Rule(
    "link_differs",
    Level.WARNS,
    _("the link %(words)s leads elsewhere than %(other)s in the other language"),
)
# What tells the languages of one page apart: /de/, /en-gb/, page.de.html, ?lang=en, de.example.org.
LANGUAGE_PART = re.compile(
    r"/[a-z]{2}(?:[-_][a-z]{2})?(?=/|$)|[._-][a-z]{2}(?=\.html?$|$)|\b(?:lang|language|hl)=[\w-]*"
)
LANGUAGE_HOST = re.compile(r"^(?:(?:www|[a-z]{2})\.)+(?=.*\.)")
# Addresses of code and of papers are names, which nobody translates.
NAMES = frozenset({"github.com", "gitlab.com", "codeberg.org", "doi.org", "orcid.org"})


@dataclass(frozen=True)
class Target:
    """A web address: its host and its page, bare of marks of a language, and as it is written."""

    host: str
    page: str
    written: str

    @property
    def numbers(self) -> list[str]:
        return re.findall(r"\d+", self.page)


@register
def check_links_match(facts: PostingFacts) -> Iterator[Finding]:
    """Both languages link to the same pages, whose paths may be translated.

    Of pages that only one language has, two of the same host face each other. They differ if one
    is the home page, if they have different numbers, or if their host translates no paths.
    """
    for one, two in language_pairs(facts):
        mine, theirs = link_targets(one), link_targets(two)
        other = defaultdict[str, list[Target]](list)
        for target in unmatched_targets(theirs, mine):
            other[target.host].append(target)
        for target in unmatched_targets(mine, theirs):
            facing = other[target.host]
            if facing:
                yield from compare_targets(one.language, target, facing.pop(0))
            elif target.host not in {each.host for each in theirs} or target.host in NAMES:
                yield LINK_MISSING.build_finding(one.language, words=target.written)


def compare_targets(language: str, here: Target, there: Target) -> Iterator[Finding]:
    is_home = not here.page or not there.page
    if is_home or here.numbers != there.numbers or here.host in NAMES:
        yield LINK_DIFFERS.build_finding(language, words=here.written, other=there.written)


def unmatched_targets(some: list[Target], others: list[Target]) -> list[Target]:
    known = {(each.host, each.page) for each in others}
    return [each for each in some if (each.host, each.page) not in known]


def link_targets(text: LanguageFacts) -> list[Target]:
    """The web addresses that a text links to, each page once."""
    links = [link.target for each in text.sections for part in each.passages for link in part.links]
    found = (parse_target(link) for link in links if link.startswith(("http://", "https://")))
    return list({(each.host, each.page): each for each in found}.values())


def parse_target(link: str) -> Target:
    """A malformed address stands for itself."""
    try:
        parts = urlsplit(link.casefold())
    except ValueError:
        return Target(link, "", link)
    page = LANGUAGE_PART.sub("", f"{parts.path.rstrip('/')}?{parts.query}".rstrip("?"))
    return Target(LANGUAGE_HOST.sub("", parts.netloc), page.strip("/?&"), link)
