"""HR's word on documents that applicants sent because they were asked for them."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from applications.enums import DocumentKind
from applications.models import DocumentRequest
from applications.services.locking import lock_application
from hiring.enums import Occasion, RecordChangeKind, Verdict
from hiring.mails.letters import compose_letter
from hiring.models import AnswerVerdict, OutgoingMail, RecordChange
from hiring.services.document_requests import RequestRefused, Wanted, ask_for_document
from hiring.services.templates import find_first_template

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def accept_answer(*, request: DocumentRequest, actor: "User", now: datetime) -> AnswerVerdict:
    """The document is what was needed. Raises RequestRefused if none has come, or it was judged before."""
    return give_verdict(request, Verdict.ACCEPTED, actor, now)


@transaction.atomic
def return_answer(
    *, request: DocumentRequest, reason: str, actor: "User", now: datetime
) -> OutgoingMail:
    """Ask for the same document once more, by a mail of the outbox; the reason stands on the page then.

    Raises RequestRefused as accept_answer does; LetterRefused without a mail template, and as
    ask_for_document does where documents are no longer asked for.
    """
    give_verdict(request, Verdict.AGAIN, actor, now)
    template = find_first_template(Occasion.REQUEST)
    return ask_for_document(
        application=request.application,
        wanted=Wanted(DocumentKind(request.kind), reason, again=request),
        letter=compose_letter(template=template, application=request.application, now=now),
        actor=actor,
        now=now,
    )


def give_verdict(
    request: DocumentRequest, verdict: Verdict, actor: "User", now: datetime
) -> AnswerVerdict:
    lock_application(request.application)
    answered = DocumentRequest.objects.filter(pk=request.pk, answered_at__isnull=False)
    if not answered.exists():
        raise RequestRefused(_("The applicant has not sent this document yet."))
    if AnswerVerdict.objects.filter(request=request).exists():
        raise RequestRefused(_("Somebody has already looked at this document."))
    accepted = verdict == Verdict.ACCEPTED
    kind = RecordChangeKind.ANSWER_ACCEPTED if accepted else RecordChangeKind.ANSWER_RETURNED
    RecordChange.objects.create(
        application=request.application, kind=kind, detail=request.kind, by=actor, at=now
    )
    return AnswerVerdict.objects.create(request=request, verdict=verdict, by=actor, at=now)
