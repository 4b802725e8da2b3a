"""What can wait for the staff: its words, where it is listed, how urgent it is, and its place on the start page."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from hiring.enums import OutgoingState
from hiring.waiting.copy_deadlines import CALM, SOON, URGENT
from hiring.waiting.kinds import WaitingKind

INBOX = "admin:applications_application_changelist"
OUTBOX = "admin:hiring_outgoingmail_changelist"
POSTINGS = "admin:careers_posting_changelist"
PENDING = "admin:hiring_decision_changelist"
UNDECIDED = "admin:hiring_decision_undecided"
REFUSED = "admin:applications_maildelivery_changelist"
COPIES = "admin:applications_copyrequest_changelist"


@dataclass(frozen=True)
class Item:
    """One thing that can wait: its words after the number, where it is listed, how urgent it is."""

    words: Promise
    view: str
    query: dict[str, str]
    tone: str = CALM


def in_inbox(kind: WaitingKind) -> dict[str, str]:
    return {"waiting": kind.value}


ITEMS: dict[str, Item] = {
    "late": Item(
        ngettext_lazy("answer overdue", "answers overdue", "number"),
        INBOX,
        in_inbox(WaitingKind.ANSWER_LATE),
        URGENT,
    ),
    "soon": Item(
        ngettext_lazy(
            "answer due within the next three days",
            "answers due within the next three days",
            "number",
        ),
        INBOX,
        in_inbox(WaitingKind.ANSWER_SOON),
        SOON,
    ),
    "unread": Item(
        ngettext_lazy("application you have not read", "applications you have not read", "number"),
        INBOX,
        in_inbox(WaitingKind.UNREAD),
    ),
    "documents": Item(
        ngettext_lazy(
            "application with a requested document that has arrived",
            "applications with requested documents that have arrived",
            "number",
        ),
        INBOX,
        in_inbox(WaitingKind.DOCUMENTS),
    ),
    "outstanding": Item(
        ngettext_lazy(
            "application with a requested document still outstanding",
            "applications with requested documents still outstanding",
            "number",
        ),
        INBOX,
        in_inbox(WaitingKind.OUTSTANDING),
    ),
    "missing": Item(
        ngettext_lazy(
            "application with a document whose file is missing",
            "applications with documents whose files are missing",
            "number",
        ),
        INBOX,
        in_inbox(WaitingKind.MISSING),
        URGENT,
    ),
    "harmful": Item(
        ngettext_lazy(
            "application with a document in which the virus scanner found something",
            "applications with documents in which the virus scanner found something",
            "number",
        ),
        INBOX,
        in_inbox(WaitingKind.HARMFUL),
        URGENT,
    ),
    "unchecked": Item(
        ngettext_lazy(
            "application with a document that the virus scanner could not check",
            "applications with documents that the virus scanner could not check",
            "number",
        ),
        INBOX,
        in_inbox(WaitingKind.UNCHECKED),
        SOON,
    ),
    "undecided": Item(
        ngettext_lazy(
            "application that nobody has decided on in time",
            "applications that nobody has decided on in time",
            "number",
        ),
        UNDECIDED,
        {},
        URGENT,
    ),
    "undecided_soon": Item(
        ngettext_lazy(
            "application to be decided on within 30 days",
            "applications to be decided on within 30 days",
            "number",
        ),
        UNDECIDED,
        {},
        SOON,
    ),
    "copies": Item(
        ngettext_lazy(
            "request for a full copy (Art. 15 GDPR)",
            "requests for full copies (Art. 15 GDPR)",
            "number",
        ),
        COPIES,
        {},
    ),
    "erased_soon": Item(
        ngettext_lazy(
            "application to be erased within 14 days",
            "applications to be erased within 14 days",
            "number",
        ),
        INBOX,
        {"keeping": "soon"},
    ),
    "held": Item(
        ngettext_lazy(
            "application kept for legal reasons", "applications kept for legal reasons", "number"
        ),
        INBOX,
        {"keeping": "held"},
    ),
    "pending": Item(
        ngettext_lazy("decision noted, not applied", "decisions noted, not applied", "number"),
        PENDING,
        {},
    ),
    "refused": Item(
        ngettext_lazy("email that was refused", "emails that were refused", "number"),
        OUTBOX,
        {"state": OutgoingState.REFUSED.value},
        URGENT,
    ),
    "automatic": Item(
        ngettext_lazy(
            "automatic email that was refused, such as a receipt",
            "automatic emails that were refused, such as receipts",
            "number",
        ),
        REFUSED,
        {},
        URGENT,
    ),
    "doubtful": Item(
        ngettext_lazy(
            "email of which nobody knows whether it arrived",
            "emails of which nobody knows whether they arrived",
            "number",
        ),
        OUTBOX,
        {"state": OutgoingState.DOUBTFUL.value},
        URGENT,
    ),
    "waiting": Item(
        ngettext_lazy("email waiting in the outbox", "emails waiting in the outbox", "number"),
        OUTBOX,
        {"state": OutgoingState.WAITING.value},
    ),
    "ending": Item(
        ngettext_lazy("posting ending within a week", "postings ending within a week", "number"),
        POSTINGS,
        {"upkeep": "ending"},
        SOON,
    ),
    "stale": Item(
        ngettext_lazy(
            "draft nobody has touched for two weeks",
            "drafts nobody has touched for two weeks",
            "number",
        ),
        POSTINGS,
        {"upkeep": "stale"},
    ),
}
GROUPS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (
        _("Applications"),
        (
            *("late", "soon", "undecided", "undecided_soon", "copies"),
            *("missing", "harmful", "unchecked", "unread", "documents", "outstanding"),
        ),
    ),
    (_("Decisions and emails"), ("refused", "automatic", "doubtful", "pending", "waiting")),
    (_("Keeping"), ("erased_soon", "held")),
    (_("Postings"), ("ending", "stale")),
)
