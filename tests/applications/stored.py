"""Bytes in the document storage, put there as the product does."""

from typing import Any

from django.utils import timezone

from applications.documents.storage import make_storage_name, store_bytes
from applications.models import Application, DataKey, Document, DocumentPreview, Draft
from applications.models.data_key import ensure_key


def store(content: bytes, name: str = "", owner: Application | Draft | None = None) -> str:
    """The name under which they lie; without an owner under a key that belongs to nobody."""
    key = ensure_key(owner) if owner else DataKey.make()
    if not owner:
        key.save()
    return store_bytes(name or make_storage_name(), content, key)


def set_text(document: Document, text: str, **fields: Any) -> DocumentPreview:
    """What can be read of a document of an application, as a finished preview keeps it."""
    preview, _is_new = DocumentPreview.objects.get_or_create(document=document)
    assert document.application is not None
    preview.seal_text(text, ensure_key(document.application))
    for name, value in {"state": "made", "made_at": timezone.now(), **fields}.items():
        setattr(preview, name, value)
    preview.save()
    return preview
