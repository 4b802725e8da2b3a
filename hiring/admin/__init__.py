"""What the staff sees of applications in Django admin; importing this registers it."""

from hiring.admin.application import ApplicationAdmin
from hiring.admin.copy_requests import CopyRequestAdmin
from hiring.admin.decisions import DecisionAdmin
from hiring.admin.exports import ExportAdmin
from hiring.admin.inbox.posting_ways import PostingWithInbox
from hiring.admin.mail_template import MailTemplateAdmin
from hiring.admin.notices import NoticePreferenceAdmin
from hiring.admin.outbox import OutgoingMailAdmin
from hiring.admin.refused_mails import RefusedMailAdmin
from hiring.admin.vocabulary import OwnStageAdmin, RejectionReasonAdmin, TagAdmin

__all__ = [
    "ApplicationAdmin",
    "CopyRequestAdmin",
    "DecisionAdmin",
    "ExportAdmin",
    "MailTemplateAdmin",
    "NoticePreferenceAdmin",
    "OutgoingMailAdmin",
    "OwnStageAdmin",
    "PostingWithInbox",
    "RefusedMailAdmin",
    "RejectionReasonAdmin",
    "TagAdmin",
]
