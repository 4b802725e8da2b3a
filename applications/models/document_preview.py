"""What was made of a document so that staff can look at it and search it without opening it."""

import logging
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.core.files.base import File
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from applications.encryption.unreadable import UnreadableFile
from applications.enums import OPENABLE_STATES, PreviewCause, PreviewState
from applications.models.data_key import KeyRing, open_stored

if TYPE_CHECKING:
    from applications.models.data_key import DataKey

logger = logging.getLogger(__name__)
PAGE_BREAK = "\f"


class DocumentPreviewQuerySet(models.QuerySet["DocumentPreview"]):
    def waiting(self) -> Self:
        """Previews that a job has still to make."""
        return self.filter(state=PreviewState.WAITING)

    def of_openable_documents(self) -> Self:
        """Previews of documents that the virus scan has released, or that no scanner was there for."""
        return self.filter(document__scan_state__in=OPENABLE_STATES)

    def with_text(self) -> Self:
        """Those of documents in which text was found."""
        return self.exclude(sealed_text=b"", plain_text="")


DocumentPreviewManager = models.Manager.from_queryset(DocumentPreviewQuerySet)


class DocumentPreview(models.Model):
    """The state of a document's preview, and its text; the images are PreviewPages.

    One that was made in part (more pages than are shown, too slow for all of them) is "made" and
    says why in `cause`. A draft's documents have none.
    """

    document = models.OneToOneField(
        "applications.Document", models.CASCADE, related_name="preview", verbose_name=_("document")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=PreviewState.choices, default=PreviewState.WAITING
    )
    cause = models.CharField(_("cause"), max_length=20, choices=PreviewCause.choices, blank=True)
    page_count = models.PositiveIntegerField(
        _("pages"), default=0, help_text="Of the document; 0 where it has none, as DOCX and ODT."
    )
    sealed_text = models.BinaryField(
        default=bytes, help_text="What can be read of it, a form feed between pages; encrypted."
    )
    plain_text = models.TextField(
        blank=True,
        default="",
        help_text="As the release before encryption kept it; encrypt_documents empties it.",
    )
    tries = models.PositiveSmallIntegerField(
        default=0, help_text="Begun by a worker, so that none is killed by it again and again."
    )
    made_at = models.DateTimeField(null=True)

    objects: ClassVar["DocumentPreviewManager[DocumentPreview]"] = DocumentPreviewManager()

    class Meta:
        verbose_name = _("preview of a document")
        verbose_name_plural = _("previews of documents")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="preview_state_is_known", condition=Q(state__in=PreviewState.values)
            ),
            models.CheckConstraint(
                name="preview_cause_is_known",
                condition=Q(cause="") | Q(cause__in=PreviewCause.values),
            ),
            models.CheckConstraint(
                name="preview_failed_for_a_cause",
                condition=~Q(state=PreviewState.FAILED) | ~Q(cause=""),
            ),
            models.CheckConstraint(
                name="preview_waits_or_has_a_date",
                condition=Q(state=PreviewState.WAITING, made_at=None)
                | (~Q(state=PreviewState.WAITING) & Q(made_at__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.document_id} {self.state}"

    @property
    def pages_shown(self) -> int:
        """How many pages there are images of; asks nothing where `pages` were prefetched."""
        return len(self.pages.all())

    @property
    def pages_left_out(self) -> int:
        """How many pages only the document itself shows."""
        return max(self.page_count - self.pages_shown, 0)

    def seal_text(self, text: str, key: "DataKey") -> None:
        """Set the text; whoever calls saves it."""
        name = text_name(self.document_id)
        self.sealed_text = b"".join(key.encrypt([text.encode()], name)) if text else b""
        self.plain_text = ""

    def read_text(self, ring: KeyRing | None = None) -> str:
        """Raises applications.encryption.unreadable.UnreadableFile."""
        return open_text(self.document_id, bytes(self.sealed_text), ring) or self.plain_text

    @property
    def paragraphs(self) -> list[str]:
        """The text for reading, where there is no image: the lines that say something."""
        try:
            text = self.read_text()
        except UnreadableFile:
            logger.exception("The text of document %s cannot be opened.", self.document_id)
            return [gettext("The text cannot be opened.")]
        lines = text.replace(PAGE_BREAK, "\n").split("\n")
        return [line.strip() for line in lines if line.strip()]


def text_name(document_id: int) -> str:
    """What the text of a document is bound to."""
    return f"text of document {document_id}"


def open_text(document_id: int, sealed: bytes, ring: KeyRing | None = None) -> str:
    """Raises UnreadableFile; empty where there is none."""
    if not sealed:
        return ""
    return (ring or KeyRing()).decrypt(sealed, text_name(document_id)).decode()


class PreviewPageQuerySet(models.QuerySet["PreviewPage"]):
    def of_documents(self, documents: "models.QuerySet[Any]") -> Self:
        return self.filter(preview__document__in=documents)


PreviewPageManager = models.Manager.from_queryset(PreviewPageQuerySet)


class PreviewPage(models.Model):
    """The image of one page, in the document storage beside the document."""

    preview = models.ForeignKey(DocumentPreview, models.CASCADE, related_name="pages")
    number = models.PositiveSmallIntegerField(_("page"), help_text="From 1.")
    width = models.PositiveSmallIntegerField(help_text="Pixels.")
    height = models.PositiveSmallIntegerField(help_text="Pixels.")
    storage_name = models.CharField(max_length=80, unique=True, editable=False)

    objects: ClassVar["PreviewPageManager[PreviewPage]"] = PreviewPageManager()

    class Meta:
        verbose_name = _("page of a preview")
        verbose_name_plural = _("pages of previews")
        ordering = ("preview", "number")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["preview", "number"], name="preview_page_once"),
        )

    def __str__(self) -> str:
        return f"{self.preview_id} {self.number}"

    def open(self) -> "File[Any]":
        """The WebP image; FileNotFoundError if the file is gone, UnreadableFile if it cannot be opened."""
        return open_stored(self.storage_name)
