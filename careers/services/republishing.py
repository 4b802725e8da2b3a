"""After a block changed: which postings still show its older text, and showing them the new one."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
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


REPUBLISH = "careers.republish_block"
AT_ONCE = 50
"""Postings, 25 ms each; with more of them it is a job, which does so many in one transaction."""


class Wording(NamedTuple):
    """A block's new wording, who shows it, why in spite of findings, and the version that was looked at."""

    block: TextBlock
    actor: "User | None"
    override: str
    version: int | None


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
    done = 0
    while editions := show_wording(wording, now, most=AT_ONCE):
        done += len(editions)
    return done


@transaction.atomic
def show_wording(wording: Wording, now: datetime, most: int | None = None) -> list[Edition]:
    lock_postings(Posting.objects.filter(sections__block=wording.block))
    stored = lock_block(wording.block)
    postings = find_uses_to_republish(stored, now)[:most]
    overruled = find_overruled(wording, stored, postings, now), wording.override
    return [publish_next_edition(each, stored, wording.actor, now, overruled) for each in postings]


def find_overruled(
    wording: Wording, stored: TextBlock, postings: list[Use], now: datetime
) -> list[Finding]:
    """Findings that the reason overrules; raises what republish_block() raises."""
    if wording.version is not None and stored.version != wording.version:
        raise BlockRefused(_("The block was changed meanwhile. Look at the differences again."))
    refuse_gaps(stored, postings)
    return block_findings_to_override(stored, public_languages(postings), wording.override, now)


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
