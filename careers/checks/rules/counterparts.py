"""What one language has and the other lacks: texts, headings, items, mail addresses, names."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import LanguageFacts, PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register
from careers.checks.pairing import language_pairs, section_pairs

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
ADDRESS_MISSING = Rule(
    "address_missing", Level.WARNS, _("the address %(words)s is missing in the other language")
)
NAME_MISSING = Rule(
    "name_missing", Level.WARNS, _("the name %(words)s is missing in the other language")
)
CALLED = re.compile(
    r"\b(?:Frau|Herrn?|Mrs?|Ms|Mx)\.? (?:Dr\.?\s|Prof\.?\s)*"
    r"(?P<name>[A-ZÄÖÜ][a-zäöüß]+(?:[ -][A-ZÄÖÜ][a-zäöüß]+)?)"
)
PERSONAL = re.compile(r"([a-z]{2,})[._]([a-z]{2,})")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@register
def check_texts_present(facts: PostingFacts) -> Iterator[Finding]:
    """A language that has been begun has a title and a text in each section; an empty one warns.

    Source: our own rule that publishing one language alone is a deliberate choice.
    """
    for text in facts.texts:
        if text.is_empty:
            yield LANGUAGE_MISSING.build_finding(text.language)
            continue
        if not text.title:
            yield TITLE_MISSING.build_finding(text.language, Place("title"))
        for number, section in enumerate(text.sections, 1):
            if not section.body:
                yield TEXT_MISSING.build_finding(text.language, Place("body", number))


@register
def check_headings_match(facts: PostingFacts) -> Iterator[Finding]:
    """A section has a heading in every language or in none (WCAG 2.2, 2.4.6)."""
    for one, two in language_pairs(facts):
        for number, here, there in section_pairs(one, two):
            if there.heading and not here.heading:
                place = Place("heading", number)
                yield HEADING_MISSING.build_finding(one.language, place, other=there.heading)


@register
def check_list_lengths_match(facts: PostingFacts) -> Iterator[Finding]:
    """A section lists as many things in each language. Source: ads whose lists had drifted."""
    first, *others = facts.written or facts.texts
    for other in others:
        for number, here, there in section_pairs(first, other):
            counts = len(here.items), len(there.items)
            if here.body and there.body and counts[0] != counts[1]:
                place = Place("body", number)
                yield ITEMS_DIFFER.build_finding(
                    first.language, place, count=counts[0], other=counts[1]
                )


@register
def check_mail_addresses_match(facts: PostingFacts) -> Iterator[Finding]:
    """The same mail addresses stand in each language, as text or as the target of a link."""
    for one, two in language_pairs(facts):
        for address in mail_addresses(one) - mail_addresses(two):
            yield ADDRESS_MISSING.build_finding(one.language, words=address)


def mail_addresses(text: LanguageFacts) -> set[str]:
    bodies = "\n".join(section.body for section in text.sections if "@" in section.body)
    return {address.casefold() for address in MAIL.findall(bodies)}


@register
def check_people_match(facts: PostingFacts) -> Iterator[Finding]:
    """Whoever is named in one language's text is named in the other's.

    People are the posting's contacts, and whoever the text calls Frau, Mr or Ms, or gives a mail
    address made of the name.
    """
    for one, two in language_pairs(facts):
        for name in dict.fromkeys((*named_contacts(facts, one), *other_people(one))):
            if not re.search(rf"\b{re.escape(name.split()[-1])}(?:s|’s|'s)?\b", two.plain):
                yield NAME_MISSING.build_finding(one.language, words=name)


def named_contacts(facts: PostingFacts, text: LanguageFacts) -> list[str]:
    return [name for name in facts.contacts if name in text.plain]


def other_people(text: LanguageFacts) -> list[str]:
    """People whom the text itself marks as such; a surname alone if it gives no more."""
    called = [match["name"] for match in CALLED.finditer(text.plain)]
    mailed = [" ".join(parts) for each in mail_addresses(text) if (parts := names_in_address(each))]
    return called + [name for name in mailed if name in text.plain]


def names_in_address(address: str) -> list[str]:
    """ada.beispiel@… gives Ada and Beispiel; addresses of offices give nothing."""
    local = address.partition("@")[0]
    match = PERSONAL.fullmatch(local)
    return [part.capitalize() for part in match.groups()] if match else []
