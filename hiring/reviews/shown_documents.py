"""The documents of an application, and how far each can be shown without being opened."""

from collections.abc import Sequence
from dataclasses import dataclass

from applications.enums import PreviewState
from applications.models import Application, Document, DocumentPreview

TEXTS = ("preview__sealed_text", "preview__plain_text")


@dataclass(frozen=True)
class ShownDocument:
    """The one in the middle of the page, and the one after it, after the last the first again."""

    document: Document
    next: Document | None


def choose_document(documents: Sequence[Document], wanted: str) -> ShownDocument | None:
    """The one whose key the address names, else the first; None where there is none."""
    if not documents:
        return None
    keys = [str(document.pk) for document in documents]
    index = keys.index(wanted) if wanted in keys else 0
    following = documents[(index + 1) % len(documents)]
    return ShownDocument(documents[index], following if len(documents) > 1 else None)


def list_documents(application: Application) -> list[Document]:
    """In their order, with what is known of their previews; a text is asked for where it is shown."""
    documents = application.documents.select_related("preview").defer(*TEXTS)
    return list(documents.prefetch_related("preview__pages"))


def is_shown_as_text(document: Document) -> bool:
    """Whether who may read it has its whole text on the page, where others have images to ask for."""
    preview: DocumentPreview | None = getattr(document, "preview", None)
    if preview is None or not document.is_openable:
        return False
    return preview.state == PreviewState.MADE and preview.pages_shown == 0
