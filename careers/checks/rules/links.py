"""Addresses that do not lead where they say, or nowhere."""

from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import LanguageFacts, PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register, to_excerpt
from careers.checks.passages import Link, Passage, read_passages
from careers.checks.wording_search import LATELY_READ, find_exact, find_phrases, visible_text
from careers.checks.words.links import (
    ADDRESS_TEXT,
    BROKEN,
    BROKEN_LINK,
    MAIL_TEXT,
    OBFUSCATION,
    PRIVATE,
    SIGNS,
    SPELT_OUT,
    VAGUE,
    WEB,
)
from careers.text.web_addresses import find_host

TEXT_DIFFERS = Rule(
    "link_text_differs",
    Level.WARNS,
    _("the link says “%(words)s” but leads to %(other)s: make them agree"),
)
TEXT_VAGUE = Rule(
    "link_text_vague",
    Level.HINT,
    _("the link text “%(words)s” does not say where it leads: name the page (WCAG 2.4.4)"),
)
MALFORMED = Rule(
    "url_malformed",
    Level.WARNS,
    _("“%(words)s” is not a complete address: write it as https://… and try it"),
)
UNREACHABLE = Rule(
    "url_unreachable",
    Level.WARNS,
    _("“%(words)s” cannot be reached by the public: link to the real address"),
)
NOT_LINKED = Rule(
    "url_not_linked",
    Level.HINT,
    _("“%(words)s” cannot be clicked: make it a link, such as [our site](https://…)"),
)
OBFUSCATED = Rule(
    "obfuscated_mail",
    Level.WARNS,
    _("“%(words)s” cannot be clicked or read aloud: write the plain email address"),
)


@register
def check_link_texts(facts: PostingFacts) -> Iterator[Finding]:
    """WCAG 2.2, 2.4.4 (link purpose); a text that names another address is how phishing works."""
    for text in facts.written:
        for place, passage in section_passages(text):
            for link in passage.links:
                yield from link_text_findings(link, text.language, place)


def section_passages(text: LanguageFacts) -> Iterator[tuple[Place, Passage]]:
    for number, section in enumerate(text.sections, 1):
        for passage in read_passages(section.body):
            yield Place("body", number), passage


def link_text_findings(link: Link, language: str, place: Place) -> Iterator[Finding]:
    vague = VAGUE.get(language)
    if vague and vague.match(link.text.lower()):
        yield TEXT_VAGUE.build_finding(language, place, words=link.text)
    elif named_address(link.text) and named_address(link.text) != named_address(link.target):
        yield TEXT_DIFFERS.build_finding(
            language, place, words=to_excerpt(link.text), other=link.target
        )


def named_address(address: str) -> str:
    """The mail address or the host that a text names as a whole; empty if it is other words."""
    bare = address.strip().removeprefix("mailto:").split("?")[0].casefold()
    if MAIL_TEXT.fullmatch(bare):
        return bare
    match = ADDRESS_TEXT.fullmatch(address.strip())
    return (match[1] or match[2]).casefold().removeprefix("www.") if match else ""


@register
def check_web_addresses(facts: PostingFacts) -> Iterator[Finding]:
    """An address has scheme and public host (RFC 3986, RFC 2606, RFC 6761) and can be clicked."""
    for text in facts.written:
        for number, section in enumerate(text.sections, 1):
            for rule, words in broken_address_rules(section.body):
                yield rule.build_finding(
                    text.language, Place("body", number), words=to_excerpt(words)
                )


@lru_cache(LATELY_READ)
def broken_address_rules(body: str) -> tuple[tuple[Rule, str], ...]:
    """The addresses of a section that do not work, each with the rule that it breaks."""
    links = [link for passage in read_passages(body) for link in passage.links]
    labels = " ".join(link.text for link in links)
    targets = ((broken_target_rule(link.target), link.target) for link in links)
    said = visible_text(body) if any(sign in body.lower() for sign in SIGNS) else ""
    broken = [*find_phrases(said, BROKEN), *find_exact(said, BROKEN_LINK)]
    known = " ".join([labels, *broken])
    bare = (words for words in find_exact(said, WEB) if words not in known)
    return (
        *((rule, target) for rule, target in targets if rule),
        *((MALFORMED, words) for words in broken),
        *((text_address_rule(words), words) for words in bare),
    )


def broken_target_rule(target: str) -> Rule | None:
    """The rule that a link breaks; mail, phone and links within the site are left alone."""
    if target.startswith(("mailto:", "tel:", "#", "/")):
        return None
    host = find_host(target)
    if not target.startswith(("http://", "https://")) or not host:
        return MALFORMED
    return UNREACHABLE if PRIVATE.fullmatch(host) else None


def text_address_rule(words: str) -> Rule:
    """Why an address in the text, which is no link, is of no use."""
    host = find_host(words if "://" in words else f"//{words}")
    if not host:
        return MALFORMED
    return UNREACHABLE if PRIVATE.fullmatch(host) else NOT_LINKED


@register
def check_mail_addresses_plain(facts: PostingFacts) -> Iterator[Finding]:
    """WCAG 2.2, 1.3.1: a screen reader cannot undo "[at]", and collectors of addresses can."""
    for text in facts.written:
        for number, section in enumerate(text.sections, 1):
            for words in find_obfuscated(visible_text(section.body)):
                yield OBFUSCATED.build_finding(text.language, Place("body", number), words=words)


def find_obfuscated(said: str) -> tuple[str, ...]:
    return find_exact(said, OBFUSCATION) if SPELT_OUT.search(said) else ()
