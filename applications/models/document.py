"""A stored document of an application or a draft, and who on the staff was handed it."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.files.base import File
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.enums import (
    OPENABLE_STATES,
    SCAN_VERDICTS,
    WITHHELD_STATES,
    DocumentKind,
    MediaType,
    Removed,
    ScanCause,
    ScanState,
)
from applications.models.application import visible_to
from applications.models.data_key import KeyRing, open_stored
from applications.models.document_preview import PreviewPage
from applications.models.original_file import OriginalFile

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


class DocumentWithheld(Exception):
    """The virus scan has not released the document: nobody is handed its bytes."""


class DocumentQuerySet(models.QuerySet["Document"]):
    def openable(self) -> Self:
        """Those that the virus scan has released, or that no scanner was there for."""
        return self.filter(scan_state__in=OPENABLE_STATES)

    def for_user(self, user: "User | AnonymousUser") -> Self:
        """Documents of the applications that a member of staff may see; never those of drafts."""
        of_applications = self.filter(application__isnull=False)
        return of_applications.filter(visible_to(user, application="application__"))

    def file_names(self) -> list[str]:
        """The names of all stored files of these documents: their own, originals, pages of previews."""
        found = (
            self.order_by("pk"),
            OriginalFile.objects.of_documents(self),
            PreviewPage.objects.of_documents(self),
        )
        return [name for rows in found for name in rows.values_list("storage_name", flat=True)]


DocumentManager = models.Manager.from_queryset(DocumentQuerySet)


class Document(models.Model):
    """An uploaded file that went through the upload check; its bytes are in the document storage."""

    application = models.ForeignKey(
        "applications.Application",
        models.CASCADE,
        null=True,
        verbose_name=_("application"),
        related_name="documents",
    )
    draft = models.ForeignKey(
        "applications.Draft",
        models.CASCADE,
        null=True,
        editable=False,
        related_name="documents",
        help_text="Where it lies before the application is sent.",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind.choices)
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(
        _("file name"), max_length=150, help_text="The applicant's, made harmless; never a path."
    )
    media_type = models.CharField(
        _("type"),
        max_length=100,
        choices=MediaType.choices,
        help_text="Told from the content, never from the browser.",
    )
    size = models.PositiveBigIntegerField(_("size"), help_text="Bytes.")
    sha256 = models.CharField(max_length=64, help_text="Of the bytes as they were uploaded.")
    storage_name = models.CharField(
        max_length=80, unique=True, editable=False, help_text="Of what the staff gets."
    )
    removed = ArrayField(
        models.CharField(max_length=10, choices=Removed.choices),
        default=list,
        blank=True,
        verbose_name=_("taken out"),
        help_text="What the upload check took out; then there is an original, too.",
    )
    created_at = models.DateTimeField(_("received"))
    missing_since = models.DateTimeField(
        _("file missing since"),
        null=True,
        editable=False,
        help_text="Noted by reconcile_documents, and forgotten when the file is back.",
    )
    scan_state = models.CharField(
        _("virus scan"),
        max_length=12,
        choices=ScanState.choices,
        default=ScanState.PENDING,
        help_text="Changed by applications.documents.virus_scan alone.",
    )
    scan_cause = models.CharField(
        _("cause"), max_length=20, choices=ScanCause.choices, blank=True, help_text="Why it failed."
    )
    scan_finding = models.CharField(
        _("found"), max_length=100, blank=True, help_text="The name of the scanner's signature."
    )
    scan_tries = models.PositiveSmallIntegerField(
        default=0,
        help_text="Broken off at this document by a scanner that answered before and after.",
    )
    scanned_at = models.DateTimeField(_("checked"), null=True)
    signatures_at = models.DateTimeField(
        null=True, help_text="Of when the signatures were that it was checked with, if known."
    )

    objects: ClassVar["DocumentManager[Document]"] = DocumentManager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("application", "position")
        default_permissions = ("view",)
        indexes = (
            # Few of many: what the start page counts, and what waits for the scanner.
            models.Index(
                fields=["scan_state", "application"],
                condition=Q(scan_state__in=WITHHELD_STATES),
                name="document_withheld_by_state",
            ),
            models.Index(
                fields=["application"],
                condition=Q(missing_since__isnull=False),
                name="document_missing",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["application", "position"],
                name="document_position_once",
                violation_error_message=_("Two documents cannot have the same position."),
            ),
            models.UniqueConstraint(
                fields=["draft", "position"], name="document_position_once_in_a_draft"
            ),
            models.CheckConstraint(
                name="document_belongs_to_one",
                condition=Q(application__isnull=True) ^ Q(draft__isnull=True),
                violation_error_message=_("A document belongs to an application or to a draft."),
            ),
            models.CheckConstraint(
                name="document_is_not_empty",
                condition=Q(size__gt=0),
                violation_error_message=_("A document is not empty."),
            ),
            models.CheckConstraint(
                name="document_kind_is_known",
                condition=Q(kind__in=DocumentKind.values),
                violation_error_message=_("There is no such kind of document."),
            ),
            models.CheckConstraint(
                name="document_type_is_known",
                condition=Q(media_type__in=MediaType.values),
                violation_error_message=_("Documents of this type are not taken."),
            ),
            models.CheckConstraint(
                name="document_has_a_digest",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("A document has the SHA-256 digest of its bytes."),
            ),
            models.CheckConstraint(
                name="document_scan_state_is_known", condition=Q(scan_state__in=ScanState.values)
            ),
            models.CheckConstraint(
                name="document_verdict_has_a_date",
                condition=Q(scan_state__in=SCAN_VERDICTS, scanned_at__isnull=False)
                | (~Q(scan_state__in=SCAN_VERDICTS) & Q(scanned_at=None)),
            ),
            models.CheckConstraint(
                name="document_scan_failed_for_a_cause",
                condition=Q(scan_state=ScanState.FAILED, scan_cause__in=ScanCause.values)
                | (~Q(scan_state=ScanState.FAILED) & Q(scan_cause="")),
            ),
            models.CheckConstraint(
                name="document_infected_by_something",
                condition=(Q(scan_state=ScanState.INFECTED) & ~Q(scan_finding=""))
                | (~Q(scan_state=ScanState.INFECTED) & Q(scan_finding="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.pk})"

    @property
    def removed_words(self) -> str:
        """What was taken out, in the active language, with commas between."""
        return ", ".join(str(Removed(each).label) for each in self.removed)

    @property
    def is_openable(self) -> bool:
        """Whether the virus scan lets the bytes, or what was made of them, be handed out."""
        return self.scan_state in OPENABLE_STATES

    def is_openable_now(self) -> bool:
        """As is_openable, as the database says at this moment; False if the document is gone.

        For what hands out many documents one after the other: verdicts come meanwhile.
        """
        states = Document.objects.filter(pk=self.pk).values_list("scan_state", flat=True)
        state = states.first()
        self.scan_state = state or self.scan_state
        return state is not None and self.is_openable

    def open_original(self, ring: KeyRing | None = None) -> "File[Any]":
        """The bytes as they were sent, for their author alone; errors as open() raises them."""
        self.refuse_withheld()
        return self.open_original_unreleased(ring)

    def open(self, ring: KeyRing | None = None) -> "File[Any]":
        """The stored bytes; FileNotFoundError if the file is gone, UnreadableFile if it cannot be opened.

        Raises DocumentWithheld unless the virus scan has released it.
        """
        self.refuse_withheld()
        return self.open_unreleased(ring)

    def refuse_withheld(self) -> None:
        if not self.is_openable:
            raise DocumentWithheld(self.scan_state)

    def open_original_unreleased(self, ring: KeyRing | None = None) -> "File[Any]":
        """As below, the bytes as they were sent."""
        original = OriginalFile.objects.filter(document=self).first() if self.removed else None
        return original.open(ring) if original else self.open_unreleased(ring)

    def open_unreleased(self, ring: KeyRing | None = None) -> "File[Any]":
        """For the virus scan, and for copies in the storage that have the same state; else use open()."""
        return open_stored(self.storage_name, ring)


class DocumentAccess(models.Model):
    """Somebody on the staff read a document; the row outlives the document and the account."""

    document = models.ForeignKey(
        Document,
        models.SET_NULL,
        null=True,
        verbose_name=_("document"),
        related_name="accesses",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        verbose_name=_("by"),
        related_name="+",
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("access to a document")
        verbose_name_plural = _("accesses to documents")
        ordering = ("-at", "-pk")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.document_id} {self.at:%Y-%m-%d %H:%M}"
