"""HR's word on documents that applicants sent because they were asked for them."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from applications.enums import DocumentKind
from applications.models import DocumentRequest
from applications.services.locking import lock_application
from applications.services.messages import MessageRefused, request_document
from hiring.enums import RecordChangeKind, Verdict
from hiring.models import AnswerVerdict, RecordChange

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def accept_answer(*, request: DocumentRequest, actor: "User", now: datetime) -> AnswerVerdict:
    """The document is what was needed. Raises MessageRefused if none has come, or it was judged before."""
    return give_verdict(request, Verdict.ACCEPTED, actor, now)


@transaction.atomic
def return_answer(
    *, request: DocumentRequest, reason: str, actor: "User", now: datetime
) -> DocumentRequest:
    """Ask for the same document once more; the reason stands on the applicant's page.

    Returns the new request. Raises MessageRefused as accept_answer does, and where documents are
    no longer asked for.
    """
    give_verdict(request, Verdict.AGAIN, actor, now)
    return request_document(
        application=request.application,
        kind=DocumentKind(request.kind),
        note=reason,
        actor=actor,
        now=now,
    )


def give_verdict(
    request: DocumentRequest, verdict: Verdict, actor: "User", now: datetime
) -> AnswerVerdict:
    lock_application(request.application)
    answered = DocumentRequest.objects.filter(pk=request.pk, answered_at__isnull=False)
    if not answered.exists():
        raise MessageRefused(_("The applicant has not sent this document yet."))
    if AnswerVerdict.objects.filter(request=request).exists():
        raise MessageRefused(_("Somebody has already looked at this document."))
    accepted = verdict == Verdict.ACCEPTED
    kind = RecordChangeKind.ANSWER_ACCEPTED if accepted else RecordChangeKind.ANSWER_RETURNED
    RecordChange.objects.create(
        application=request.application, kind=kind, detail=request.kind, by=actor, at=now
    )
    return AnswerVerdict.objects.create(request=request, verdict=verdict, by=actor, at=now)
