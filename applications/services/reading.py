from datetime import datetime
from typing import TYPE_CHECKING

from applications.models import Document, DocumentAccess

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def record_access(*, document: Document, user: "User", now: datetime) -> DocumentAccess:
    """Note that somebody on the staff was handed the bytes of a document."""
    return DocumentAccess.objects.create(document=document, user=user, at=now)
