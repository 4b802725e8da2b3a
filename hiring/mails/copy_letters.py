"""The letters about the full copy (Art. 15 GDPR), in the applicant's language: released, refused, takes longer."""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from applications.enums import CopyState
from applications.models import CopyRequest
from hiring.enums import Occasion
from hiring.mails.departure import departure_time
from hiring.mails.letters import Letter
from hiring.mails.placeholders import LINK_MARK

SUBJECTS: dict[CopyState, Promise] = {
    CopyState.OPEN: _("Your full copy takes longer: application %(reference)s"),
    CopyState.RELEASED: _("Your full copy is ready: application %(reference)s"),
    CopyState.REFUSED: _("Your request for a full copy: application %(reference)s"),
}
TEMPLATES = {
    CopyState.OPEN: "hiring/email/full_copy_open.txt",
    CopyState.RELEASED: "hiring/email/full_copy_released.txt",
    CopyState.REFUSED: "hiring/email/full_copy_refused.txt",
}


def compose_copy_letter(request: CopyRequest, now: datetime) -> Letter:
    """What is told of the request as it is now; of an open one that it takes longer, and why."""
    application = request.application
    with override(application.language):
        body = render_to_string(
            TEMPLATES[CopyState(request.state)],
            {"request": request, "application": application, "link": LINK_MARK},
        )
        subject = SUBJECTS[CopyState(request.state)] % {"reference": application.reference}
    return Letter(
        occasion=Occasion.ACCESS,
        language=application.language,
        subject=subject,
        body=body.strip(),
        send_after=departure_time(now, is_read=True),
    )
