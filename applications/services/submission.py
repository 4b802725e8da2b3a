"""How an application comes in: files first, rows second, receipt last."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from applications.documents.gate import CheckedUpload
from applications.documents.storage import stored
from applications.models import Application, Document
from applications.tasks import send_receipt
from careers.models import Edition


class PostingClosed(Exception):
    """The posting takes no applications at this moment."""


@dataclass(frozen=True)
class ApplicantData:
    """What applicants tell about themselves; language is that of the form they used."""

    name: str
    email: str
    language: str
    phone: str = ""
    message: str = ""


def submit_application(
    *,
    edition: Edition,
    applicant: ApplicantData,
    uploads: Sequence[CheckedUpload],
    token: UUID,
    now: datetime,
) -> Application:
    """Take in an application to the posting of `edition`, the one that the applicant read.

    The files are durable before the rows name them; rows and the job that sends the receipt are
    committed together, and the files are taken back if that fails. A second submission of the
    same form (same token), even at the same time, changes nothing and returns the first.
    Raises PostingClosed, with nothing stored, if the posting takes no applications at `now`.
    """
    first = Application.objects.filter(token=token).first()
    if first is not None:
        return first
    if not edition.posting.is_open(now):
        raise PostingClosed
    application = Application(
        edition=edition,
        posting=edition.posting,
        token=token,
        submitted_at=now,
        notice_version=settings.PRIVACY_NOTICE_VERSION,
        **asdict(applicant),
    )
    try:
        with stored(upload.content for upload in uploads) as names:
            create_rows(application, list(zip(uploads, names, strict=True)))
    except IntegrityError:
        return Application.objects.get(token=token)
    return application


@transaction.atomic
def create_rows(application: Application, files: list[tuple[CheckedUpload, str]]) -> None:
    application.full_clean(validate_unique=False, validate_constraints=False)
    application.save()
    Document.objects.bulk_create(
        Document(
            application=application,
            kind=upload.kind,
            position=position,
            name=upload.name,
            media_type=upload.media_type,
            size=upload.size,
            sha256=upload.sha256,
            storage_name=name,
            created_at=application.submitted_at,
        )
        for position, (upload, name) in enumerate(files)
    )
    send_receipt.defer(application_id=application.pk)
