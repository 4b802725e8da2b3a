"""Asking applicants for documents: the mail waits in the outbox, and what it asks for with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from applications.enums import FINAL_STAGES, DocumentKind, Stage
from applications.models import Application, DocumentRequest
from applications.services.locking import lock_application
from applications.services.messages import put_request
from hiring.enums import DecisionState, Verdict
from hiring.mails.letters import Letter
from hiring.models import AnswerVerdict, OutgoingMail, RequestMail
from hiring.models.request_mail import BEING_ASKED
from hiring.services.own_letters import write_letter

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class RequestRefused(Exception):
    """Nothing can be asked for, or the answer is judged already; the text is a sentence for staff."""


@dataclass(frozen=True)
class Wanted:
    """What is asked for; `again` is the request whose answer was not what was needed."""

    kind: DocumentKind
    note: str = ""
    again: DocumentRequest | None = None


@transaction.atomic
def ask_for_document(
    *,
    application: Application,
    wanted: Wanted,
    letter: Letter,
    actor: "User | None",
    now: datetime,
) -> OutgoingMail:
    """Put the mail into the outbox; the applicant's page shows the request when it was sent.

    Raises RequestRefused once a decision has been taken or is on its way, and where the same is
    asked for already; OutboxRefused, ValidationError and ApplicationGone as write_letter does.
    """
    locked = lock_application(application)
    refuse_needless(locked, wanted)
    mail = write_letter(application=locked, letter=letter, actor=actor, now=now)
    RequestMail.objects.create(mail=mail, kind=wanted.kind, note=wanted.note, again=wanted.again)
    return mail


def refuse_needless(locked: Application, wanted: Wanted) -> None:
    if not locked.is_open:
        raise RequestRefused(_("A decision has been taken; documents are no longer needed."))
    if has_decision_on_its_way(locked):
        raise RequestRefused(_("A decision is on its way; documents are no longer needed."))
    same = {"kind": wanted.kind, "note": wanted.note}
    waiting = RequestMail.objects.filter(BEING_ASKED, mail__application=locked, **same)
    if waiting.exists() or locked.document_requests.filter(answered_at=None, **same).exists():
        raise RequestRefused(_("This document is asked for already."))


def has_decision_on_its_way(application: Application) -> bool:
    """Whether a mail waits that will end the procedure; a decision that is only noted does not count."""
    decided = application.decisions.filter(state=DecisionState.DECIDED)
    return decided.filter(to_stage__in=FINAL_STAGES).exists()


def is_overtaken(mail: OutgoingMail) -> bool:
    """Whether a mail that waits has lost its sense, so that it must not leave any more.

    Its author wants erasure, or has withdrawn since it was written (a mail that waits then ends at
    once, in hiring.services.withdrawals; this is for one that was being sent and waits again); of a
    request also: it was answered, or a decision has been taken or is on its way. The caller holds
    the application.
    """
    application = mail.application
    if application.is_restricted:
        return True
    ended = application.decided_at
    if application.stage == Stage.WITHDRAWN and ended is not None and mail.written_at <= ended:
        return True
    about = find_request_mail(mail)
    if about is None:
        return False
    answered = about.is_reminder and about.request and about.request.answered_at
    return bool(answered or not application.is_open or has_decision_on_its_way(application))


def settle_request(mail: OutgoingMail, now: datetime) -> None:
    """The applicant has been told: the request stands on the page, or has been reminded of."""
    about = find_request_mail(mail)
    if about is None:
        return
    if about.request is not None:
        DocumentRequest.objects.filter(pk=about.request.pk).update(reminded_at=now)
        return
    about.request = put_request(
        application=mail.application,
        kind=DocumentKind(about.kind),
        note=about.note,
        actor=mail.written_by,
        now=now,
    )
    about.save(update_fields=["request"])


def undo_request(mail: OutgoingMail) -> None:
    """The mail was taken back: an answer that it was to return can be judged again."""
    about = find_request_mail(mail)
    if about is not None and about.again_id is not None:
        AnswerVerdict.objects.filter(request=about.again_id, verdict=Verdict.AGAIN).delete()


def forget_reminder(mail: OutgoingMail) -> None:
    """The mail did not leave by itself: what it was to remind of may be reminded of later."""
    RequestMail.objects.filter(mail=mail, is_reminder=True).delete()


def find_request_mail(mail: OutgoingMail) -> RequestMail | None:
    return RequestMail.objects.select_related("request").filter(mail=mail).first()
