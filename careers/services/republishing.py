"""After a block changed: which postings still show its older text, and showing them the new one."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import batched
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from careers.checks import Finding
from careers.editions.build import replace_sections
from careers.languages import language_codes
from careers.models import Edition, Posting, PostingEvent, TextBlock
from careers.services.editions import (
    build_successors,
    record_events,
    save_editions,
    show_editions,
)
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


REPUBLISH = "careers.republish_block"
AT_ONCE = 50
"""Postings; with more of them it is a job, which does so many in one transaction."""


class Wording(NamedTuple):
    """A block's new wording, who shows it, why in spite of findings, and the version that was looked at."""

    block: TextBlock
    actor: "User | None"
    override: str
    version: int | None


def find_uses_to_republish(
    block: TextBlock, now: datetime, among: Collection[int] | None = None
) -> list[Use]:
    """Open and scheduled postings that show an older wording of the block and still use it."""
    return [use for use in find_uses(block, now, among) if use.standing is Standing.OLDER]


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
    return show_wording(Wording(block, actor, override, version), now)


def request_republishing(
    *,
    block: TextBlock,
    actor: "User | None",
    now: datetime,
    override: str = "",
    version: int | None = None,
) -> list[Edition]:
    """As republish_block(); more than AT_ONCE postings are left to a job, and no edition is returned.

    What would be refused is refused here, before anything is begun.
    """
    postings = find_uses_to_republish(block, now)
    if len(postings) <= AT_ONCE:
        return republish_block(
            block=block, actor=actor, now=now, override=override, version=version
        )
    wording = Wording(block, actor, override, version)
    find_overruled(wording, TextBlock.objects.get(pk=block.pk), postings, now)
    defer_republishing(wording)
    return []


def defer_republishing(wording: Wording) -> None:
    """Once for each block: a job that waits does what a second one would."""
    name = job_name(wording.block)
    job = app.configure_task(REPUBLISH, lock=name, queueing_lock=name, allow_unknown=True)
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(
            block=wording.block.pk,
            actor=wording.actor.pk if wording.actor else None,
            override=wording.override,
            version=wording.version or wording.block.version,
        )


def job_name(block: TextBlock) -> str:
    return f"{REPUBLISH} {block.pk}"


def is_republishing(block: TextBlock) -> bool:
    """Whether a job is at it, or will be."""
    jobs = ProcrastinateJob.objects.filter(task_name=REPUBLISH, lock=job_name(block))
    return jobs.filter(status__in=("todo", "doing")).exists()


def republish_in_parts(wording: Wording, *, now: datetime) -> int:
    """What the job does: AT_ONCE postings in each transaction; returns how many there were in all.

    Whatever broke off goes on with those that are left. Raises PublishRefused and BlockRefused as
    republish_block() does; those before show the new wording then.
    """
    done, before = 0, -1
    while done > before:
        before = done
        uses = find_uses_to_republish(TextBlock.objects.get(pk=wording.block.pk), now)
        for part in batched((use.posting.pk for use in uses), AT_ONCE):
            done += len(show_wording(wording, now, part))
    return done


@transaction.atomic
def show_wording(
    wording: Wording, now: datetime, among: Collection[int] | None = None
) -> list[Edition]:
    """In all postings, or in those of these keys that still show an older one."""
    postings = Posting.objects.filter(sections__block=wording.block)
    lock_postings(postings if among is None else postings.filter(pk__in=among))
    stored = lock_block(wording.block)
    uses = find_uses_to_republish(stored, now, among)
    overruled = find_overruled(wording, stored, uses, now), wording.override
    return publish_next_editions(uses, stored, wording.actor, now, overruled) if uses else []


def find_overruled(
    wording: Wording, stored: TextBlock, postings: list[Use], now: datetime
) -> list[Finding]:
    """Findings that the reason overrules; raises what republish_block() raises."""
    if wording.version is not None and stored.version != wording.version:
        raise BlockRefused(_("The block was changed meanwhile. Look at the differences again."))
    refuse_gaps(stored, postings)
    return block_findings_to_override(stored, public_languages(postings), wording.override, now)


def publish_next_editions(
    uses: Sequence[Use],
    block: TextBlock,
    actor: "User | None",
    now: datetime,
    overruled: tuple[list[Finding], str],
) -> list[Edition]:
    """In the same number of queries for any number."""
    found, why = overruled
    made = build_successors([use.edition for use in uses], actor, now)
    for edition, texts in made:
        shown = [each for each in found if each.language in edition.languages]
        record_override(edition, shown, why)
        if "blocks" in edition.facts:
            edition.facts["blocks"][str(block.pk)] = block.version
        for text in texts:
            replace_sections(text, new_sections(text, block))
    save_editions(made)
    editions = [edition for edition, _texts in made]
    pairs = [(use.posting, edition) for use, edition in zip(uses, editions, strict=True)]
    show_editions(pairs, keep_cards=True)
    notes = ((posting, f"{edition.number}: {block}") for posting, edition in pairs)
    record_events(notes, PostingEvent.Kind.PUBLISHED, actor, now)
    return editions


def public_languages(postings: Iterable[Use]) -> list[str]:
    public = {text.language for use in postings for text in use.texts}
    return [code for code in language_codes() if code in public]
