"""The closed vocabularies of an application."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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


class Stage(TextChoices):
    RECEIVED = "received", _("received")
    IN_REVIEW = "in_review", _("in review")
    INTERVIEW = "interview", _("interview")
    OFFER = "offer", _("offer")
    HIRED = "hired", _("hired")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")

    @property
    def is_final(self) -> bool:
        """Whether the decision has fallen; retention counts from there."""
        return self in FINAL_STAGES

    @property
    def next_stages(self) -> tuple["Stage", ...]:
        """Where an application in this stage may be moved."""
        return ALLOWED_MOVES[self]


FINAL_STAGES = (Stage.HIRED, Stage.REJECTED, Stage.WITHDRAWN)

# The one table of moves. A decision taken by mistake can be taken back, a withdrawal cannot:
# it is the applicant's own word.
ALLOWED_MOVES: dict[Stage, tuple[Stage, ...]] = {
    Stage.RECEIVED: (Stage.IN_REVIEW, Stage.INTERVIEW, Stage.REJECTED, Stage.WITHDRAWN),
    Stage.IN_REVIEW: (Stage.INTERVIEW, Stage.OFFER, Stage.REJECTED, Stage.WITHDRAWN),
    Stage.INTERVIEW: (Stage.IN_REVIEW, Stage.OFFER, Stage.REJECTED, Stage.WITHDRAWN),
    Stage.OFFER: (Stage.INTERVIEW, Stage.HIRED, Stage.REJECTED, Stage.WITHDRAWN),
    Stage.HIRED: (Stage.OFFER, Stage.WITHDRAWN),
    Stage.REJECTED: (Stage.IN_REVIEW,),
    Stage.WITHDRAWN: (),
}
