"""The end of an application: rows, files, queued jobs and drafts."""

import hashlib
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app

from applications.dates import add_months
from applications.documents.expiry import delete_drafts
from applications.documents.storage import delete_files
from applications.enums import DECIDED_BY_US, ErasureReason
from applications.models import Application, CopyRequest, Document, Draft, ErasureProof
from applications.models.draft import MAILED_TO, DraftQuerySet
from careers.text.email_addresses import to_readable_address

SHORTEST_MONTH = 28
KEEP_PROOFS = "backup.keep_proofs"
"""The job that puts new proofs beside the backups."""


@transaction.atomic
def erase_application(
    *, application: Application, reason: ErasureReason, now: datetime
) -> ErasureProof:
    """Delete an application with everything that tells of it (GDPR Art. 17).

    Rows go in one transaction, with the jobs that wait for it; files go when it is committed. What
    remains is a proof that names nobody, which is returned, and one for each application that was
    merged into this one. Job alerts are none of it: they are ended by their own link. Nor are
    drafts: what they say of an address proves nothing; erase_drafts() is for who reads its mail.
    """
    names = [
        *Document.objects.filter(application=application).file_names(),
        *CopyRequest.objects.filter(application=application).file_names(),
    ]
    delete_jobs(application.pk)
    references = [application.reference, *application.merged.values_list("reference", flat=True)]
    application.delete()
    transaction.on_commit(partial(delete_files, names))
    proofs = [prove_erasure(reference, reason, now) for reference in references]
    return proofs[0]


def erase_drafts(application: Application) -> None:
    """Delete what the same addresses began to write for the same postings, with its files.

    Only at the wish of somebody who was sent a link to one of these addresses: anybody may type a
    foreign one into a form, and must not delete its owner's drafts by that. Those of others end by
    themselves after settings.DRAFT_DAYS.
    """
    delete_drafts(drafts_of_applicant(application))


def prove_erasure(reference: str, reason: ErasureReason, now: datetime) -> ErasureProof:
    """Write the proof; where there are backups, one is kept beside them, too, for the loss of this database."""
    if settings.BACKUP_TARGET:
        app.configure_task(KEEP_PROOFS).defer()
    digest = hashlib.sha256(reference.encode()).hexdigest()
    return ErasureProof.objects.create(reference_sha256=digest, at=now, reason=reason)


def drafts_of_applicant(application: Application) -> DraftQuerySet:
    """What the same addresses began to write for the same postings, those it was moved from included."""
    merged = application.merged.values_list("email", flat=True)
    same = Q(pk__in=[])
    for email in filter(None, {application.email, *merged}):
        for address in (email, to_readable_address(email)):
            same |= Q(data__email__iexact=address) | Q(**{f"data__{MAILED_TO}__iexact": address})
    left = application.transfers.moves().values_list("from_edition__posting", flat=True)
    return Draft.objects.filter(same, posting_id__in=[application.posting_id, *left])


def delete_jobs(application_id: int) -> None:
    """Delete the jobs of an application; one that runs at this moment finds nothing to do."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE task_name ~ '^(applications|hiring)[.]' "
            "AND args->>'application_id' = %s AND status <> 'doing'",
            [str(application_id)],
        )


def erase_due_applications(now: datetime) -> int:
    """Erase every application whose time is over and that no legal hold keeps; returns how many.

    One transaction each, so that a failure undoes none of the others; what another process holds
    at this moment waits for the next run.
    """
    return sum(erase_if_due(pk, now) for pk in find_candidates(now))


def find_candidates(now: datetime) -> list[int]:
    """Those that may be due, more rather than fewer: the shortest months have 28 days."""
    latest = now - timedelta(days=SHORTEST_MONTH * settings.RETENTION_MONTHS)
    decided = Q(decided_at__lte=latest) | Q(erasure_requested_at__isnull=False)
    found = Application.objects.filter(decided, hold_reason="")
    return list(found.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def erase_if_due(pk: int, now: datetime) -> bool:
    locked = Application.objects.select_for_update(skip_locked=True)
    application = locked.filter(pk=pk, hold_reason="").first()
    if application is None or not is_due(application, now):
        return False
    requested = application.is_restricted
    reason = ErasureReason.REQUEST if requested else ErasureReason.RETENTION
    erase_application(application=application, reason=reason, now=now)
    return True


def is_due(application: Application, now: datetime) -> bool:
    """Whether the retention time is over, or its author wants it gone and no claim can follow.

    A legal hold is for the caller to ask about.
    """
    until = application.retained_until
    return until is not None and until <= timezone.localdate(now)


def count_due_applications(now: datetime) -> int:
    """How many are due by now, in one query; 0 but for the hours between midnight and the nightly run."""
    today = timezone.localdate(now)
    pool_is_over = Q(pool_until=None) | Q(pool_until__date__lte=today)
    over = Q(decided_at__date__lte=add_months(today, -settings.RETENTION_MONTHS)) & pool_is_over
    wished = Q(erasure_requested_at__isnull=False) & ~Q(stage__in=DECIDED_BY_US)
    return Application.objects.filter(over | wished, hold_reason="").count()
