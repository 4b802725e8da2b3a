"""The tables of hiring; each file holds a model below its queryset."""

from hiring.models.decision import Decision
from hiring.models.hiring_record import HiringRecord, OwnStage, Tag
from hiring.models.inbox import InboxColumns, SavedFilter
from hiring.models.mail_template import MailTemplate, MailTemplateVersion
from hiring.models.outgoing_mail import OutgoingMail
from hiring.models.read_mark import ReadMark
from hiring.models.rejection_reason import RejectionReason

__all__ = [
    "Decision",
    "HiringRecord",
    "InboxColumns",
    "MailTemplate",
    "MailTemplateVersion",
    "OutgoingMail",
    "OwnStage",
    "ReadMark",
    "RejectionReason",
    "SavedFilter",
    "Tag",
]
