"""Checks at the start of web and worker: folders that settings name can be used (later: /readyz, config/health.py)."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info
from django.core.checks import Warning as CheckWarning

from applications.documents.child_process import sandbox
from applications.documents.storage import document_storage

SET_UP_WRONGLY = (FileExistsError, NotADirectoryError, PermissionError)
"""Of these no start gets better by waiting; a full or lost disk may come back."""


def check_virus_scanner(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Warns (with --deploy) where documents of strangers are handed out unchecked, or some never will be."""
    if not settings.CLAMD_ADDRESS:
        return [
            CheckWarning(
                "No virus scanner is configured: documents are handed to the staff unchecked.",
                hint="Run clamd and set CLAMD_ADDRESS, as compose.yaml does.",
                id="config.no_virus_scanner",
            )
        ]
    if settings.DOCUMENT_MAX_BYTES > settings.CLAMD_STREAM_MAX_BYTES:
        return [
            CheckWarning(
                "Larger documents are taken than the virus scanner does: nobody could open them.",
                hint="Raise StreamMaxLength of clamd and CLAMD_STREAM_MAX_MIB, or lower DOCUMENT_MAX_MIB.",
                id="config.virus_scanner_limit",
            )
        ]
    return []


def check_document_storage(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuses to start where the storage of documents is set up wrongly; warns where it fails just now."""
    storage = document_storage()
    try:
        storage.try_to_write()
    except OSError as error:
        kind = Error if isinstance(error, SET_UP_WRONGLY) else CheckWarning
        said = type(error).__name__ if type(error) is not OSError else error.strerror
        return [
            kind(
                f"Files cannot be written to {storage.variable} ({said}).",
                hint=storage.demand,
                id="config.documents",
            )
        ]
    return []


def check_erasure(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Warns (with --deploy) where what is deleted is kept all the same."""
    if not document_storage().keeps_what_is_deleted():
        return []
    return [
        CheckWarning(
            "The bucket of the documents keeps versions: what is erased stays there, though nobody can open it.",
            hint="Suspend versioning, and have a rule of the bucket delete old versions after some days.",
            id="config.versioned_bucket",
        )
    ]


def check_landlock(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Tells where the children that read documents are limited without the kernel's Landlock (check --deploy)."""
    if sandbox.is_supported():
        return []
    return [
        Info(
            "The kernel refuses Landlock: what reads documents keeps its other limits only.",
            hint="Linux 5.13 or newer offers it; container engines of 2022 and newer let it through.",
            id="config.landlock",
        )
    ]
