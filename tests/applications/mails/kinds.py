"""One mail of each kind, due and its job deferred, each to an address of its own."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from applications.documents.upload_check import check_upload
from applications.enums import DocumentKind, EventKind, MailKind, ScanState, Source
from applications.models import AddressChange, Application
from applications.models.draft import MAILED_TO
from applications.services.addresses import ask_for_address, confirm_address
from applications.services.follow_up import add_document, withdraw_application
from applications.tasks import (
    ask_to_confirm,
    notify_harmful,
    notify_news,
    remind_and_expire_drafts,
    send_alerts,
    send_corrected_link,
    send_draft_link,
    send_entry_notice,
    send_links,
    send_receipt,
)
from tests.applications import files
from tests.applications.documents.virus_scan.verdicts import scanned
from tests.applications.factories import ApplicationFactory, DraftFactory
from tests.applications.job_alerts import AlertFactory
from tests.careers.factories import published

DAY, HOUR = timedelta(days=1), timedelta(hours=1)  # those of one hour are mailed together


def mail_jobs() -> QuerySet[ProcrastinateJob]:
    """The jobs that wait for a mail, without those that come along."""
    others = Q(task_name__startswith="careers.") | Q(task_name="applications.make_preview")
    return ProcrastinateJob.objects.exclude(others)


def create_confirmed(kind: MailKind, **fields: object) -> Application:
    day_ago = timezone.now() - DAY
    fields = {"submitted_at": day_ago, "receipt_sent_at": day_ago, **fields}
    return ApplicationFactory(email=f"{kind}@example.org", cv={"created_at": day_ago}, **fields)


def defer_receipt(**fields: object) -> None:
    application = create_confirmed(MailKind.RECEIPT, receipt_sent_at=None, **fields)
    send_receipt.defer(application_id=application.pk)


def defer_arrival(**fields: object) -> None:
    application = create_confirmed(MailKind.ARRIVAL, **fields)
    upload = check_upload(files.upload(files.picture("PNG"), "Zeugnis.png"))
    upload = upload.with_kind(DocumentKind.CERTIFICATE)
    add_document(application=application, upload=upload, now=timezone.now() - HOUR, replaced=None)


def defer_withdrawal(**fields: object) -> None:
    application = create_confirmed(MailKind.WITHDRAWAL, **fields)
    withdraw_application(application=application, reason="", now=timezone.now())


def defer_news(**fields: object) -> None:
    application = create_confirmed(MailKind.NEWS, **fields)
    application.letters.create(text="Hallo", at=timezone.now() - HOUR)
    notify_news.defer(application_id=application.pk)


def defer_harmful(**fields: object) -> None:
    application = create_confirmed(MailKind.HARMFUL, **fields)
    application.documents.update(**scanned(ScanState.INFECTED))
    kind, detail = EventKind.DOCUMENT_HARMFUL, DocumentKind.CV
    application.events.create(kind=kind, detail=detail, at=timezone.now() - HOUR)
    notify_harmful.defer(application_id=application.pk)


def defer_links(**fields: object) -> None:
    send_links.defer(application_id=create_confirmed(MailKind.LINKS, **fields).pk)


def defer_entry(**fields: object) -> None:
    application = create_confirmed(MailKind.ENTRY, source=Source.POST, **fields)
    application.events.create(kind=EventKind.ENTERED, detail=Source.POST, at=timezone.now() - HOUR)
    send_entry_notice.defer(application_id=application.pk)


def defer_address_corrected(**fields: object) -> None:
    application = create_confirmed(MailKind.ADDRESS_CORRECTED, **fields)
    application.events.create(kind=EventKind.ADDRESS_CORRECTED, at=timezone.now() - HOUR)
    send_corrected_link.defer(application_id=application.pk)


def defer_address_question(**fields: object) -> None:
    application = create_confirmed(MailKind.NEWS, **fields)
    email = f"{MailKind.ADDRESS_QUESTION}@example.org"
    ask_for_address(application=application, email=email, now=timezone.now())


def defer_address_changed(**fields: object) -> None:
    application = create_confirmed(MailKind.ADDRESS_CHANGED, **fields)
    change = AddressChange.objects.create(
        application=application, email="neu@example.org", asked_at=timezone.now()
    )
    confirm_address(change=change, now=timezone.now())


def defer_draft_link(**fields: object) -> None:
    draft = DraftFactory(data={MAILED_TO: f"{MailKind.DRAFT_LINK}@example.org"}, **fields)
    send_draft_link.defer(draft_id=draft.pk)


def defer_draft_reminder(**fields: object) -> None:
    now = timezone.now()
    DraftFactory(
        data={MAILED_TO: f"{MailKind.DRAFT_REMINDER}@example.org"},
        link_sent_at=now - 2 * DAY,
        expires_at=now + DAY,
        **fields,
    )
    remind_and_expire_drafts.defer(timestamp=0)


def defer_alert_question(*, language: str = "en", **_fields: object) -> None:
    alert = AlertFactory(
        unconfirmed=True,
        asked_at=None,
        email=f"{MailKind.ALERT_QUESTION}@example.org",
        language=language,
    )
    ask_to_confirm.defer(alert_id=alert.pk, asked_at=timezone.now().isoformat())


def defer_alert_digest(*, language: str = "en", **_fields: object) -> None:
    """Goes out by day only."""
    published(now=timezone.now() - 8 * DAY)
    AlertFactory(email=f"{MailKind.ALERT_DIGEST}@example.org", language=language)
    send_alerts.defer(timestamp=0)


DEFER: dict[MailKind, Callable[..., None]] = {
    MailKind.RECEIPT: defer_receipt,
    MailKind.ARRIVAL: defer_arrival,
    MailKind.WITHDRAWAL: defer_withdrawal,
    MailKind.NEWS: defer_news,
    MailKind.HARMFUL: defer_harmful,
    MailKind.LINKS: defer_links,
    MailKind.ENTRY: defer_entry,
    MailKind.ADDRESS_CORRECTED: defer_address_corrected,
    MailKind.ADDRESS_QUESTION: defer_address_question,
    MailKind.ADDRESS_CHANGED: defer_address_changed,
    MailKind.DRAFT_LINK: defer_draft_link,
    MailKind.DRAFT_REMINDER: defer_draft_reminder,
    MailKind.ALERT_QUESTION: defer_alert_question,
    MailKind.ALERT_DIGEST: defer_alert_digest,
}
