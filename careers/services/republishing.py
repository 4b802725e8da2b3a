"""After a block changed: which postings still show its older text, and showing them the new one."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from careers.checks import Finding
from careers.editions.build import replace_sections
from careers.languages import language_codes
from careers.models import Edition, Posting, PostingEvent, TextBlock
from careers.services.editions import build_successor, record_event, save_edition, show_edition
from careers.services.locking import lock_block, lock_postings
from careers.services.posting_refusals import BlockRefused
from careers.services.publish_policy import (
    block_findings_to_override,
    record_override,
    refuse_gaps,
)
from careers.text_blocks.usage import Standing, Use, find_uses, new_sections

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def find_uses_to_republish(block: TextBlock, now: datetime) -> list[Use]:
    """Open and scheduled postings that show an older wording of the block and still use it."""
    return [use for use in find_uses(block, now) if use.standing is Standing.OLDER]


@transaction.atomic
def republish_block(
    *,
    block: TextBlock,
    actor: "User | None",
    now: datetime,
    override: str = "",
    version: int | None = None,
) -> list[Edition]:
    """Show the block's new text wherever the public sees an older one; returns the new editions.

    Each is the posting's current edition with only the sections of this block replaced, so that
    no draft edit leaks. All or none: raises PublishRefused if the block lacks a text in a
    language that is public, or if a text is in the wrong language or out of date and `override`,
    the written reason to publish it nevertheless (at most 500 characters), is empty;
    BlockRefused if the block is no longer at the `version` that was looked at.
    """
    lock_postings(Posting.objects.filter(sections__block=block))
    stored = lock_block(block)
    if version is not None and stored.version != version:
        raise BlockRefused(_("The block was changed meanwhile. Look at the differences again."))
    postings = find_uses_to_republish(stored, now)
    refuse_gaps(stored, postings)
    overridden = block_findings_to_override(stored, public_languages(postings), override, now)
    return [
        publish_next_edition(each, stored, actor, now, (overridden, override)) for each in postings
    ]


def publish_next_edition(
    use: Use,
    block: TextBlock,
    actor: "User | None",
    now: datetime,
    overruled: tuple[list[Finding], str],
) -> Edition:
    edition, texts = build_successor(use.edition, actor, now)
    found, why = overruled
    record_override(edition, [each for each in found if each.language in edition.languages], why)
    if "blocks" in edition.facts:
        edition.facts["blocks"][str(block.pk)] = block.version
    save_edition(edition, [replace_sections(text, new_sections(text, block)) for text in texts])
    show_edition(use.posting, edition)
    note = f"{edition.number}: {block}"
    record_event(use.posting, PostingEvent.Kind.PUBLISHED, actor, now, note)
    return edition


def public_languages(postings: Iterable[Use]) -> list[str]:
    public = {text.language for use in postings for text in use.texts}
    return [code for code in language_codes() if code in public]
