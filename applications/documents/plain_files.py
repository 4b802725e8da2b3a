"""Encrypts what was stored before files were: one file after the other, and what was not done goes on later."""

from itertools import islice

from django.core.files.base import File
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from applications.documents.sealed_storage import KeyedContent
from applications.documents.storage import document_storage
from applications.encryption.stream import MAGIC
from applications.models import (
    Application,
    CopyRequest,
    Document,
    DocumentPreview,
    Draft,
    PlainFile,
)
from applications.models.data_key import ensure_key


def encrypt_plain_files(*, at_most: int | None = None) -> int:
    """Encrypt files and texts that are not; how many there were.

    The key is committed before anything is written under it. A file that is gone at this moment keeps its
    place among those that may be plain, in case that a backup brings it back, and is asked for last.
    """
    in_order = PlainFile.objects.order_by(F("missed_at").asc(nulls_first=True), "pk")
    names = in_order.values_list("pk", flat=True)
    files = sum(encrypt_file(name) for name in list(names[:at_most]))
    return files + sum(encrypt_text(key) for key in find_plain_texts(at_most))


def encrypt_file(name: str) -> bool:
    """False for one that is gone, encrypted already, or named by nothing any more."""
    owner = find_owner(name)
    if owner is None:
        PlainFile.objects.filter(pk=name).delete()
        return False
    key = ensure_key(owner)
    with transaction.atomic():
        if not lock(owner):
            return False
        storage = document_storage()
        try:
            source = File(storage.open_sealed(name))
        except FileNotFoundError:
            PlainFile.objects.filter(pk=name).update(missed_at=timezone.now())
            return False
        with source:
            is_plain = bool(source.read(len(MAGIC)) != MAGIC)
            if is_plain:
                storage.replace(name, KeyedContent(source, key))
        PlainFile.objects.filter(pk=name).delete()
        return is_plain


def find_owner(name: str) -> Application | Draft | None:
    """Whose the file is that lies under this name; None if nothing names it."""
    document = (
        Document.objects.filter(storage_name=name).first()
        or Document.objects.filter(original__storage_name=name).first()
        or Document.objects.filter(preview__pages__storage_name=name).first()
    )
    if document is not None:
        return document.application or document.draft
    copy = CopyRequest.objects.filter(storage_name=name).first()
    return copy.application if copy else None


def lock(owner: Application | Draft) -> bool:
    """Whether the owner is still there; then nobody erases it until the transaction ends."""
    if isinstance(owner, Application):
        return Application.objects.select_for_update(of=("self",)).filter(pk=owner.pk).exists()
    return Draft.objects.select_for_update(of=("self",)).filter(pk=owner.pk).exists()


def find_plain_texts(at_most: int | None) -> list[int]:
    found = DocumentPreview.objects.exclude(plain_text="").order_by("pk")
    return list(islice(found.values_list("pk", flat=True), at_most))


def encrypt_text(key: int) -> bool:
    """False for one that somebody else made anew or erased meanwhile."""
    found = DocumentPreview.objects.select_related("document__application").filter(pk=key).first()
    owner = found.document.application if found else None
    if owner is None:
        return False
    data_key = ensure_key(owner)
    with transaction.atomic():
        rows = DocumentPreview.objects.select_for_update(of=("self",)).exclude(plain_text="")
        preview = rows.filter(pk=key).first() if lock(owner) else None
        if preview is None:
            return False
        preview.seal_text(preview.plain_text, data_key)
        preview.save(update_fields=["sealed_text", "plain_text"])
        return True


def count_plain() -> int:
    """How many files and texts are left."""
    texts = DocumentPreview.objects.exclude(plain_text="").count()
    return PlainFile.objects.count() + texts
