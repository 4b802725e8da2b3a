"""HR reviews what an applicant is given who asked for the full copy, and answers (Art. 12, 15 GDPR)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from applications.dates import add_months
from applications.documents.storage import delete_files, make_storage_name
from applications.enums import CopyState, EventKind
from applications.models import CopyRequest
from applications.models.data_key import ensure_key
from applications.services.locking import lock_application
from hiring.exports.export_storage import store_export
from hiring.exports.reviewed_copy import read_chosen, render_full_copy
from hiring.mails.copy_letters import compose_copy_letter
from hiring.models import CopyChoice
from hiring.reviews.copy_entries import list_entries
from hiring.services.outbox import write_mail

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MONTHS_MORE = 2
"""By which the time to answer may be extended, once (Art. 12(3) GDPR, second sentence)."""


class CopyReviewRefused(Exception):
    """The request is past that, or not so far; the text is a sentence for staff."""


class EntryVerdict(NamedTuple):
    """What HR chose for one entry that said this (its digest); the reason is for what is blacked out."""

    digest: str
    is_released: bool
    reason: str = ""


@transaction.atomic
def keep_choices(
    *, request: CopyRequest, verdicts: Mapping[str, EntryVerdict], actor: "User", now: datetime
) -> None:
    """Keep what was chosen so far, by the keys of entries; others are passed over.

    A choice for words that have changed since they were read counts for nothing.

    Raises CopyReviewRefused once the request is answered, ValidationError for what is blacked out
    without a reason, and ApplicationGone.
    """
    locked = lock_open_request(request)
    known = {one.key for one in list_entries(locked.application)}
    locked.choices.exclude(entry__in=[*verdicts]).delete()
    for key in known & verdicts.keys():
        chosen = verdicts[key]
        choice = locked.choices.filter(entry=key).first() or CopyChoice(request=locked, entry=key)
        choice.digest, choice.at, choice.by = chosen.digest, now, actor
        choice.is_released, choice.reason = chosen.is_released, chosen.reason
        choice.full_clean(exclude=["request", "by"])
        choice.save()


def release_copy(*, request: CopyRequest, actor: "User", now: datetime) -> None:
    """Fix the copy as a file that the applicant can fetch, and tell them by a mail of the outbox.

    The file is durable before its row names it, and goes again if that fails. Raises
    CopyReviewRefused where an entry has no choice, also because it is new or has changed since,
    and where the request is answered already; ApplicationGone.
    """
    name = make_storage_name()
    try:
        with transaction.atomic():
            locked = lock_open_request(request)
            refuse_unreviewed(locked)
            made = render_full_copy(locked, now)
            locked.size = store_export(name, made, ensure_key(locked.application))
            locked.storage_name = name
            locked.expires_at = now + timedelta(days=settings.FULL_COPY_DAYS)
            note_answer(locked, CopyState.RELEASED, now)
            tell_applicant(locked, EventKind.FULL_COPY_RELEASED, actor, now)
    except (OperationalError, InterfaceError):
        raise  # it may be committed all the same: a file without a row is swept up
    except BaseException:
        delete_files([name])
        raise


@transaction.atomic
def refuse_copy(*, request: CopyRequest, reason: str, actor: "User", now: datetime) -> None:
    """Refuse wholly; the applicant is told why, and what they can do about it (Art. 12(4), (5) GDPR).

    Raises CopyReviewRefused if it is answered already, ValidationError and ApplicationGone.
    """
    locked = lock_open_request(request)
    locked.refusal_reason = reason
    note_answer(locked, CopyState.REFUSED, now)
    tell_applicant(locked, EventKind.FULL_COPY_REFUSED, actor, now)


@transaction.atomic
def extend_copy_time(*, request: CopyRequest, reason: str, actor: "User", now: datetime) -> None:
    """Take two months more, once, and only within the first (Art. 12(3) GDPR); the applicant is told why.

    Raises CopyReviewRefused where that is no longer possible, ValidationError and ApplicationGone.
    """
    locked = lock_open_request(request)
    if locked.is_extended:
        raise CopyReviewRefused(_("The time was extended already; the law allows it once."))
    if timezone.localdate(now) > locked.due_on:
        raise CopyReviewRefused(_("The month is over: it could be extended only within it."))
    locked.extension_reason = reason
    locked.due_on = add_months(locked.received_on, 1 + MONTHS_MORE)
    locked.full_clean(exclude=["by"])
    locked.save(update_fields=["extension_reason", "due_on"])
    tell_applicant(locked, EventKind.FULL_COPY_EXTENDED, actor, now)


def lock_open_request(request: CopyRequest) -> CopyRequest:
    """The request with its application, both locked; CopyReviewRefused if it is answered."""
    application = lock_application(request.application)
    found = CopyRequest.objects.waiting().select_for_update(of=("self",)).filter(pk=request.pk)
    locked = found.first()
    if locked is None:
        raise CopyReviewRefused(_("This request is answered already."))
    locked.application = application
    return locked


def refuse_unreviewed(locked: CopyRequest) -> None:
    open_ones = [one.entry.title for one in read_chosen(locked) if one.choice is None]
    if open_ones:
        sentence = ngettext(
            "Nothing is chosen yet for one entry, which may be new: %(titles)s.",
            "Nothing is chosen yet for %(count)d entries, which may be new: %(titles)s.",
            len(open_ones),
        )
        words = {"count": len(open_ones), "titles": ", ".join(sorted(set(open_ones)))}
        raise CopyReviewRefused(sentence % words)


def note_answer(locked: CopyRequest, state: CopyState, now: datetime) -> None:
    locked.state, locked.answered_at = state, now
    locked.full_clean(exclude=["by"])
    locked.save()


def tell_applicant(locked: CopyRequest, kind: EventKind, actor: "User", now: datetime) -> None:
    """The history keeps it; the applicant gets a mail, or a letter on paper where there is no address."""
    application = locked.application
    application.events.create(kind=kind, at=now, by=actor)
    if application.email:
        with override(application.language):
            letter = compose_copy_letter(locked, now)
        write_mail(application=application, letter=letter, actor=actor, now=now)
