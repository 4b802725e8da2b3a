"""Exports of applications: files that a job makes for one person, and who exported what."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hiring.enums import ExportKind, ExportState

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser, User


class ExportQuerySet(models.QuerySet["Export"]):
    def of_user(self, user: "User | AnonymousUser") -> Self:
        """Those that this person asked for; nobody else has anything to do with them."""
        return self.filter(user=user.pk)

    def with_documents_of(self, application: int | None) -> Self:
        """Those with the documents of this application, also before they are ready."""
        live = (ExportState.WAITING, ExportState.MAKING, ExportState.READY)
        return self.filter(
            kind=ExportKind.DOCUMENTS, state__in=live, accesses__application=application
        )

    def past_expiry(self, now: "datetime") -> Self:
        return self.filter(expires_at__lte=now)


ExportManager = models.Manager.from_queryset(ExportQuerySet)


class Export(models.Model):
    """A file that a job makes for one person, and that goes after some days.

    The applications in it are those of its rows of ExportAccess, in their order. Erasing one of
    them ends the export with its file (hiring.services.export_files).
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="exports", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ExportKind.choices)
    columns = models.JSONField(default=list, blank=True)
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(
        _("state"), max_length=10, choices=ExportState.choices, default=ExportState.WAITING
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField(null=True)
    storage_name = models.CharField(max_length=80, unique=True, editable=False)
    data_key = models.OneToOneField(
        "applications.DataKey",
        models.SET_NULL,
        null=True,
        editable=False,
        help_text="Of its own, since the applications in it end it one by one.",
    )
    document_keys = ArrayField(
        models.BigIntegerField(),
        null=True,
        editable=False,
        help_text="Documents in the file that is ready; null if there are none, or of an earlier release.",
    )
    asked_at = models.DateTimeField(_("asked for"))
    expires_at = models.DateTimeField(_("expires"))

    objects: ClassVar["ExportManager[Export]"] = ExportManager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ("-asked_at", "-pk")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="export_is_known",
                condition=Q(kind__in=ExportKind.values, state__in=ExportState.values),
            ),
            models.CheckConstraint(
                name="export_expires_after_it_was_asked_for",
                condition=Q(expires_at__gt=F("asked_at")),
            ),
            models.CheckConstraint(
                name="export_has_a_size_when_ready",
                condition=~Q(state=ExportState.READY) | Q(size__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_on_its_way(self) -> bool:
        return ExportState(self.state).is_on_its_way

    @property
    def is_ready(self) -> bool:
        return self.state == ExportState.READY


class ExportAccess(models.Model):
    """Somebody on the staff exported an application; the row outlives the export and the account."""

    application = models.ForeignKey(
        "applications.Application", models.CASCADE, related_name="export_accesses"
    )
    export = models.ForeignKey(Export, models.SET_NULL, null=True, related_name="accesses")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        verbose_name=_("by"),
        related_name="+",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ExportKind.choices)
    at = models.DateTimeField(_("at"))

    objects: ClassVar[models.Manager["ExportAccess"]] = models.Manager()

    class Meta:
        verbose_name = _("access by export")
        verbose_name_plural = _("accesses by export")
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=["export", "application"], name="export_access_once_an_export"
            ),
            models.CheckConstraint(
                name="export_access_kind_is_known", condition=Q(kind__in=ExportKind.values)
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class ExportChoice(models.Model):
    """Which kind and columns a person chose last."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="export_choice"
    )
    kind = models.CharField(max_length=10, choices=ExportKind.choices)
    columns = models.JSONField(default=list, blank=True)

    objects: ClassVar[models.Manager["ExportChoice"]] = models.Manager()

    class Meta:
        verbose_name = _("choice of an export")
        verbose_name_plural = _("choices of exports")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}"
