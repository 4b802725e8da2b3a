"""The closed vocabularies of hiring, and which state of a decision or of a mail may follow which."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.enums import Stage


class Occasion(TextChoices):
    """What a mail template is for."""

    RECEIVED = "received", _("Application received")
    IN_REVIEW = "in_review", _("Being read")
    INVITATION = "invitation", _("Invitation to an interview")
    OFFER = "offer", _("Offer")
    HIRED = "hired", _("Hired")
    REJECTION = "rejection", _("Rejection")
    POSTING_FILLED = "posting_filled", _("Position filled")
    NOT_DECIDED = "not_decided", _("Ended without a decision")
    REQUEST = "request", _("Request for a document")
    REQUEST_REMINDER = "request_reminder", _("Reminder of a document")
    ACCESS = "access", _("Answer about the full copy (Art. 15 GDPR)")
    TRANSFER = "transfer", _("Transfer to another posting")
    FREE = "free", _("Any other occasion")


OWED_BY_LAW = (Occasion.ACCESS,)
"""Leaves also where the application is withdrawn, or locked at its author's wish; no template is made for it."""

STAGE_OCCASIONS: dict[Stage, Occasion] = {
    Stage.IN_REVIEW: Occasion.IN_REVIEW,
    Stage.INTERVIEW: Occasion.INVITATION,
    Stage.OFFER: Occasion.OFFER,
    Stage.HIRED: Occasion.HIRED,
    Stage.REJECTED: Occasion.REJECTION,
    Stage.ENDED: Occasion.NOT_DECIDED,
}


BY_PROCEDURE = (Stage.ENDED,)
"""Nobody chooses them by hand: an application gets there by hiring.services.ending alone."""


class DecisionState(TextChoices):
    """How far a decision has got; the applicant's page and the retention time follow the last one."""

    PENDING = "pending", pgettext_lazy("decision", "pending")
    DECIDED = "decided", pgettext_lazy("decision", "decided, email waiting")
    ANNOUNCED = "announced", pgettext_lazy("decision", "announced")
    TAKEN_BACK = "taken_back", pgettext_lazy("decision", "taken back")

    @property
    def is_live(self) -> bool:
        """Whether something is still to come of it; an application has one such decision at most."""
        return self in LIVE_STATES


LIVE_STATES = (DecisionState.PENDING, DecisionState.DECIDED)

# The one table of the states of a decision.
NEXT_DECISION_STATES: dict[DecisionState, tuple[DecisionState, ...]] = {
    DecisionState.PENDING: (
        DecisionState.DECIDED,
        DecisionState.ANNOUNCED,
        DecisionState.TAKEN_BACK,
    ),
    DecisionState.DECIDED: (DecisionState.ANNOUNCED, DecisionState.TAKEN_BACK),
    DecisionState.ANNOUNCED: (),
    DecisionState.TAKEN_BACK: (),
}


class Announcement(TextChoices):
    """How the applicant came to know of a decision."""

    MAIL = "mail", _("by email")
    WITHOUT_MAIL = "without_mail", _("without an email")
    OTHER_WAY = "other_way", _("in another way, after the email failed")


class OutgoingState(TextChoices):
    """Where a mail of the outbox is."""

    WAITING = "waiting", pgettext_lazy("mail", "waiting")
    SENDING = "sending", pgettext_lazy("mail", "being sent")
    SENT = "sent", pgettext_lazy("mail", "sent")
    REFUSED = "refused", pgettext_lazy("mail", "refused")
    DOUBTFUL = "doubtful", pgettext_lazy("mail", "doubtful")
    CANCELLED = "cancelled", pgettext_lazy("mail", "cancelled")


ENDED_OUTGOING = (OutgoingState.SENT, OutgoingState.CANCELLED)

# A mail that may have been taken is not sent again by itself: somebody of HR decides.
NEXT_OUTGOING_STATES: dict[OutgoingState, tuple[OutgoingState, ...]] = {
    OutgoingState.WAITING: (OutgoingState.SENDING, OutgoingState.CANCELLED),
    OutgoingState.SENDING: (
        OutgoingState.WAITING,
        OutgoingState.SENT,
        OutgoingState.REFUSED,
        OutgoingState.DOUBTFUL,
    ),
    OutgoingState.REFUSED: (OutgoingState.WAITING, OutgoingState.CANCELLED),
    OutgoingState.DOUBTFUL: (
        OutgoingState.WAITING,
        OutgoingState.SENT,
        OutgoingState.CANCELLED,
    ),
    OutgoingState.SENT: (),
    OutgoingState.CANCELLED: (),
}


class NoticeTiming(TextChoices):
    """When a member of staff learns of new applications."""

    AT_ONCE = "at_once", _("At once, one email for each application")
    DAILY = "daily", _("Once a day in the morning, if there is something new")
    NEVER = "never", _("Not at all")


class ReminderStep(TextChoices):
    """How far HR managers were reminded that nobody decides on an application."""

    FIRST = "first", _("warned the first time")
    SECOND = "second", _("warned the second time")
    DUE = "due", _("asked to confirm the end")


class Recommendation(TextChoices):
    """What somebody of the hiring team thinks should become of an application."""

    YES = "yes", pgettext_lazy("recommendation", "yes")
    MAYBE = "maybe", pgettext_lazy("recommendation", "maybe")
    NO = "no", pgettext_lazy("recommendation", "no")
    ABSTAINED = "abstained", pgettext_lazy("recommendation", "abstained")


class Verdict(TextChoices):
    """What HR says of a document that an applicant sent because it was asked for."""

    ACCEPTED = "accepted", pgettext_lazy("document", "accepted")
    AGAIN = "again", pgettext_lazy("document", "asked for again")


class RecordChangeKind(TextChoices):
    """What the staff did with its own side of an application."""

    OWN_STAGE_SET = "own_stage_set", _("own stage")
    OWN_STAGE_CLEARED = "own_stage_cleared", _("own stage removed")
    PUT_ON_RESERVE = "put_on_reserve", _("put on the reserve list")
    TAKEN_OFF_RESERVE = "taken_off_reserve", _("taken off the reserve list")
    TAGGED = "tagged", _("tag added")
    UNTAGGED = "untagged", _("tag removed")
    ANSWER_ACCEPTED = "answer_accepted", _("document accepted")
    ANSWER_RETURNED = "answer_returned", _("document asked for again")
    MEMBER_EXCLUDED = "member_excluded", _("kept from seeing it")
    EXCLUSION_LIFTED = "exclusion_lifted", _("may see it again")
    MERGED = "merged", _("merged with a second application")


# Who else is kept away from an application is for those who may see all of them.
PRIVATE_CHANGES = (RecordChangeKind.MEMBER_EXCLUDED, RecordChangeKind.EXCLUSION_LIFTED)


class ExportKind(TextChoices):
    """What an export of applications is made as."""

    CSV = "csv", _("Table (CSV)")
    XLSX = "xlsx", _("Table for Excel (XLSX)")
    DOCUMENTS = "documents", _("Documents (ZIP)")
    DOSSIERS = "dossiers", _("Dossiers (ZIP of PDFs)")
    DOSSIER = "dossier", _("Dossier (PDF)")


TABLES = (ExportKind.CSV, ExportKind.XLSX)


class ExportState(TextChoices):
    """How far an export is that a job makes."""

    WAITING = "waiting", pgettext_lazy("export", "waiting")
    MAKING = "making", pgettext_lazy("export", "being made")
    READY = "ready", pgettext_lazy("export", "ready")
    FAILED = "failed", pgettext_lazy("export", "failed")
    VOID = "void", pgettext_lazy("export", "void")

    @property
    def is_on_its_way(self) -> bool:
        return self in (ExportState.WAITING, ExportState.MAKING)


class BulkKind(TextChoices):
    """What is done to several applications in one go."""

    DECIDE = "decide", pgettext_lazy("several applications", "Decide")
    NOTE = "note", pgettext_lazy("several applications", "Note a decision")
    APPLY = "apply", pgettext_lazy("several applications", "Apply pending decisions")
    END = "end", pgettext_lazy("several applications", "End without a decision")
    TAG = "tag", pgettext_lazy("several applications", "Tag")
    ASK = "ask", pgettext_lazy("several applications", "Ask for a document")
    WRITE = "write", pgettext_lazy("several applications", "Write a message")


class BulkState(TextChoices):
    """How far it is with all of them."""

    WAITING = "waiting", pgettext_lazy("several applications", "waiting")
    RUNNING = "running", pgettext_lazy("several applications", "being done")
    DONE = "done", pgettext_lazy("several applications", "done")
    FAILED = "failed", pgettext_lazy("several applications", "broken off")

    @property
    def is_on_its_way(self) -> bool:
        return self in (BulkState.WAITING, BulkState.RUNNING)


class BulkItemState(TextChoices):
    """How far it is with one of them."""

    WAITING = "waiting", pgettext_lazy("one of several", "waiting")
    DONE = "done", pgettext_lazy("one of several", "done")
    REFUSED = "refused", pgettext_lazy("one of several", "refused")
