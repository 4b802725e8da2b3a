"""Requests for documents that chase themselves: one reminder when nothing came."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from applications.enums import FINAL_STAGES, OPEN_STAGES
from applications.models import DocumentRequest
from applications.services.locking import lock_application
from hiring.enums import DecisionState, Occasion
from hiring.mails.letters import compose_letter
from hiring.models import Decision, OutgoingMail, RequestMail
from hiring.services.bulk import REFUSALS
from hiring.services.own_letters import write_letter
from hiring.services.templates import find_first_template

logger = logging.getLogger(__name__)


def find_unanswered(now: datetime) -> QuerySet[DocumentRequest]:
    """Requests whose mail was sent REQUEST_REMINDER_DAYS ago and that nothing was done about.

    Not those of the release before the outbox, which nobody was told would be reminded of; not where the procedure
    has ended, or will end with a mail that waits. None at all where the setting is 0.
    """
    days = settings.REQUEST_REMINDER_DAYS
    if not days:
        return DocumentRequest.objects.none()
    mails = RequestMail.objects.filter(request=OuterRef("pk"))
    decided = Decision.objects.filter(
        application=OuterRef("application"),
        state=DecisionState.DECIDED,
        to_stage__in=FINAL_STAGES,
    )
    return DocumentRequest.objects.filter(
        ~Exists(mails.filter(is_reminder=True)),
        ~Exists(decided),
        Exists(mails),
        answered_at=None,
        told_at__lte=now - timedelta(days=days),
        application__stage__in=OPEN_STAGES,
        application__erasure_requested_at=None,
    ).exclude(application__email="")


def remind_of_requests(now: datetime) -> int:
    """Write a reminder for each request that is due, once; how many were written.

    What cannot be written, such as for want of a template in the applicant's language, keeps none of
    the others back; one line of the log names them all.
    """
    written, refused = 0, dict[int, str]()
    for request in find_unanswered(now).select_related("application").order_by("pk"):
        try:
            written += remind_of_request(request=request, now=now) is not None
        except REFUSALS as refusal:
            refused[request.pk] = str(refusal)
    if refused:
        logger.error("Requests that are not reminded of: %s", refused)
    return written


@transaction.atomic
def remind_of_request(*, request: DocumentRequest, now: datetime) -> OutgoingMail | None:
    """One reminder into the outbox; None if it is no longer due. Raises LetterRefused, OutboxRefused."""
    application = lock_application(request.application)
    if not find_unanswered(now).filter(pk=request.pk).exists():
        return None
    template = find_first_template(Occasion.REQUEST_REMINDER)
    letter = compose_letter(template=template, application=application, now=now)
    mail = write_letter(application=application, letter=letter, actor=None, now=now)
    RequestMail.objects.create(
        mail=mail, kind=request.kind, note=request.note, is_reminder=True, request=request
    )
    return mail
