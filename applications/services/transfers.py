"""An application goes to another posting, or a copy of it does: proposed, agreed to, done or ended."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from applications.enums import NEXT_TRANSFER_STATES, Stage, TransferKind, TransferState
from applications.models import Application, StageChange, Transfer
from applications.services.application_copies import copy_application
from applications.services.locking import RESTRICTED, lock_application
from careers.models import Edition, Posting

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class TransferRefused(Exception):
    """It cannot be transferred, or the proposal is past that; the text is a sentence for staff."""


class ProposalOver(Exception):
    """The applicant can no longer agree or decline; what there is to say stands in the proposal's state."""


@transaction.atomic
def prepare_transfer(
    *, application: Application, kind: TransferKind, target: Posting, actor: "User", now: datetime
) -> Transfer:
    """Note that an application is to go to another posting; its author knows when the mail is sent.

    Whether the author is asked or told follows settings.TRANSFER_ASKS at this moment. Raises
    TransferRefused for a posting that takes no applications or is its own, for an application that
    is decided on or locked, and if another transfer is on its way; ApplicationGone.
    """
    locked = lock_application(application)
    refuse_impossible(locked, target, now)
    locked.transfers.expire(now)
    if locked.transfers.live().exists():
        raise TransferRefused(
            _("Another transfer of this application is on its way. Take it back first.")
        )
    transfer = Transfer(
        application=locked,
        kind=kind,
        is_asked=settings.TRANSFER_ASKS,
        from_edition_id=locked.edition_id,
        to_posting=target,
        by=actor,
        at=now,
    )
    transfer.full_clean(exclude=["application", "from_edition", "to_edition", "copy", "by"])
    transfer.save()
    return transfer


def refuse_impossible(locked: Application, target: Posting, now: datetime) -> None:
    """Raises TransferRefused with the cause."""
    if locked.is_restricted:
        raise TransferRefused(RESTRICTED)
    if not locked.is_open:
        sentence = _(
            "The application is now “%(stage)s”; only one that is open can be transferred."
        )
        raise TransferRefused(sentence % {"stage": Stage(locked.stage).label})
    if target.pk == locked.posting_id:
        raise TransferRefused(_("The application is for this posting already."))
    if not target.is_open(now):
        raise TransferRefused(_("“%(posting)s” takes no applications now.") % {"posting": target})


@transaction.atomic
def announce_transfer(*, transfer: Transfer, now: datetime) -> Transfer:
    """The applicant has been written to: from now on the proposal can be answered, or it is done at once.

    What is no longer possible lapses; one that is not waiting any more stays as it is. Raises
    ApplicationGone.
    """
    application = lock_application(transfer.application)
    locked = lock_transfer(transfer)
    if locked.state != TransferState.WAITING:
        return locked
    if lapse_if_impossible(transfer=locked, now=now):
        return lock_transfer(transfer)
    if locked.is_asked:
        days = timedelta(days=settings.TRANSFER_DAYS)
        change_state(locked, TransferState.PROPOSED, expires_at=now + days)
    else:
        carry_out(application, locked, now)
    return locked


@transaction.atomic
def answer_transfer(*, application: Application, key: int, agrees: bool, now: datetime) -> Transfer:
    """The applicant's word on the proposal with this key. The same word a second time changes nothing.

    Raises ProposalOver if there is no proposal to answer any more. One whose posting takes no
    applications now lapses, and is returned like that. Raises ApplicationGone.
    """
    locked = lock_application(application)
    wanted = TransferState.DONE if agrees else TransferState.DECLINED
    proposal = (
        locked.transfers.select_for_update(of=("self",)).known_to_applicant().filter(pk=key).first()
    )
    if proposal is not None and proposal.state == wanted and proposal.is_asked:
        return proposal
    if proposal is None or not proposal.is_open_to_answer(now):
        raise ProposalOver
    if not agrees:
        change_state(proposal, TransferState.DECLINED, ended_at=now)
        return proposal
    if lapse_if_impossible(transfer=proposal, now=now):
        return lock_transfer(proposal)
    carry_out(locked, proposal, now)
    return proposal


@transaction.atomic
def lapse_if_impossible(*, transfer: Transfer, now: datetime) -> bool:
    """Whether a live transfer is no longer possible, for example to a closed posting; then it lapses."""
    application = lock_application(transfer.application)
    locked = lock_transfer(transfer)
    try:
        refuse_impossible(application, locked.to_posting, now)
    except TransferRefused:
        change_state(locked, TransferState.LAPSED, ended_at=now)
        return True
    return False


def carry_out(application: Application, transfer: Transfer, now: datetime) -> None:
    """Move the locked application, or make its copy, with the edition that is public at this moment."""
    edition = Edition.objects.get(current_for=transfer.to_posting_id)
    columns: dict[str, object] = {"to_edition": edition, "ended_at": now}
    if transfer.kind == TransferKind.COPY:
        columns["copy"] = copy_application(application, edition, actor=transfer.by, now=now)
    else:
        move_to_edition(application, edition, actor=transfer.by, now=now)
    change_state(transfer, TransferState.DONE, **columns)


def move_to_edition(
    application: Application, edition: Edition, *, actor: "User | None", now: datetime
) -> None:
    """The same row begins anew at the other posting; the transfer keeps from where."""
    before = Stage(application.stage)
    application.posting_id, application.edition = edition.posting_id, edition
    application.stage, application.moved_at = Stage.RECEIVED, now
    application.save(update_fields=["posting", "edition", "stage", "moved_at"])
    if before != Stage.RECEIVED:
        StageChange.objects.create(
            application=application,
            from_stage=before,
            to_stage=Stage.RECEIVED,
            at=now,
            by=actor,
        )


@transaction.atomic
def take_back_transfer(*, transfer: Transfer, now: datetime) -> None:
    """HR takes the proposal back; TransferRefused once it is answered or over, ApplicationGone."""
    lock_application(transfer.application)
    change_state(lock_transfer(transfer), TransferState.TAKEN_BACK, ended_at=now)


def end_live_transfer(application: Application, now: datetime) -> None:
    """What was on its way is overtaken by a decision or withdrawal; the caller has locked the application."""
    for transfer in application.transfers.live().select_for_update(of=("self",)):
        change_state(transfer, TransferState.LAPSED, ended_at=now)


def change_state(transfer: Transfer, to: TransferState, **columns: object) -> None:
    """The only way from one state of a transfer to another; TransferRefused if the table has none."""
    before = TransferState(transfer.state)
    if to not in NEXT_TRANSFER_STATES[before]:
        raise TransferRefused(_("This transfer is already “%(state)s”.") % {"state": before.label})
    transfer.state = to
    for name, value in columns.items():
        setattr(transfer, name, value)
    transfer.save(update_fields=["state", *columns])


def lock_transfer(transfer: Transfer) -> Transfer:
    """The transfer as it is now, locked; TransferRefused if it was erased with its application."""
    found = Transfer.objects.select_for_update(of=("self",))
    locked = found.select_related("to_posting", "by").filter(pk=transfer.pk).first()
    if locked is None:
        raise TransferRefused(_("This application has been erased."))
    return locked
