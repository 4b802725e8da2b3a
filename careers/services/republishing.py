"""After a block changed: which postings still show its older text, and showing them the new one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from careers.checks import Finding, Level
from careers.checks.facts import LanguageFacts, PostingFacts, SectionFacts
from careers.checks.findings import Place
from careers.checks.foreign import right_language
from careers.editions import SectionText, section_text, with_sections
from careers.languages import in_language, language_codes, language_name
from careers.models import Edition, EditionText, Posting, PostingEvent, TextBlock
from careers.services.editions import record, save_edition, show, successor
from careers.services.gate import reason
from careers.services.refusals import BlockRefused, PublishRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_REASON = 500


@dataclass(frozen=True)
class Shown:
    """A posting whose current edition has sections of a block, with the texts the public sees."""

    posting: Posting
    edition: Edition
    texts: tuple[EditionText, ...]

    def is_over(self, now: datetime) -> bool:
        """Whether it keeps its wording: it is closed, or its deadline is past."""
        closes_at = self.edition.closes_at
        return self.posting.closed_at is not None or bool(closes_at and closes_at <= now)

    def differs_from(self, block: TextBlock) -> bool:
        return any(new_sections(text, block) != text.sections for text in self.texts)


def shown_with(block: TextBlock) -> list[Shown]:
    """Every posting that shows the block to the public, now or before it ended; one query."""
    texts = (
        EditionText.objects.filter(
            edition__current_for__isnull=False, sections__contains=[{"block": block.pk}]
        )
        .select_related("edition__current_for")
        .order_by("edition__current_for", "pk")
    )
    groups = groupby(texts, key=lambda text: text.edition_id)
    return [shown_posting(list(group)) for _edition, group in groups]


def shown_posting(texts: Sequence[EditionText]) -> Shown:
    edition = texts[0].edition
    order = edition.languages.index
    ordered = sorted(texts, key=lambda text: order(text.language))
    return Shown(edition.current_for, edition, tuple(ordered))


def to_republish(block: TextBlock, now: datetime) -> list[Shown]:
    """Open and scheduled postings that show an older text of the block and still use it.

    A posting whose draft has taken a text of its own instead is left alone.
    """
    users = set(block.sections.values_list("posting", flat=True))
    return [
        each
        for each in shown_with(block)
        if each.posting.pk in users and not each.is_over(now) and each.differs_from(block)
    ]


@transaction.atomic
def republish_block(
    *,
    block: TextBlock,
    actor: "User | None",
    now: datetime | None = None,
    override: str = "",
    version: int | None = None,
) -> list[Edition]:
    """Show the block's new text wherever the public sees an older one; returns the new editions.

    Each is the posting's current edition with only the sections of this block replaced, so that
    no draft edit leaks. All or none: raises PublishRefused if the block lacks a text in a
    language that is public, or if a text is in the wrong language and `override`, the written
    reason to publish it nevertheless (at most 500 characters), is empty; BlockRefused if the
    block is no longer at the `version` that was looked at.
    """
    now = now or timezone.now()
    stored = TextBlock.objects.select_for_update(no_key=True).get(pk=block.pk)
    if version is not None and stored.version != version:
        raise BlockRefused(_("The block was changed meanwhile. Look at the differences again."))
    lock_postings(stored)
    postings = to_republish(stored, now)
    refuse_gaps(stored, postings)
    overridden = findings_to_override(stored, languages_of(postings), override, now)
    return [next_edition(each, stored, actor, now, (overridden, override)) for each in postings]


def lock_postings(block: TextBlock) -> None:
    """In one order, so that two people republishing two blocks never wait for each other."""
    keys = block.sections.values("posting")
    list(Posting.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))


def next_edition(
    shown: Shown,
    block: TextBlock,
    actor: "User | None",
    now: datetime,
    overruled: tuple[list[Finding], str],
) -> Edition:
    edition, texts = successor(shown.edition, actor, now)
    found, why = overruled
    if found:
        codes = {*edition.overridden, *(finding.code for finding in found)}
        edition.overridden = sorted(codes)
        edition.override_reason = joined_reasons(why.strip(), edition.override_reason)
    save_edition(edition, [with_sections(text, new_sections(text, block)) for text in texts])
    show(shown.posting, edition)
    note = f"{edition.number}: {block}"
    record(shown.posting, PostingEvent.Kind.PUBLISHED, actor, now, note)
    return edition


def joined_reasons(new: str, old: str) -> str:
    """Both; where there is no room the older one is cut, which its own edition keeps whole."""
    if not old or old == new:
        return new
    both = f"{new} · {old}"
    return both if len(both) <= LONGEST_REASON else f"{both[: LONGEST_REASON - 1]}…"


def new_sections(text: EditionText, block: TextBlock) -> list[SectionText]:
    """The sections of a text with the block as it reads now; the others stay as they are."""
    return [
        replaced(section, block, text.language) if section.get("block") == block.pk else section
        for section in text.sections
    ]


def replaced(section: SectionText, block: TextBlock, language: str) -> SectionText:
    heading, body = in_language(block, "heading", language), in_language(block, "body", language)
    return {**section_text(section["kind"], heading, body), "block": block.pk}


def languages_of(postings: Iterable[Shown]) -> list[str]:
    public = {text.language for each in postings for text in each.texts}
    return [code for code in language_codes() if code in public]


def gaps(block: TextBlock) -> list[str]:
    """The languages in which the block lacks its text, or a heading that another one has."""
    has_heading = any(in_language(block, "heading", code) for code in language_codes())
    return [
        code
        for code in language_codes()
        if not in_language(block, "body", code)
        or (has_heading and not in_language(block, "heading", code))
    ]


def refuse_gaps(block: TextBlock, postings: Sequence[Shown]) -> None:
    reasons = list(gap_sentences(block, postings))
    if reasons:
        raise PublishRefused(*reasons)


def gap_sentences(block: TextBlock, postings: Sequence[Shown]) -> Iterator[str]:
    """What keeps the block from the public, with the postings concerned."""
    for code in gaps(block):
        concerned = [each for each in postings if code in each.edition.languages]
        if concerned:
            yield _("The text block is not complete in %(language)s, shown by: %(postings)s.") % {
                "language": language_name(code),
                "postings": ", ".join(f"“{each.posting}”" for each in concerned),
            }


def blocking_findings(block: TextBlock, languages: Sequence[str], now: datetime) -> list[Finding]:
    """Texts of the block that as a whole are in the wrong language; each names its language."""
    texts = tuple(LanguageFacts(code, sections=(facts(block, code),)) for code in languages)
    found = right_language(PostingFacts(now=now, texts=texts))
    return [replace(each, place=Place()) for each in found if each.level is Level.BLOCKS]


def facts(block: TextBlock, language: str) -> SectionFacts:
    texts = in_language(block, "heading", language), in_language(block, "body", language)
    return SectionFacts(block.kind, *texts, block.slug)


def findings_to_override(
    block: TextBlock, languages: Sequence[str], override: str, now: datetime
) -> list[Finding]:
    found = blocking_findings(block, languages, now)
    if found and not override.strip():
        raise PublishRefused(*(reason(finding) for finding in found), findings=found)
    return found
