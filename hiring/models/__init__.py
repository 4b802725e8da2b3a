"""The tables of hiring; each file holds a model below its queryset."""

from hiring.models.answer_verdict import AnswerVerdict
from hiring.models.bulk_run import BulkItem, BulkRun
from hiring.models.copy_choice import CopyChoice
from hiring.models.decision import Decision
from hiring.models.export import Export, ExportAccess, ExportChoice
from hiring.models.hiring_record import HiringRecord, OwnStage, Tag
from hiring.models.inbox import InboxColumns, SavedFilter
from hiring.models.mail_template import MailTemplate, MailTemplateVersion
from hiring.models.note import Mention, Note
from hiring.models.notice import NoticePreference, StaffNotice
from hiring.models.outgoing_mail import OutgoingMail
from hiring.models.rating import Criterion, Rating, Score
from hiring.models.read_mark import ReadMark
from hiring.models.record_change import RecordChange
from hiring.models.rejection_reason import RejectionReason
from hiring.models.request_mail import RequestMail
from hiring.models.undecided_reminder import UndecidedReminder

__all__ = [
    "AnswerVerdict",
    "BulkItem",
    "BulkRun",
    "CopyChoice",
    "Criterion",
    "Decision",
    "Export",
    "ExportAccess",
    "ExportChoice",
    "HiringRecord",
    "InboxColumns",
    "MailTemplate",
    "MailTemplateVersion",
    "Mention",
    "Note",
    "NoticePreference",
    "OutgoingMail",
    "OwnStage",
    "Rating",
    "ReadMark",
    "RecordChange",
    "RejectionReason",
    "RequestMail",
    "SavedFilter",
    "Score",
    "StaffNotice",
    "Tag",
    "UndecidedReminder",
]
