"""What a submission leaves behind, so that tests can say: nothing."""

from pathlib import Path

from django.conf import settings
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from applications.documents.storage import document_storage
from applications.models import (
    Application,
    ApplicationWords,
    DataKey,
    Document,
    DocumentPreview,
    Draft,
    PreviewPage,
    Upload,
)


def stored_files() -> list[Path]:
    """Every file below the document storage, half-written ones too; of an object storage their names."""
    if hasattr(storage := document_storage(), "list_objects"):
        return [Path(each["Key"]) for each in storage.list_objects("")]
    return [path for path in Path(settings.DOCUMENTS_ROOT).rglob("*") if path.is_file()]


def temporary_uploads() -> list[Path]:
    """What Django's upload handlers leave in their folder, which the test has set for itself."""
    return [*Path(settings.FILE_UPLOAD_TEMP_DIR or "missing").glob("*.upload*")]


def traces() -> dict[str, int]:
    """How many rows, files, jobs and mails there are of submitted applications."""
    return {
        "applications": Application.objects.count(),
        "drafts": Draft.objects.count(),
        "keys": DataKey.objects.filter(draft=None).count(),
        "documents": Document.objects.count(),
        "uploads": Upload.objects.count(),
        "previews": DocumentPreview.objects.count(),
        "pages": PreviewPage.objects.count(),
        "words": ApplicationWords.objects.count(),
        "files": len(stored_files()),
        "jobs": ProcrastinateJob.objects.count(),
        "mails": len(mail.outbox),
    }


NOTHING = dict.fromkeys(
    (
        *("applications", "drafts", "keys", "documents", "uploads", "previews", "pages", "words"),
        *("files", "jobs", "mails"),
    ),
    0,
)
ONE_APPLICATION = NOTHING | {
    "applications": 1,
    "keys": 1,
    "documents": 1,
    "files": 1,
    "previews": 1,
    "words": 1,
    "jobs": 2,  # the receipt and the preview
}
EMPTY_DRAFT = NOTHING | {"drafts": 1}
DRAFT_WITH_CV = NOTHING | {"drafts": 1, "documents": 1, "files": 1}
