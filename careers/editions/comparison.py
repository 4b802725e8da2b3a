"""What differs between two editions, or between what the public sees and the draft."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import override

from careers.editions.application_form import (
    asked_questions,
    documents_in_words,
    questions_in_words,
)
from careers.editions.build import build_edition_text, edition_facts
from careers.editions.contents import (
    ContactText,
    EditionFacts,
    PlaceFacts,
    SectionText,
    TextFacts,
    section_heading,
)
from careers.models import Edition, EditionText, Posting
from careers.text.diff import Piece, value_diff, word_diff
from careers.text.email_addresses import to_readable_address

LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
ITEM = re.compile(r"<li>")
TAG = re.compile(r"<[^>]+>")
VALUES = (
    *(_lazy("department"), _lazy("place"), _lazy("hours"), _lazy("full-time hours a week")),
    *(_lazy("contract"), _lazy("start"), _lazy("pay"), _lazy("deadline"), _lazy("contact email")),
    *(_lazy("answer within, in days"), _lazy("speculative applications")),
)
"""The facts that are a value, not a text."""


@dataclass(frozen=True)
class Change:
    """One place whose words differ, with both wordings in one reading."""

    place: str
    """Its name in the active language, such as "title" or the heading of a section."""
    pieces: tuple[Piece, ...]
    is_only_form: bool = False
    """Whether the words are the same and only emphasis or structure differs."""


def text_changes(before: EditionText | None, after: EditionText | None) -> list[Change]:
    """Every difference between two texts of one language; None stands for an unpublished one."""
    sections = [find_change(*each) for each in pair_sections(before, after)]
    return [found for found in [*find_fact_changes(before, after), *sections] if found]


def find_change(place: str, old: str, new: str) -> Change | None:
    if old == new:
        return None
    words = readable_lines(old), readable_lines(new)
    return Change(place, tuple(word_diff(*words)), is_only_form=words[0] == words[1])


def find_value_change(place: str, old: str, new: str) -> Change | None:
    """A value is read as a whole: of "59.000 €" and "60.000 €" not only the first digits differ."""
    return Change(place, tuple(value_diff(old, new))) if old != new else None


def readable_lines(source: str) -> str:
    """HTML as lines of words: items with a bullet, links with their target; plain text as it is."""
    with_targets = LINK.sub(r"\2 (\1)", source)
    plain = html.unescape(TAG.sub("", ITEM.sub("• ", with_targets)))
    lines = (" ".join(line.split()) for line in plain.splitlines())
    return "\n".join(line for line in lines if line)


def find_fact_changes(
    before: EditionText | None, after: EditionText | None
) -> Iterator[Change | None]:
    """Title, summary and key facts of both, with the name of each in the active language."""
    old, new = readable_facts(before), readable_facts(after)
    values = {str(name) for name in VALUES}
    for name in dict.fromkeys([*old, *new]):
        compare = find_value_change if name in values else find_word_change
        yield compare(name, old.get(name, ""), new.get(name, ""))


def find_word_change(place: str, old: str, new: str) -> Change | None:
    return find_change(place, html.escape(old), html.escape(new))


def readable_facts(text: EditionText | None) -> dict[str, str]:
    """The facts in the language of their text, under names in the active one."""
    if text is None:
        return {}
    names = facts_by_name(text)
    with override(text.language):
        return dict(zip(names, facts_by_name(text).values(), strict=True))


def facts_by_name(text: EditionText | None) -> dict[str, str]:
    if text is None:
        return {}
    facts: TextFacts = text.facts
    named = {
        _("title"): text.full_title,
        _("summary"): text.summary,
        _("department"): facts["department"],
        _("funding notice"): facts["funding_notice"],
        _("place"): facts["place"],
        _("hours"): facts["hours"],
        _("full-time hours a week"): facts["week"],
        _("contract"): facts["contract"],
        _("start"): facts["start"],
        _("pay"): facts["pay"],
        _("contacts"): "\n".join(contact_line(contact) for contact in facts["contacts"]),
    }
    asked = {_("documents"): documents_in_words(text.edition)}
    asked[_("questions")] = questions_in_words(asked_questions(text))
    return named | dates_by_name(text.edition) | asked


def contact_line(contact: ContactText) -> str:
    return ", ".join(part for part in map(str, contact.values()) if part)


def address_line(place: PlaceFacts) -> str:
    town = f"{place['postal_code']} {place['locality']}".strip()
    return ", ".join(
        part for part in (place["street"], town, place["region"], place["country"]) if part
    )


def dates_by_name(edition: Edition) -> dict[str, str]:
    facts: EditionFacts = edition.facts
    closes = edition.closes_at
    moment = date_format(timezone.localtime(closes), "DATETIME_FORMAT") if closes else ""
    return {
        _("address"): "\n".join(address_line(place) for place in facts["locations"]),
        _("deadline"): moment,
        _("contact email"): to_readable_address(facts["contact_email"]),
        _("answer within, in days"): str(facts["answer_days"] or ""),
        _("speculative applications"): _("yes") if facts.get("is_speculative") else "",
    }


def pair_sections(
    before: EditionText | None, after: EditionText | None
) -> Iterator[tuple[str, str, str]]:
    """The sections of both in order; those that have nothing alike stand alone."""
    old, new = text_sections(before), text_sections(after)
    keys = [section_key(each) for each in old], [section_key(each) for each in new]
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    for _tag, start, end, new_start, new_end in matcher.get_opcodes():
        yield from pair_in_order(old[start:end], new[new_start:new_end])


def text_sections(text: EditionText | None) -> list[SectionText]:
    return list(text.sections) if text else []


def section_key(section: SectionText) -> tuple[str, str]:
    return section["kind"], section["heading"]


def pair_in_order(old: list[SectionText], new: list[SectionText]) -> Iterator[tuple[str, str, str]]:
    for number in range(max(len(old), len(new))):
        one = old[number] if number < len(old) else None
        two = new[number] if number < len(new) else None
        yield section_name(two or one), section_html(one), section_html(two)


def section_name(section: SectionText | None) -> str:
    return (section_heading(section) if section else "") or _("text without a heading")


def section_html(section: SectionText | None) -> str:
    """Heading and text of a section; both are HTML."""
    if section is None:
        return ""
    heading = f"<p>{html.escape(section['heading'])}</p>\n" if section["heading"] else ""
    return f"{heading}{section['html']}"


def edition_changes(before: Edition | None, after: Edition) -> dict[str, list[Change]]:
    """The changes of each language that either edition has, in the portal's order."""
    old, new = texts_by_language(before), texts_by_language(after)
    return {
        code: text_changes(old.get(code), new.get(code)) for code in dict.fromkeys([*new, *old])
    }


def texts_by_language(edition: Edition | None) -> dict[str, EditionText]:
    """The texts by language, each knowing its edition."""
    if edition is None:
        return {}
    texts = sorted(edition.texts.all(), key=lambda text: edition.languages.index(text.language))
    for text in texts:
        text.edition = edition
    return {text.language: text for text in texts}


def draft_changes(posting: Posting, languages: Sequence[str]) -> dict[str, list[Change]]:
    """What publishing these languages now would change for the public; nothing is written.

    Compares with the current edition; where there is none, everything is new. A language that
    is public now and not among them would go, and is listed with all its words.
    """
    draft = Edition(
        posting=posting,
        languages=list(languages),
        closes_at=posting.closes_at,
        facts=edition_facts(posting),
    )
    new = {code: build_edition_text(posting, code) for code in languages}
    for text in new.values():
        text.edition = draft
    old = texts_by_language(posting.current_edition)
    codes = dict.fromkeys([*new, *old])
    return {code: text_changes(old.get(code), new.get(code)) for code in codes}
