"""The closed vocabularies of an application."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DocumentKind(TextChoices):
    CV = "cv", _("CV")
    COVER_LETTER = "cover_letter", _("Cover letter")
    CERTIFICATE = "certificate", _("Certificate")
    OTHER = "other", _("Further document")


class MediaType(TextChoices):
    """What documents may be, by IANA media type."""

    PDF = "application/pdf", "PDF"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX"
    ODT = "application/vnd.oasis.opendocument.text", "ODT"
    JPG = "image/jpeg", "JPG"
    PNG = "image/png", "PNG"


class Source(TextChoices):
    """The way an application came in; all but the first are entered by hand (Art. 14(2)(f) GDPR)."""

    FORM = "form", _("our own form")
    POST = "post", _("by post")
    AGENCY = "agency", _("through an agency")
    MAIL = "mail", _("by email")
    OTHER = "other", _("in another way")


BY_HAND = tuple(source for source in Source if source != Source.FORM)


class Stage(TextChoices):
    RECEIVED = "received", _("received")
    IN_REVIEW = "in_review", _("in review")
    INTERVIEW = "interview", _("interview")
    OFFER = "offer", _("offer")
    HIRED = "hired", _("hired")
    REJECTED = "rejected", _("rejected")
    ENDED = "ended", _("ended without a decision")
    WITHDRAWN = "withdrawn", _("withdrawn")

    @property
    def is_final(self) -> bool:
        """Whether the decision has fallen; retention counts from there."""
        return self in FINAL_STAGES

    @property
    def next_stages(self) -> tuple["Stage", ...]:
        """Where an application in this stage may be moved."""
        return ALLOWED_MOVES[self]


FINAL_STAGES = (Stage.HIRED, Stage.REJECTED, Stage.ENDED, Stage.WITHDRAWN)
OPEN_STAGES = tuple(stage for stage in Stage if stage not in FINAL_STAGES)
# Our own decisions: only from them claims can follow (AGG § 15(4), ArbGG § 61b). To end a procedure
# is one, too: whoever is told so has not got the position.
DECIDED_BY_US = (Stage.HIRED, Stage.REJECTED, Stage.ENDED)
# Until something is heard of it the day of the answer counts that the ad promised.
UNANSWERED_STAGES = (Stage.RECEIVED, Stage.IN_REVIEW)

# The one table of moves. A decision taken by mistake can be taken back, a withdrawal cannot:
# it is the applicant's own word. A procedure that ended without a decision can be taken up again.
NOT_CHOSEN = (Stage.REJECTED, Stage.ENDED)
ALLOWED_MOVES: dict[Stage, tuple[Stage, ...]] = {
    Stage.RECEIVED: (Stage.IN_REVIEW, Stage.INTERVIEW, *NOT_CHOSEN, Stage.WITHDRAWN),
    Stage.IN_REVIEW: (Stage.INTERVIEW, Stage.OFFER, *NOT_CHOSEN, Stage.WITHDRAWN),
    Stage.INTERVIEW: (Stage.IN_REVIEW, Stage.OFFER, *NOT_CHOSEN, Stage.WITHDRAWN),
    Stage.OFFER: (Stage.INTERVIEW, Stage.HIRED, *NOT_CHOSEN, Stage.WITHDRAWN),
    Stage.HIRED: (Stage.OFFER, Stage.WITHDRAWN),
    Stage.REJECTED: (Stage.IN_REVIEW,),
    Stage.ENDED: (Stage.IN_REVIEW,),
    Stage.WITHDRAWN: (),
}


class EventKind(TextChoices):
    """What happens to an application beside its moves from stage to stage."""

    DOCUMENT_ADDED = "document_added", _("document added")
    DOCUMENT_REPLACED = "document_replaced", _("document replaced")
    POOL_JOINED = "pool_joined", _("consent to the talent pool given")
    POOL_LEFT = "pool_left", _("consent to the talent pool withdrawn")
    COPY_MADE = "copy_made", _("copy of the data made")
    ERASURE_REQUESTED = "erasure_requested", _("erasure requested")
    LINKS_REVOKED = "links_revoked", _("links deactivated")
    HOLD_SET = "hold_set", _("legal hold set")
    HOLD_LIFTED = "hold_lifted", _("legal hold lifted")
    ENTERED = "entered", _("entered by hand")
    TOLD_ON_PAPER = "told_on_paper", _("privacy information given on paper")
    ADDRESS_CORRECTED = "address_corrected", _("email address corrected")
    DATA_CHANGED = "data_changed", _("own data changed")
    ADDRESS_CHANGED = "address_changed", _("own email address changed")
    FULL_COPY_ASKED = "full_copy_asked", _("full copy asked for (Art. 15 GDPR)")
    FULL_COPY_EXTENDED = "full_copy_extended", _("time to answer for the full copy extended")
    FULL_COPY_RELEASED = "full_copy_released", _("full copy released")
    FULL_COPY_REFUSED = "full_copy_refused", _("full copy refused")
    FULL_COPY_FETCHED = "full_copy_fetched", _("full copy downloaded")
    CAME_AS_COPY = "came_as_copy", _("came as a copy from another posting")
    DOCUMENT_HARMFUL = "document_harmful", _("document found harmful")
    SCAN_REPEATED = "scan_repeated", _("another virus scan asked for")


class CopyState(TextChoices):
    """How far a request for the full copy is (Art. 15 GDPR)."""

    OPEN = "open", pgettext_lazy("request", "open")
    RELEASED = "released", pgettext_lazy("request", "released")
    REFUSED = "refused", pgettext_lazy("request", "refused")


class TransferKind(TextChoices):
    """What becomes of an application that suits another posting."""

    MOVE = "move", pgettext_lazy("transfer", "move")
    COPY = "copy", pgettext_lazy("transfer", "copy")


class TransferState(TextChoices):
    """How far a transfer to another posting is; the applicant sees it once it is proposed."""

    WAITING = "waiting", pgettext_lazy("transfer", "email waiting")
    PROPOSED = "proposed", pgettext_lazy("transfer", "proposed")
    DONE = "done", pgettext_lazy("transfer", "done")
    DECLINED = "declined", pgettext_lazy("transfer", "declined")
    EXPIRED = "expired", pgettext_lazy("transfer", "expired")
    TAKEN_BACK = "taken_back", pgettext_lazy("transfer", "taken back")
    LAPSED = "lapsed", pgettext_lazy("transfer", "lapsed")


LIVE_TRANSFERS = (TransferState.WAITING, TransferState.PROPOSED)
# The one table of the states of a transfer. One that lapses is overtaken by something else: a
# withdrawal, a decision, or the end of the other posting.
NEXT_TRANSFER_STATES: dict[TransferState, tuple[TransferState, ...]] = {
    TransferState.WAITING: (
        TransferState.PROPOSED,
        TransferState.DONE,
        TransferState.TAKEN_BACK,
        TransferState.LAPSED,
    ),
    TransferState.PROPOSED: (
        TransferState.DONE,
        TransferState.DECLINED,
        TransferState.EXPIRED,
        TransferState.TAKEN_BACK,
        TransferState.LAPSED,
    ),
    TransferState.DONE: (),
    TransferState.DECLINED: (),
    TransferState.EXPIRED: (),
    TransferState.TAKEN_BACK: (),
    TransferState.LAPSED: (),
}


class HoldReason(TextChoices):
    """Why data must be kept although they are due or their erasure was requested (GDPR 17(3))."""

    CLAIM = "claim", _("legal claims (Art. 17(3)(e) GDPR)")
    DUTY = "duty", _("a legal duty to keep them (Art. 17(3)(b) GDPR)")


class ErasureReason(TextChoices):
    REQUEST = "request", _("requested by the applicant")
    RETENTION = "retention", _("retention time over")


class MailKind(TextChoices):
    """What leaves by SMTP for applicants; each mail is about one row."""

    RECEIPT = "receipt", _("Receipt")
    ARRIVAL = "arrival", _("Receipt for added documents")
    WITHDRAWAL = "withdrawal", _("Confirmation of the withdrawal")
    HARMFUL = "harmful", _("Email about a harmful document")
    NEWS = "news", _("Email about news")
    LINKS = "links", _("Email with new links")
    ENTRY = "entry", _("Information about an application entered by hand")
    ADDRESS_CORRECTED = "corrected", _("Link to a corrected address")
    ADDRESS_QUESTION = "new_address", _("Question whether a new address is right")
    ADDRESS_CHANGED = "old_address", _("Email to the earlier address")
    DRAFT_LINK = "draft_link", _("Link to a draft")
    DRAFT_REMINDER = "draft_reminder", _("Reminder of a draft")
    ALERT_QUESTION = "alert_question", _("Question whether an alert is wanted")
    ALERT_DIGEST = "alert_digest", _("Email with new positions")


class PreviewState(TextChoices):
    """Of the preview of a document."""

    WAITING = "waiting", _("is being made")
    MADE = "made", _("made")
    FAILED = "failed", _("could not be made")


class PreviewCause(TextChoices):
    """Why a document has no preview, or only one of its first pages."""

    TOO_BIG = "too_big", _("It is too large to be shown.")
    TOO_SLOW = "too_slow", _("It took too long to be shown.")
    MEMORY = "memory", _("It needs more memory to be shown than there is.")
    UNREADABLE = "unreadable", _("It is damaged.")
    CRASHED = "crashed", _("The program that shows documents broke off.")
    MISSING = "missing", _("Its file is missing.")


class Removed(TextChoices):
    """What the upload check took out of a file before anybody of the staff gets it."""

    SCRIPTS = "scripts", _("scripts")
    ACTIONS = "actions", _("actions that run by themselves")
    FILES = "files", _("embedded files")
    OBJECTS = "objects", _("embedded objects such as charts, whose picture stays if there is one")
    MEDIA = "media", _("sound and video")
    FORM = "form", _("a form with its fields (XFA or OpenDocument)")
    METADATA = "metadata", _("where, when and with what the picture was taken")
    OUTSIDE = "outside", _("links that fetch something from elsewhere")
    LINKS = "links", _("links that lead to neither a web page, an email address nor a phone")
    REST = "rest", _("data that is not shown, such as earlier versions or damaged parts")
    PROTECTION = "protection", _("the protection against changes")
    SIGNATURE = "signature", _("the digital signature, which holds for the original alone")


class ScanState(TextChoices):
    """How far the virus scan of a document is; its bytes are handed out in OPENABLE_STATES alone."""

    PENDING = "pending", pgettext_lazy("virus scan", "is being checked")
    CLEAN = "clean", pgettext_lazy("virus scan", "nothing found")
    INFECTED = "infected", pgettext_lazy("virus scan", "harmful")
    FAILED = "failed", pgettext_lazy("virus scan", "could not be checked")
    NOT_SCANNED = "not_scanned", pgettext_lazy("virus scan", "not checked")


OPENABLE_STATES = (ScanState.CLEAN, ScanState.NOT_SCANNED)
"""Not scanned is what comes in where no scanner is configured."""
WITHHELD_STATES = (ScanState.PENDING, ScanState.INFECTED, ScanState.FAILED)
SCAN_VERDICTS = (ScanState.CLEAN, ScanState.INFECTED, ScanState.FAILED)
# The one table of the states of a scan. A clean document stays so while newer signatures look at
# it again; all others are held back until there is a verdict.
NEXT_SCAN_STATES: dict[ScanState, tuple[ScanState, ...]] = {
    ScanState.PENDING: (*SCAN_VERDICTS, ScanState.NOT_SCANNED),
    ScanState.CLEAN: (ScanState.INFECTED,),
    ScanState.INFECTED: (ScanState.PENDING,),
    ScanState.FAILED: (ScanState.PENDING,),
    ScanState.NOT_SCANNED: (ScanState.PENDING,),
}


class ScanCause(TextChoices):
    """Why the virus scanner could not check a document."""

    TOO_BIG = "too_big", _("It is larger than the virus scanner takes.")
    LIMITS = "limits", _("The virus scanner gave up at one of its limits.")
    UNREADABLE = "unreadable", _("It is encrypted.")
    BROKEN_OFF = "broken_off", _("The virus scanner broke off again and again.")
    MISSING = "missing", _("Its file is missing.")
