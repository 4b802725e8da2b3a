"""What a submission leaves behind, so that tests can say: nothing."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from applications.models import Application, Document


def stored_files() -> list[Path]:
    """Every file below the document storage, half-written ones too."""
    return [path for path in Path(settings.DOCUMENTS_ROOT).rglob("*") if path.is_file()]


def temporary_uploads() -> list[Path]:
    """What Django's upload handlers leave in the temporary folder."""
    return [*Path(tempfile.gettempdir()).glob("*.upload*")]


def traces() -> dict[str, int]:
    """How many rows, files, jobs and mails there are of submitted applications."""
    return {
        "applications": Application.objects.count(),
        "documents": Document.objects.count(),
        "files": len(stored_files()),
        "jobs": ProcrastinateJob.objects.count(),
        "mails": len(mail.outbox),
    }


NOTHING = {"applications": 0, "documents": 0, "files": 0, "jobs": 0, "mails": 0}
ONE_APPLICATION = {"applications": 1, "documents": 1, "files": 1, "jobs": 1, "mails": 0}
