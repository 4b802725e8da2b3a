"""A stored document of an application or a draft, and who on the staff was handed it."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.enums import DocumentKind, MediaType, Removed
from applications.models.application import visible_to
from applications.models.document_preview import PreviewPage
from applications.models.original_file import OriginalFile

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


class DocumentQuerySet(models.QuerySet["Document"]):
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

    objects: ClassVar["DocumentManager[Document]"] = DocumentManager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("application", "position")
        default_permissions = ("view",)
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
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.pk})"

    @property
    def removed_words(self) -> str:
        """What was taken out, in the active language, with commas between."""
        return ", ".join(str(Removed(each).label) for each in self.removed)

    def open_original(self) -> "File[Any]":
        """The bytes as they were sent, for their author alone; FileNotFoundError as open() raises it."""
        original = OriginalFile.objects.filter(document=self).first() if self.removed else None
        return original.open() if original else self.open()

    def open(self) -> "File[Any]":
        """The stored bytes; FileNotFoundError if somebody removed the file behind our back."""
        return storages["documents"].open(self.storage_name, "rb")


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
