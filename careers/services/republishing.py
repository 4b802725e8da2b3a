"""After a block changed: which postings still show its older text, and showing them the new one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from careers.checks import Finding, Level
from careers.checks.facts import LanguageFacts, PostingFacts, SectionFacts
from careers.checks.findings import Place
from careers.checks.rules.wrong_language import check_language
from careers.editions.build import replace_sections
from careers.languages import language_codes, language_name, text_in_language
from careers.models import Edition, Posting, PostingEvent, TextBlock
from careers.services.editions import record, save_edition, show, successor
from careers.services.posting_refusals import BlockRefused, PublishRefused
from careers.services.publish_policy import reason
from careers.text_blocks.usage import Standing, Use, find_uses, missing_block_texts, new_sections

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_REASON = 500


def to_republish(block: TextBlock, now: datetime) -> list[Use]:
    """Open and scheduled postings that show an older wording of the block and still use it."""
    return [use for use in find_uses(block, now) if use.standing is Standing.OLDER]


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
    lock_postings(block)
    stored = TextBlock.objects.select_for_update(no_key=True).get(pk=block.pk)
    if version is not None and stored.version != version:
        raise BlockRefused(_("The block was changed meanwhile. Look at the differences again."))
    postings = to_republish(stored, now)
    refuse_gaps(stored, postings)
    overridden = findings_to_override(stored, languages_of(postings), override, now)
    return [next_edition(each, stored, actor, now, (overridden, override)) for each in postings]


def lock_postings(block: TextBlock) -> None:
    """In one order, and before the block, so that two people never wait for each other."""
    keys = block.sections.values("posting")
    list(Posting.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))


def next_edition(
    use: Use,
    block: TextBlock,
    actor: "User | None",
    now: datetime,
    overruled: tuple[list[Finding], str],
) -> Edition:
    edition, texts = successor(use.edition, actor, now)
    found, why = overruled
    codes = {finding.code for finding in found if finding.language in edition.languages}
    if codes:
        edition.overridden = sorted({*edition.overridden, *codes})
        edition.override_reason = joined_reasons(why.strip(), edition.override_reason)
    if "blocks" in edition.facts:
        edition.facts["blocks"][str(block.pk)] = block.version
    save_edition(edition, [replace_sections(text, new_sections(text, block)) for text in texts])
    show(use.posting, edition)
    note = f"{edition.number}: {block}"
    record(use.posting, PostingEvent.Kind.PUBLISHED, actor, now, note)
    return edition


def joined_reasons(new: str, old: str) -> str:
    """Both; where there is no room the older one is cut, which its own edition keeps whole."""
    if not old or old == new:
        return new
    both = f"{new} · {old}"
    return both if len(both) <= LONGEST_REASON else f"{both[: LONGEST_REASON - 1]}…"


def languages_of(postings: Iterable[Use]) -> list[str]:
    public = {text.language for use in postings for text in use.texts}
    return [code for code in language_codes() if code in public]


def refuse_gaps(block: TextBlock, postings: Sequence[Use]) -> None:
    reasons = list(gap_sentences(block, postings))
    if reasons:
        raise PublishRefused(*reasons)


def gap_sentences(block: TextBlock, postings: Sequence[Use]) -> Iterator[str]:
    """What keeps the block from the public, with the postings concerned."""
    for code in language_codes():
        concerned = [use for use in postings if code in use.edition.languages]
        if concerned and missing_block_texts(block, code):
            yield _("The text block is not complete in %(language)s, shown by: %(postings)s.") % {
                "language": language_name(code),
                "postings": ", ".join(f"“{use.posting}”" for use in concerned),
            }


def blocking_findings(block: TextBlock, languages: Sequence[str], now: datetime) -> list[Finding]:
    """Texts of the block that as a whole are in the wrong language; each names its language."""
    texts = tuple(LanguageFacts(code, sections=(facts(block, code),)) for code in languages)
    found = check_language(PostingFacts(now=now, texts=texts))
    return [replace(each, place=Place()) for each in found if each.level is Level.BLOCKS]


def facts(block: TextBlock, language: str) -> SectionFacts:
    texts = text_in_language(block, "heading", language), text_in_language(block, "body", language)
    return SectionFacts(block.kind, *texts, block.slug)


def findings_to_override(
    block: TextBlock, languages: Sequence[str], override: str, now: datetime
) -> list[Finding]:
    found = blocking_findings(block, languages, now)
    if found and not override.strip():
        raise PublishRefused(*(reason(finding) for finding in found), findings=found)
    return found
