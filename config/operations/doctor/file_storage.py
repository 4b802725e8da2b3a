"""Where files go: documents, their keys, the virus scanner, temporary files, backups."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from applications.documents.key_rotation import count_by_master_key
from applications.documents.scanner_faults import ScannerFault, find_scanner_faults
from applications.documents.storage_faults import StorageFault, find_storage_faults
from config.backup.models import BackupRun
from config.backup.schedule import is_backup_overdue
from config.operations.doctor.finding import Finding, error, hint, ok, warning

GIBIBYTE = 2**30
LEAST_TEMPORARY = 256 * 2**20
"""Bytes: a form of the largest size and what its check writes."""


def examine_documents() -> Iterator[Finding]:
    place = settings.DOCUMENTS_ROOT
    faults = find_storage_faults()
    if StorageFault.DOCUMENTS in faults:
        yield error(
            f"Nothing can be written to {place}, or it is not the folder of this portal's documents.",
            "Mount the right one; it must belong to the user of this process (10001 in the image).",
        )
        return
    free = shutil.disk_usage(place).free
    if StorageFault.DISK in faults:
        yield error(
            f"{free / GIBIBYTE:.1f} GiB are free at {place}, less than DISK_RESERVE_MIB: no files are taken.",
            'Make room: docs/runbooks.md, "A disk is full".',
        )
    elif free < 2 * settings.DISK_RESERVE:
        yield warning(
            f"Only {free / GIBIBYTE:.1f} GiB are free at {place}.", "Make the volume larger."
        )
    else:
        yield ok(f"Documents can be written to {place}; {free / GIBIBYTE:.1f} GiB are free.")
    if shutil.disk_usage(tempfile.gettempdir()).free < LEAST_TEMPORARY:
        yield warning(
            f"Less than 256 MiB are free in {tempfile.gettempdir()}.",
            "Make it larger; uploads pass through it.",
        )


def examine_keys() -> Iterator[Finding]:
    """Names of keys are digests: those of two hosts can be compared, and open nothing."""
    counted = count_by_master_key()
    missing = [name for name in counted if name not in settings.DOCUMENT_KEYS]
    for place, name in enumerate(settings.DOCUMENT_KEYS, start=1):
        yield ok(
            f"Master key {place} is {name}, and has {counted.get(name, 0)} data keys under it."
        )
    for name in missing:
        yield error(
            f"The master key {name} is missing: {counted[name]} data keys cannot be opened.",
            'Add it to DOCUMENT_KEYS, behind the others: docs/runbooks.md, "A master key is lost".',
        )


def examine_scanner() -> Iterator[Finding]:
    if not settings.CLAMD_ADDRESS:
        yield warning(
            "Documents are handed out unchecked.",
            "Run clamd and set CLAMD_ADDRESS, as compose.yaml does.",
        )
        return
    faults = find_scanner_faults(timezone.now())
    if ScannerFault.SCANNER in faults:
        yield error(
            f"The virus scanner does not answer at {settings.CLAMD_ADDRESS}; documents wait.",
            "Start it, or correct CLAMD_ADDRESS.",
        )
    elif faults:
        yield error(
            f"The scanner's signatures are older than {settings.CLAMD_SIGNATURE_DAYS} days.",
            "Let freshclam out to ClamAV's servers or a mirror.",
        )
    else:
        yield ok("The virus scanner answers, and its signatures are fresh.")


def examine_backup() -> Iterator[Finding]:
    last, now = BackupRun.last_good(), timezone.now()
    if not settings.BACKUP_TARGET:
        yield hint(
            f"The worker makes no backups; {tell_age(last, now)}.",
            "Set BACKUP_TARGET, unless something else does.",
        )
    elif is_backup_overdue(now):
        yield error(
            f"Backups are overdue; {tell_age(last, now)}.",
            "See the log of worker: docs/runbooks.md.",
        )
    else:
        yield ok(f"Backups are made; {tell_age(last, now)}.")


def tell_age(last: datetime | None, now: datetime) -> str:
    if last is None:
        return "none is known"
    return f"the last good one is {(now - last).total_seconds() / 3600:.0f} h old"
