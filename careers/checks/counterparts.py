"""What one language has and the other lacks: texts, headings, items, links, addresses, names."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import LanguageFacts, PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule
from careers.checks.registry import register

LANGUAGE_MISSING = Rule("language_missing", Level.WARNS, _("this language is missing"))
TITLE_MISSING = Rule(
    "title_missing", Level.BLOCKS, _("the title is missing"), can_be_overridden=False
)
TEXT_MISSING = Rule("text_missing", Level.BLOCKS, _("the text is missing"), can_be_overridden=False)
HEADING_MISSING = Rule(
    "heading_missing",
    Level.BLOCKS,
    _("no heading, where the other language has “%(other)s”"),
    can_be_overridden=False,
)
ITEMS_DIFFER = Rule(
    "items_differ", Level.WARNS, _("%(count)s list items here, %(other)s in the other language")
)
LINK_MISSING = Rule(
    "link_missing", Level.WARNS, _("the link %(words)s is missing in the other language")
)
ADDRESS_MISSING = Rule(
    "address_missing", Level.WARNS, _("the address %(words)s is missing in the other language")
)
NAME_MISSING = Rule(
    "name_missing", Level.WARNS, _("the name %(words)s is missing in the other language")
)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
LANGUAGE_PART = re.compile(r"(?<=/)(?:de|en)(?:-[a-z]{2})?(?=/|$)|^(?:www|de|en)\.")


@register
def texts_are_there(facts: PostingFacts) -> Iterator[Finding]:
    """A language that has been begun has a title and a text in each section; an empty one warns.

    Source: our own rule that publishing one language alone is a deliberate choice.
    """
    for text in facts.texts:
        if text.is_empty:
            yield LANGUAGE_MISSING.found(text.language)
            continue
        if not text.title:
            yield TITLE_MISSING.found(text.language, Place("title"))
        for number, section in enumerate(text.sections, 1):
            if not section.body:
                yield TEXT_MISSING.found(text.language, Place("body", number))


def both_ways(facts: PostingFacts) -> Iterator[tuple[LanguageFacts, LanguageFacts]]:
    """Each written language beside each other one."""
    return ((one, two) for one in facts.written for two in facts.written if one is not two)


@register
def headings_have_counterparts(facts: PostingFacts) -> Iterator[Finding]:
    """A section has a heading in every language or in none (WCAG 2.2, 2.4.6)."""
    for one, two in both_ways(facts):
        for number, (here, there) in enumerate(zip(one.sections, two.sections, strict=False), 1):
            if there.heading and not here.heading:
                place = Place("heading", number)
                yield HEADING_MISSING.found(one.language, place, other=there.heading)


@register
def lists_are_equally_long(facts: PostingFacts) -> Iterator[Finding]:
    """A section lists as many things in each language. Source: ads whose lists had drifted."""
    first, *others = facts.written or facts.texts
    for other in others:
        for number, (here, there) in enumerate(
            zip(first.sections, other.sections, strict=False), 1
        ):
            counts = len(here.items), len(there.items)
            if here.body and there.body and counts[0] != counts[1]:
                place = Place("body", number)
                yield ITEMS_DIFFER.found(first.language, place, count=counts[0], other=counts[1])


@register
def links_have_counterparts(facts: PostingFacts) -> Iterator[Finding]:
    """A site that one language links to is linked to in the other; its path may be translated."""
    for one, two in both_ways(facts):
        theirs = targets(two)
        for target, host in targets(one).items():
            if host not in theirs.values():
                yield LINK_MISSING.found(one.language, words=target)


def targets(text: LanguageFacts) -> dict[str, str]:
    """The web addresses of a text with their host, bare of marks of a language."""
    links = [link.target for each in text.sections for part in each.passages for link in part.links]
    return {link: host(link) for link in links if link.startswith(("http://", "https://"))}


def host(target: str) -> str:
    """The host without "www." and the language; malformed addresses stand for themselves."""
    try:
        return LANGUAGE_PART.sub("", urlsplit(target).netloc.casefold())
    except ValueError:
        return target


@register
def addresses_have_counterparts(facts: PostingFacts) -> Iterator[Finding]:
    """The same mail addresses stand in each language, as text or as the target of a link."""
    for one, two in both_ways(facts):
        for address in addresses(one) - addresses(two):
            yield ADDRESS_MISSING.found(one.language, words=address)


def addresses(text: LanguageFacts) -> set[str]:
    bodies = "\n".join(section.body for section in text.sections)
    return {address.casefold() for address in MAIL.findall(bodies)}


@register
def contacts_have_counterparts(facts: PostingFacts) -> Iterator[Finding]:
    """A contact of the posting who is named in one language's text is named in the other's."""
    for one, two in both_ways(facts):
        for name in facts.contacts:
            if name in one.plain and name.split()[-1] not in two.plain:
                yield NAME_MISSING.found(one.language, words=name)
