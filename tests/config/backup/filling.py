"""Fills an installation with applications and asks about them, in a process of that installation."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.utils import timezone

from applications.documents.storage_faults import find_storage_faults
from applications.enums import ErasureReason
from applications.models import Application, Document
from applications.privacy.erasure import erase_application
from applications.tasks import send_receipt
from config.backup.tasks import keep_new_proofs
from tests.applications.factories import ApplicationFactory, DocumentFactory
from tests.careers.factories import published


def fill(number: int) -> None:
    """So many applications for one posting, with two documents each."""
    assert find_storage_faults() == []  # which marks the folder while there is no document
    posting = published()
    for one in range(number):
        name = f"applicant{one}@example.org"
        application = ApplicationFactory(posting=posting, email=name, name=f"Kim Muster {one}")
        DocumentFactory(application=application)


def order_receipt(number: int) -> None:
    """Have the mail of this application wait in the queue."""
    send_receipt.defer(application_id=find(number).pk)


def erase(number: int) -> None:
    """As its author asks for it; the proof is beside the backups afterwards."""
    erase_application(application=find(number), reason=ErasureReason.REQUEST, now=timezone.now())
    keep_new_proofs()


def find(number: int) -> Application:
    return Application.objects.get(email=f"applicant{number}@example.org")


def is_there(number: int) -> bool:
    return Application.objects.filter(email=f"applicant{number}@example.org").exists()


def ask(path: str) -> int:
    """The status of a page."""
    return Client(HTTP_HOST="127.0.0.1").get(path, follow=True).status_code


def read_everything(but: int) -> str:
    """A digest of all rows of applicants but one, and of the content of their documents, as they are opened."""
    digest = hashlib.sha256()
    others = Application.objects.exclude(email=f"applicant{but}@example.org").order_by("pk")
    for row in others.values():
        digest.update(repr(row).encode())
    for document in Document.objects.filter(application__in=others).order_by("pk"):
        with document.open() as content:
            digest.update(content.read())
    return digest.hexdigest()


def count_files() -> int:
    return sum(path.is_file() for path in Path(settings.DOCUMENTS_ROOT).glob("??/*"))
