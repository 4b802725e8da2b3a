"""Where files lie: documents in a folder or in an object storage (S3), static files inside the image."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config import env

FOLDER, S3 = "folder", "s3"
BACKENDS = {
    FOLDER: "applications.documents.storage.DocumentStorage",
    S3: "applications.documents.object_storage.ObjectStorage",
}
TWO = "applications.documents.two_storages.TwoStorages"


def build_storages(*, production: bool) -> dict[str, dict[str, Any]]:
    """Return Django's STORAGES."""
    static = (
        "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if production
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    return {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "documents": read_document_storage(),
        "staticfiles": {"BACKEND": static},
    }


def read_document_storage() -> dict[str, Any]:
    """Return the entry of STORAGES that DOCUMENTS_STORAGE and, while documents move, DOCUMENTS_MOVE_FROM ask for."""
    chosen = env.read_choice("DOCUMENTS_STORAGE", FOLDER, BACKENDS)
    former = env.read_choice("DOCUMENTS_MOVE_FROM", "none", ["none", *BACKENDS])
    if former == chosen:
        raise ImproperlyConfigured(
            "DOCUMENTS_MOVE_FROM is the storage that DOCUMENTS_STORAGE names. Set it to the other one, or take it away."
        )
    entries = {
        kind: {"BACKEND": BACKENDS[kind], "OPTIONS": read_s3("S3") if kind == S3 else {}}
        for kind in (chosen, former)
        if kind in BACKENDS
    }
    if former not in entries:
        return entries[chosen]
    return {"BACKEND": TWO, "OPTIONS": {"current": entries[chosen], "former": entries[former]}}


def read_s3(prefix: str) -> dict[str, Any]:
    """Return what ObjectStorage takes, from variables that begin with this prefix, as S3_BUCKET does.

    https://django-storages.readthedocs.io/en/latest/backends/amazon-S3.html names the options.
    """
    endpoint = env.read_text(f"{prefix}_ENDPOINT", "")
    if endpoint and not endpoint.startswith(("https://", "http://")):
        raise ImproperlyConfigured(
            f"{prefix}_ENDPOINT is no address. Set it to one such as https://s3.example.org."
        )
    by_path = env.read_flag(f"{prefix}_PATH_STYLE", default=True)
    return {
        "endpoint_url": endpoint or None,
        "bucket_name": env.read_text(f"{prefix}_BUCKET"),
        "region_name": env.read_text(f"{prefix}_REGION", "us-east-1"),
        "access_key": env.read_private(f"{prefix}_ACCESS_KEY"),
        "secret_key": env.read_private(f"{prefix}_SECRET_KEY"),
        "addressing_style": "path" if by_path else "virtual",
        "location": env.read_text(f"{prefix}_PREFIX", "").strip("/"),
        "verify": env.read_text(f"{prefix}_CA_FILE", "") or None,
        "seconds": env.read_integer(f"{prefix}_SECONDS", 2, minimum=1, maximum=60),
        "tries": env.read_integer(f"{prefix}_TRIES", 2, minimum=1, maximum=5),
    }
