"""What every visitor was told is compared with what is there: rows, files, receipts."""

import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

from django.db import DatabaseError, connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from applications.documents.chunks import sweep_chunks
from applications.documents.lost_files import find_without_file
from applications.documents.orphans import FOLDER, NAME, find_orphans, known_names, list_folder
from applications.documents.storage import delete_files
from applications.models import Application, Document, Upload
from faults.load import Load
from faults.mailbox import Mailbox
from faults.staff import Staff
from faults.visitor import Told
from faults.waiting import WaitedTooLong, wait_until

DRAINED_SECONDS = 300.0
RECEIPT = "applications.send_receipt"
LATER = timedelta(days=2)
"""When the sweep comes round that no longer spares what was written a moment ago."""
A_MOMENT = 3.0
"""Seconds in which a file of the worker gets its row."""


@dataclass
class Verdict:
    """The figures of a case; each of the lists holds sentences about one application."""

    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    orphaned: list[str] = field(default_factory=list)
    tried_again: int = 0
    slowest: float = 0.0
    recovered: float | None = None
    surprises: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.doubled or self.orphaned or self.surprises)


class Exceptions(NamedTuple):
    """Addresses that had no receipt, were erased, or whose file is shut.

    The mail server refused them; a case erased them on purpose; the virus scan failed.
    """

    refused: set[str]
    erased: set[str]
    withheld: set[str]


def wait_until_drained(mark: str) -> list[str]:
    """Until all receipts of a case have left; what is left after DRAINED_SECONDS, in sentences.

    Previews are not waited for: they come after all mails, and take longer than a case.
    """
    try:
        wait_until(lambda: not find_open_jobs(RECEIPT), DRAINED_SECONDS, "all receipts have left")
    except WaitedTooLong:
        return [f"{len(find_open_jobs(RECEIPT))} receipts of {mark} have not left"]
    return []


def find_open_jobs(task: str, states: Sequence[str] = ("todo", "doing")) -> set[int]:
    """The jobs of a task that nobody has ended."""
    try:
        found = ProcrastinateJob.objects.filter(status__in=states, task_name=task)
        return {*found.values_list("pk", flat=True)}
    except DatabaseError:
        connection.close()
        return {0}  # the database is on its way back


def judge(load: Load, staff: Staff, mailbox: Mailbox, exceptions: Exceptions) -> Verdict:
    """Compare what was told with what is there."""
    told = load.told
    return Verdict(
        acknowledged=len(load.acknowledged),
        lost=[*find_lost(load.acknowledged, staff, mailbox, exceptions)],
        doubled=[*find_doubled(told, mailbox)],
        orphaned=[*find_orphaned()],
        tried_again=sum(one.refusals.total() for one in told),
        slowest=max((one.slowest for one in told), default=0.0),
        surprises=[*load.surprises],
    )


def rows_by_email(told: Iterable[Told]) -> dict[str, list[Application]]:
    emails = [one.email for one in told]
    found: dict[str, list[Application]] = {email: [] for email in emails}
    rows = Application.objects.filter(email__in=emails).prefetch_related("documents")
    for row in rows:
        found[row.email].append(row)
    return found


def find_lost(
    acknowledged: Sequence[Told], staff: Staff, mailbox: Mailbox, exceptions: Exceptions
) -> Iterator[str]:
    """No row under the reference that was told, another file than was sent, or no receipt."""
    rows, mails = rows_by_email(acknowledged), mailbox.message_ids()
    for one in acknowledged:
        if one.email in exceptions.erased:
            continue
        row = next((row for row in rows[one.email] if row.reference == one.reference), None)
        if row is None:
            yield f"{one.email}: no row"
            continue
        fetch = digest_in_storage if one.email in exceptions.withheld else staff.fetch_digest
        fetched = [fetch(document.pk) for document in row.documents.all()]
        if fetched != [one.sha256]:
            yield f"{one.email}: {len(fetched)} files, and not the one that was sent"
        if one.email not in mails and one.email not in exceptions.refused:
            yield f"{one.email}: no receipt"


def digest_in_storage(document: int) -> str:
    """SHA-256 of the file of a document that is handed to nobody."""
    with Document.objects.get(pk=document).open_unreleased() as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def find_doubled(told: Iterable[Told], mailbox: Mailbox) -> Iterator[str]:
    """Two applications of one visitor, or two receipts that a mailbox cannot know as one."""
    mails = mailbox.message_ids()
    for email, rows in rows_by_email(told).items():
        if len(rows) > 1:
            yield f"{email}: {len(rows)} applications"
        if len(set(mails.get(email, []))) > 1:
            yield f"{email}: {len(mails[email])} receipts"


def sweep_two_days_later() -> list[int]:
    """What the sweeps of the night would delete; returns the documents without a file.

    The clock is only ours, and the worker goes on: a file that it is just writing is no orphan a moment later.
    """
    later = timezone.now() + LATER
    sweep_chunks(later)
    first, lost = find_orphans(later), find_lost_documents()
    time.sleep(A_MOMENT)
    again = find_orphans(later)
    delete_files(sorted({*first.files} & {*again.files}))
    return sorted({*lost} & {*find_lost_documents()})


def find_lost_documents() -> list[int]:
    """Keys of documents whose file is gone, or whose key is, at this moment."""
    return find_without_file(Document.objects.all())


def find_orphaned() -> Iterator[str]:
    """What is left after the sweeps: files without rows, rows without files."""
    yield from (f"document {key} has no file" for key in sweep_two_days_later())
    left = {*find_unnamed_files()}
    time.sleep(A_MOMENT)
    yield from sorted(left & {*find_unnamed_files()})


def find_unnamed_files() -> Iterator[str]:
    """Files of the storage that no row names."""
    for folder in filter(FOLDER.fullmatch, list_folder("")[0]):
        names = [f"{folder}/{name}" for name in list_folder(folder)[1] if NAME.fullmatch(name)]
        known = known_names(names)
        yield from (f"file {name} has no row" for name in names if name not in known)
    chunked = {one.folder for one in Upload.objects.all()}
    for name in list_folder("incoming")[0]:
        if f"incoming/{name}" not in chunked:
            yield f"chunks incoming/{name} have no row"


def seconds_until_recovery(load: Load, healed: float) -> float | None:
    """From the end of the fault to the first acknowledgement after it."""
    first = load.first_after(healed)
    return None if first is None else first - healed
