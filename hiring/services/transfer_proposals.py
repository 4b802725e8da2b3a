"""The mail by which HR proposes a transfer to another posting, and what follows from how it ends."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from applications.enums import TransferKind, TransferState
from applications.models import Application, Transfer
from applications.services.locking import lock_application
from applications.services.transfers import (
    TransferRefused,
    announce_transfer,
    lapse_if_impossible,
    prepare_transfer,
    take_back_transfer,
)
from careers.models import Posting
from hiring.enums import ENDED_OUTGOING
from hiring.mails.letters import compose_letter
from hiring.models import MailTemplate, OutgoingMail
from hiring.services.outbox import OutboxRefused, cancel_mail, write_mail

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class TransferWish:
    """To which posting, as the same application or as a copy, and the letter that says so."""

    target: Posting
    kind: TransferKind
    template: MailTemplate


@transaction.atomic
def propose_transfer(
    *, application: Application, wish: TransferWish, actor: "User", now: datetime
) -> OutgoingMail:
    """Note the transfer and put its mail into the outbox, where it can be edited until it leaves.

    Raises TransferRefused as prepare_transfer does and where a decision is on its way, LetterRefused,
    OutboxRefused without an address, and ApplicationGone; nothing is changed then.
    """
    lock_application(application)
    if application.decisions.live().exists():
        raise TransferRefused(
            _("A decision on this application is on its way. Take it back first, or wait for it.")
        )
    transfer = prepare_transfer(
        application=application, kind=wish.kind, target=wish.target, actor=actor, now=now
    )
    letter = compose_letter(template=wish.template, application=application, now=now)
    mail = write_mail(application=application, letter=letter, actor=actor, now=now)
    mail.transfer = transfer
    mail.save(update_fields=["transfer"])
    return mail


@transaction.atomic
def take_back_proposal(*, transfer: Transfer, now: datetime) -> None:
    """The applicant can no longer agree, and no mail leaves that has not left.

    Raises TransferRefused once it is answered or while its mail is being sent, ApplicationGone.
    """
    lock_application(transfer.application)
    mail = OutgoingMail.objects.filter(transfer=transfer).first()
    if mail is not None and mail.state not in ENDED_OUTGOING:
        try:
            cancel_mail(mail=mail, now=now)
        except OutboxRefused as refusal:
            raise TransferRefused(str(refusal)) from refusal
    take_back_transfer(transfer=transfer, now=now)


def find_transfer_of(mail: OutgoingMail) -> Transfer | None:
    """What the mail proposes, as long as the applicant has not been told."""
    waiting = Transfer.objects.filter(state=TransferState.WAITING, mail=mail)
    return waiting.select_related("application").first()


def has_lapsed(mail: OutgoingMail, now: datetime) -> bool:
    """Whether the mail proposes what is over, or no longer possible; the caller holds the application."""
    if mail.transfer_id is None:
        return False
    transfer = find_transfer_of(mail)
    return transfer is None or lapse_if_impossible(transfer=transfer, now=now)


def announce_proposal(mail: OutgoingMail, now: datetime) -> None:
    """The applicant has been told of what the mail proposes."""
    transfer = find_transfer_of(mail)
    if transfer is not None:
        announce_transfer(transfer=transfer, now=now)


def take_back_what_was_proposed(mail: OutgoingMail, now: datetime) -> None:
    """The mail was taken back before it left."""
    transfer = find_transfer_of(mail)
    if transfer is not None:
        take_back_transfer(transfer=transfer, now=now)
