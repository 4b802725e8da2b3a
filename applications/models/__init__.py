from applications.models.application import Application
from applications.models.document import Document, DocumentAccess
from applications.models.stage_change import StageChange

__all__ = ["Application", "Document", "DocumentAccess", "StageChange"]
