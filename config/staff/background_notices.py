"""What the admin's start page says when background work does not get done, or documents cannot be stored."""

from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser, User
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.documents.key_rotation import is_master_key_missing
from applications.documents.scanner_faults import ScannerFault, find_scanner_faults
from applications.documents.storage_faults import StorageFault, find_storage_faults
from applications.models.application import SEE_EVERY_APPLICATION
from careers.background_jobs.faults import Fault, count_stalled_jobs, find_faults
from config.backup.schedule import is_backup_overdue

SEE_JOBS = "procrastinate.view_procrastinatejob"


class Notice(NamedTuple):
    """A sentence, and a link for who may open it."""

    words: str
    url: str = ""
    link: str = ""


def background_notices(user: User | AnonymousUser, now: datetime) -> list[Notice]:
    """What is wrong at this moment, for those who look after all applications or the jobs."""
    if not (user.has_perm(SEE_EVERY_APPLICATION) or user.has_perm(SEE_JOBS)):
        return []
    sentences = {
        Fault.WORKER: _("The worker does not answer: emails and other background work wait."),
        Fault.QUEUE: _("Background work has been waiting for more than ten minutes."),
    }
    notices = [link_jobs(user, sentences[fault], "todo") for fault in find_faults(now)]
    notices += [*storage_notices(), *scanner_notices(now)]
    if is_backup_overdue(now):
        notices.append(
            Notice(_("The last good backup is too old. The log of the worker says why."))
        )
    if number := count_stalled_jobs(now):
        words = ngettext(
            "%(count)s background job was broken off and is tried again soon.",
            "%(count)s background jobs were broken off and are tried again soon.",
            number,
        )
        notices.append(link_jobs(user, words % {"count": number}, "doing"))
    return notices


def storage_notices() -> list[Notice]:
    sentences = {
        StorageFault.DOCUMENTS: _(
            "Documents cannot be stored: their folder or object storage cannot be written."
        ),
        StorageFault.DISK: _(
            "Documents cannot be stored: there is no room left. Make room, then they are taken again."
        ),
    }
    notices = [Notice(sentences[fault]) for fault in find_storage_faults()]
    if is_master_key_missing():
        words = _(
            "Some documents cannot be opened: DOCUMENT_KEYS lacks a key. “manage.py rotate_keys --list” says which."
        )
        notices.append(Notice(words))
    return notices


def scanner_notices(now: datetime) -> list[Notice]:
    sentences = {
        ScannerFault.SCANNER: _(
            "The virus scanner does not answer: new documents wait, and cannot be opened until it is back."
        ),
        ScannerFault.SIGNATURES: _(
            "The virus scanner has no recent signatures: it may miss what is new."
        ),
    }
    return [Notice(sentences[fault]) for fault in find_scanner_faults(now)]


def link_jobs(user: User | AnonymousUser, words: str, status: str) -> Notice:
    if not user.has_perm(SEE_JOBS):
        return Notice(words)
    path = reverse("admin:procrastinate_procrastinatejob_changelist")
    return Notice(words, f"{path}?status__exact={status}", _("Show the jobs"))
