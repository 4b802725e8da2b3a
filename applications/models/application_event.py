"""What happened to an application; and the proof that one was erased."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.enums import ErasureReason, EventKind


class ApplicationEvent(models.Model):
    """Something that happened to an application beside its moves; rows are only added.

    Without `by` the applicant did it. `detail` is a code: of DocumentKind for documents, of
    HoldReason for a legal hold, else empty. `told_at` is when a mail confirmed added documents.
    """

    application = models.ForeignKey(
        "applications.Application", models.CASCADE, related_name="events"
    )
    kind = models.CharField(_("kind"), max_length=30, choices=EventKind.choices)
    detail = models.CharField(max_length=30, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("by"), related_name="+"
    )
    told_at = models.DateTimeField(_("email sent"), null=True, editable=False)

    objects: ClassVar[models.Manager["ApplicationEvent"]] = models.Manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("at", "pk")
        default_permissions = ("view",)
        indexes = (
            # What is new in the inbox of the staff.
            models.Index(
                fields=["application", "at"],
                condition=Q(
                    kind__in=(EventKind.DOCUMENT_ADDED, EventKind.DOCUMENT_REPLACED), by=None
                ),
                name="application_event_arrival",
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="application_event_is_known", condition=Q(kind__in=EventKind.values)
            ),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.kind}"


class ErasureProof(models.Model):
    """That an application was erased, when and why; it tells nothing about the person.

    Whoever still knows the reference can find the row by its SHA-256 digest.
    """

    reference_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(_("at"))
    reason = models.CharField(_("reason"), max_length=20, choices=ErasureReason.choices)

    objects: ClassVar[models.Manager["ErasureProof"]] = models.Manager()

    class Meta:
        verbose_name = _("proof of an erasure")
        verbose_name_plural = _("proofs of erasures")
        ordering = ("-at", "-pk")
        default_permissions = ("view",)
        constraints = (
            models.CheckConstraint(
                name="erasure_reason_is_known", condition=Q(reason__in=ErasureReason.values)
            ),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.reason}"
