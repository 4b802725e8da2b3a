"""Applications that came by post, mail or an agency: HR enters them by hand."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.enums import EventKind, Source
from applications.models import Application, Draft
from applications.services.documents import start_checks
from applications.services.drafts import DraftGone, lock_draft
from applications.services.submission import (
    ApplicantData,
    find_sent_application,
    hand_over_documents,
)
from applications.tasks import send_entry_notice
from applications.word_index import index_application

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NOON = time(12)


class EntryRefused(Exception):
    """It cannot be entered like that; the text is a sentence for staff."""


@dataclass(frozen=True)
class Entry:
    """What HR knows of an application that came in another way."""

    applicant: ApplicantData
    source: Source
    received_on: date
    told_on_paper: bool = False
    """Whether the applicant was given the information of Art. 14 GDPR on paper."""


def enter_application(*, draft: Draft, entry: Entry, actor: "User", now: datetime) -> Application:
    """Make a draft with the scanned documents an application to its posting's current edition.

    A mail informs the applicant, once. Sent twice, also at the same time, it is one application, and
    the first is returned. Raises EntryRefused for an applicant who could not be informed (no address
    and nothing given on paper), DraftGone, and ValidationError; all leave everything as it is.
    """
    if not entry.applicant.email and not entry.told_on_paper:
        raise EntryRefused(_("Without an email address the information has to be given on paper."))
    try:
        return create_entered(draft, entry, actor, now)
    except (DraftGone, IntegrityError):
        first = find_sent_application(draft)
        if first is None:
            raise
        return first


@transaction.atomic
def create_entered(draft: Draft, entry: Entry, actor: "User", now: datetime) -> Application:
    locked = lock_draft(draft)
    application = Application(
        edition=draft.edition,
        posting=draft.edition.posting,
        token=locked.token,
        source=entry.source,
        submitted_at=moment_of_receipt(entry.received_on, now),
        notice_version=settings.PRIVACY_NOTICE_VERSION,
        **asdict(entry.applicant),
    )
    application.full_clean(validate_unique=False, validate_constraints=False)
    application.save()
    documents = hand_over_documents(locked, application)
    index_application(application)
    locked.delete()
    application.events.create(kind=EventKind.ENTERED, detail=entry.source, at=now, by=actor)
    if entry.told_on_paper:
        application.events.create(kind=EventKind.TOLD_ON_PAPER, at=now, by=actor)
    if application.email:
        send_entry_notice.defer(application_id=application.pk)
    start_checks(documents)
    return application


def moment_of_receipt(day: date, now: datetime) -> datetime:
    """Noon of a day of the past; nothing is received later than it is entered."""
    noon = timezone.make_aware(datetime.combine(day, NOON))
    return min(noon, now)
