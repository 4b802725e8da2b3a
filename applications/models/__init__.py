"""The tables of applications; each file holds a model below its queryset."""

from applications.models.address_change import AddressChange
from applications.models.alert import JobAlert
from applications.models.application import Application
from applications.models.application_event import ApplicationEvent, ErasureProof
from applications.models.application_words import ApplicationWords
from applications.models.copy_request import CopyRequest
from applications.models.data_key import DataKey
from applications.models.document import Document, DocumentAccess
from applications.models.document_preview import DocumentPreview, PreviewPage
from applications.models.draft import Draft, Upload
from applications.models.exclusion import Exclusion
from applications.models.mail_delivery import MailDelivery
from applications.models.merged_application import MergedApplication
from applications.models.message import DocumentRequest, Message
from applications.models.plain_file import PlainFile
from applications.models.recent_uses import RecentUses
from applications.models.stage_change import StageChange
from applications.models.transfer import Transfer

__all__ = [
    "AddressChange",
    "Application",
    "ApplicationEvent",
    "ApplicationWords",
    "CopyRequest",
    "DataKey",
    "Document",
    "DocumentAccess",
    "DocumentPreview",
    "DocumentRequest",
    "Draft",
    "ErasureProof",
    "Exclusion",
    "JobAlert",
    "MailDelivery",
    "MergedApplication",
    "Message",
    "PlainFile",
    "PreviewPage",
    "RecentUses",
    "StageChange",
    "Transfer",
    "Upload",
]
