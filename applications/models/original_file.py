"""The bytes of a document as they were sent, where the staff gets a copy without what is active."""

from typing import Any, ClassVar, Self

from django.core.files.base import File
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models.data_key import KeyRing, open_stored


class OriginalFileQuerySet(models.QuerySet["OriginalFile"]):
    def of_documents(self, documents: models.QuerySet[Any]) -> Self:
        return self.filter(document__in=documents.order_by())


OriginalFileManager = models.Manager.from_queryset(OriginalFileQuerySet)


class OriginalFile(models.Model):
    """Its author has a right to it (Art. 15 GDPR); nobody on the staff is ever handed it."""

    document = models.OneToOneField(
        "applications.Document", models.CASCADE, primary_key=True, related_name="original"
    )
    storage_name = models.CharField(max_length=80, unique=True, editable=False)
    missing_since = models.DateTimeField(
        _("file missing since"),
        null=True,
        editable=False,
        help_text="Noted by reconcile_documents, and forgotten when the file is back.",
    )

    objects: ClassVar["OriginalFileManager[OriginalFile]"] = OriginalFileManager()

    class Meta:
        verbose_name = _("original of a document")
        verbose_name_plural = _("originals of documents")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.document_id)

    def open(self, ring: KeyRing | None = None) -> "File[Any]":
        """The stored bytes; FileNotFoundError if the file is gone, UnreadableFile if it cannot be opened."""
        return open_stored(self.storage_name, ring)
