"""What files may be, as pages and scripts say it before the gate does."""

from django.conf import settings

from applications.documents.formats import EXTENSIONS


def upload_limits() -> dict[str, int | str]:
    """Bytes of a document and of all together, their number, and the extensions with spaces between."""
    return {
        "document": settings.DOCUMENT_MAX_BYTES,
        "count": settings.DOCUMENTS_MAX_COUNT,
        "together": settings.DOCUMENTS_MAX_BYTES,
        "extensions": " ".join(one for several in EXTENSIONS.values() for one in several),
    }
