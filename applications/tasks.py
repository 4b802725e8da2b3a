"""Background work; procrastinate finds this module by its name."""

import logging
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task
from procrastinate.types import JSONValue

from applications.alerts.delivery import delete_unconfirmed_alerts, deliver_question, send_digests
from applications.documents.expiry import delete_expired, make_room_if_possible
from applications.documents.lost_files import note_lost_files
from applications.documents.orphans import delete_orphans
from applications.documents.plain_files import encrypt_plain_files
from applications.documents.previews import waiting
from applications.documents.previews.making import (
    MOST_TRIES,
    PREVIEW_JOB,
    TakesLong,
    make_document_preview,
)
from applications.documents.virus_scan.clamd import is_configured
from applications.documents.virus_scan.pending import SCAN_JOB, find_lost
from applications.documents.virus_scan.retries import UntilTheScannerIsBack
from applications.documents.virus_scan.scanning import scan_document as scan_one_document
from applications.enums import MailKind, ScanState
from applications.mails.addresses import (
    deliver_address_changed,
    deliver_address_question,
    deliver_corrected_link,
)
from applications.mails.claims import busy_until
from applications.mails.confirmations import deliver_arrival_mail, deliver_withdrawal_mail
from applications.mails.drafts import deliver_draft_link, send_draft_reminders
from applications.mails.entry_notice import deliver_entry_notice
from applications.mails.fresh_links import deliver_links
from applications.mails.harmful import deliver_harmful_mail
from applications.mails.news import deliver_news
from applications.mails.receipt import deliver_receipt
from applications.models import AddressChange, Document, Transfer
from applications.privacy.erasure import erase_due_applications
from applications.privacy.full_copies import expire_full_copies
from applications.rate_limit import delete_old_uses
from applications.word_index import index_missing

logger = logging.getLogger(__name__)

# After 1, 2, 3 … minutes; 60 tries reach over more than a day without a mail server.
UNTIL_THE_MAIL_SERVER_IS_BACK = RetryStrategy(max_attempts=60, wait=60, linear_wait=60)


def run_again_at(due: datetime | None, task: Task[..., None, Any], **arguments: Any) -> None:
    """Defer the same job for the moment at which its mail is due again; None if it is not."""
    if due is not None:
        task.configure(schedule_at=due).defer(**arguments)


@app.task(name="applications.send_receipt", retry=UNTIL_THE_MAIL_SERVER_IS_BACK)
def send_receipt(application_id: int) -> None:
    """Confirm an application by mail, now or as soon as its address may get one more."""
    due = deliver_receipt(application_id=application_id, now=timezone.now())
    run_again_at(due, send_receipt, application_id=application_id)


@app.task(name="applications.send_entry_notice", retry=UNTIL_THE_MAIL_SERVER_IS_BACK)
def send_entry_notice(application_id: int) -> None:
    """Inform somebody whose application was entered by hand."""
    due = deliver_entry_notice(application_id=application_id, now=timezone.now())
    run_again_at(due, send_entry_notice, application_id=application_id)


@app.task(name="applications.ask_to_confirm", retry=UNTIL_THE_MAIL_SERVER_IS_BACK)
def ask_to_confirm(alert_id: int, asked_at: str) -> None:
    """Ask an address whether it wants an alert, now or as soon as it may get one more mail."""
    moment = datetime.fromisoformat(asked_at)
    due = deliver_question(alert_id=alert_id, asked_at=moment, now=timezone.now())
    run_again_at(due, ask_to_confirm, alert_id=alert_id, asked_at=asked_at)


# Ten minutes apart; what still fails then is due again in the next hour.
SOME_TRIES = RetryStrategy(max_attempts=4, wait=600)


def run_again_when_free(task: Task[[int], None, Any], kind: MailKind, timestamp: int) -> None:
    """Have a round done again, once, for the mails that a dead worker had in hand."""
    due = busy_until(kind, now=timezone.now())
    again = task.configure(schedule_at=due, queueing_lock=f"{task.name} again")
    if due is not None:
        with suppress(AlreadyEnqueued):
            again.defer(timestamp=timestamp)


# Every hour, because the portal's clocks and those of cron (UTC) change their distance; some minutes
# later, because what became public at the full hour may be committed after it.
@app.periodic(cron="5 * * * *")
@app.task(
    name="applications.send_alerts", queueing_lock="applications.send_alerts", retry=SOME_TRIES
)
def send_alerts(timestamp: int) -> None:
    """Mail new positions to those who are due, and forget who never confirmed."""
    delete_unconfirmed_alerts(now=timezone.now())
    send_digests(now=timezone.now())
    run_again_when_free(send_alerts, MailKind.ALERT_DIGEST, timestamp)


@app.task(name="applications.send_draft_link", retry=UNTIL_THE_MAIL_SERVER_IS_BACK)
def send_draft_link(draft_id: int, network: str = "") -> None:
    """Mail the link to go on with a draft, now or later; `network` is a digest, empty in jobs of earlier releases."""
    due = deliver_draft_link(draft_id=draft_id, now=timezone.now(), network=network)
    run_again_at(due, send_draft_link, draft_id=draft_id, network=network)


@app.periodic(cron="7 * * * *")
@app.task(
    name="applications.look_after_drafts", queueing_lock="applications.look_after_drafts", retry=5
)
def remind_and_expire_drafts(timestamp: int) -> None:
    """Remind of drafts whose end is near, and end those of the past, unconfirmed addresses and old proposals."""
    delete_expired(timezone.now())
    AddressChange.objects.over(timezone.now()).delete()
    Transfer.objects.expire(timezone.now())
    send_draft_reminders(now=timezone.now())
    run_again_when_free(remind_and_expire_drafts, MailKind.DRAFT_REMINDER, timestamp)


@app.periodic(cron="*/10 * * * *")
@app.task(name="applications.make_room", queueing_lock="applications.make_room", retry=SOME_TRIES)
def keep_room_on_disk(timestamp: int) -> None:
    """Delete drafts and uploads while the disk is near its reserve: till then honest files get 503."""
    make_room_if_possible(timezone.now())


@app.task(name="applications.tell_news", retry=UNTIL_THE_MAIL_SERVER_IS_BACK)
def notify_news(application_id: int) -> None:
    """Tell an applicant that there is something to read or to send.

    Deferred by the release before the outbox, and again after a merge or where the mail was refused.
    """
    due = deliver_news(application_id=application_id, now=timezone.now())
    run_again_at(due, notify_news, application_id=application_id)


@app.task(name="applications.tell_arrived", retry=UNTIL_THE_MAIL_SERVER_IS_BACK)
def notify_documents_arrived(application_id: int) -> None:
    """Confirm added documents by mail, now or as soon as the address may get one more."""
    due = deliver_arrival_mail(application_id=application_id, now=timezone.now())
    run_again_at(due, notify_documents_arrived, application_id=application_id)


@app.task(name="applications.tell_withdrawn", retry=UNTIL_THE_MAIL_SERVER_IS_BACK)
def notify_withdrawn(application_id: int) -> None:
    """Confirm a withdrawal by mail, now or as soon as the address may get one more."""
    due = deliver_withdrawal_mail(application_id=application_id, now=timezone.now())
    run_again_at(due, notify_withdrawn, application_id=application_id)


@app.task(name="applications.tell_harmful", retry=UNTIL_THE_MAIL_SERVER_IS_BACK)
def notify_harmful(application_id: int) -> None:
    """Ask an applicant to send a document anew in which the virus scan found something."""
    due = deliver_harmful_mail(application_id=application_id, now=timezone.now())
    run_again_at(due, notify_harmful, application_id=application_id)


@app.task(name="applications.send_links", retry=UNTIL_THE_MAIL_SERVER_IS_BACK)
def send_links(application_id: int) -> None:
    """Mail fresh links to the address of this application, once an hour."""
    due = deliver_links(application_id=application_id, now=timezone.now())
    run_again_at(due, send_links, application_id=application_id)


@app.task(name="applications.send_corrected_link", retry=UNTIL_THE_MAIL_SERVER_IS_BACK)
def send_corrected_link(application_id: int) -> None:
    """Mail a fresh link to an address that HR corrected."""
    due = deliver_corrected_link(application_id=application_id, now=timezone.now())
    run_again_at(due, send_corrected_link, application_id=application_id)


@app.task(name="applications.ask_new_address", retry=UNTIL_THE_MAIL_SERVER_IS_BACK)
def ask_new_address(application_id: int) -> None:
    """Ask a new address whether it is right, now or as soon as it may get one more mail."""
    due = deliver_address_question(application_id=application_id, now=timezone.now())
    run_again_at(due, ask_new_address, application_id=application_id)


@app.task(name="applications.tell_earlier_address", retry=UNTIL_THE_MAIL_SERVER_IS_BACK)
def tell_earlier_address(application_id: int) -> None:
    """Tell an address that it counts no more."""
    due = deliver_address_changed(application_id=application_id, now=timezone.now())
    run_again_at(due, tell_earlier_address, application_id=application_id)


@app.periodic(cron="41 1 * * *")
@app.task(name="applications.erase_due", queueing_lock="applications.erase_due", retry=5)
def run_erasure(timestamp: int) -> None:
    """Erase the applications whose retention time is over."""
    erase_due_applications(timezone.now())


@app.periodic(cron="23 2 * * *")
@app.task(name="applications.reconcile_documents", queueing_lock="reconcile_documents", retry=5)
def run_reconciliation(timestamp: int) -> None:
    """Delete stored files that nothing names, note rows whose file is gone, have lost pages made again."""
    delete_orphans(timezone.now())
    defer_previews(waiting.find_waiting(note_lost_files(timezone.now()).previews))


@app.periodic(cron="37 * * * *")
@app.task(
    name="applications.expire_full_copies",
    queueing_lock="applications.expire_full_copies",
    retry=5,
)
def run_copy_expiry(timestamp: int) -> None:
    """Delete the files of full copies whose time is over, and what no limit counts any more."""
    delete_old_uses(timezone.now())
    logger.info("%d full copies deleted.", expire_full_copies(timezone.now()))


AFTER_MAILS = -10
"""The priority of what may take long and that nobody waits for at this moment."""


# What cannot be started three times in half an hour is not tried a fourth time.
@app.task(
    name=PREVIEW_JOB,
    priority=AFTER_MAILS,
    retry=RetryStrategy(max_attempts=MOST_TRIES, wait=600),
)
def make_preview(application_id: int, document_id: int, *, is_first: bool = True) -> None:
    """Make page images and text of a document; `application_id` is for the erasure of its jobs.

    What takes long comes again after all others, one at a time, so that mails do not wait for it.
    """
    try:
        make_document_preview(document_id=document_id, now=timezone.now(), is_first=is_first)
    except TakesLong:
        later = make_preview.configure(
            priority=AFTER_MAILS - waiting.LAST_TURN, lock="previews that take long"
        )
        later.defer(application_id=application_id, document_id=document_id, is_first=False)


def defer_previews(documents: Iterable[Document]) -> None:
    """Have previews made of documents of applications, when the transaction is committed."""
    for turn, orders in waiting.group_by_turn(documents).items():
        make_preview.configure(priority=AFTER_MAILS - turn).batch_defer(*orders)


PLAIN_FILES_AN_HOUR, PREVIEWS_AN_HOUR, SCANS_A_ROUND = 5000, 500, 500


@app.periodic(cron="29 * * * *")
@app.task(
    name="applications.catch_up_previews", queueing_lock="applications.catch_up_previews", retry=5
)
def catch_up_previews(timestamp: int) -> None:
    """Make up bit by bit for what an upgrade or a restored backup lacks: encryption, previews and word indexes."""
    encrypt_plain_files(at_most=PLAIN_FILES_AN_HOUR)
    defer_previews(waiting.add_missing_previews(at_most=PREVIEWS_AN_HOUR))
    index_missing(at_most=PREVIEWS_AN_HOUR)


# Before previews, which wait for it.
@app.task(name=SCAN_JOB, priority=AFTER_MAILS + 1, retry=UntilTheScannerIsBack())
def scan_document(application_id: int, document_id: int) -> None:
    """Have the virus scanner judge a document; `application_id` is for the erasure of its jobs."""
    scan_one_document(document_id=document_id, now=timezone.now(), follow=follow_verdict)


def follow_verdict(document: Document) -> None:
    """What a verdict leads to, in its own transaction."""
    if document.scan_state == ScanState.CLEAN:
        defer_previews([document])
    elif document.scan_state == ScanState.INFECTED and document.application_id is not None:
        notify_harmful.defer(application_id=document.application_id)


def defer_scans(documents: Iterable[Document]) -> None:
    """Have documents of applications scanned, when the transaction is committed."""
    orders: list[dict[str, JSONValue]] = [
        {"application_id": one.application_id, "document_id": one.pk} for one in documents
    ]
    if orders:
        scan_document.batch_defer(*orders)


@app.periodic(cron="*/10 * * * *")
@app.task(name="applications.catch_up_scans", queueing_lock="applications.catch_up_scans", retry=5)
def catch_up_scans(timestamp: int) -> None:
    """Have pending documents scanned whose job was lost, as after a restored backup."""
    if is_configured():
        defer_scans(find_lost(at_most=SCANS_A_ROUND))
