"""What the staff did with its own side of an application, for the history on its page."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hiring.enums import RecordChangeKind


class RecordChange(models.Model):
    """Rows are only added. `detail` is the name of the tag, own stage or person at that time."""

    application = models.ForeignKey(
        "applications.Application", models.CASCADE, related_name="record_changes"
    )
    kind = models.CharField(_("kind"), max_length=30, choices=RecordChangeKind.choices)
    detail = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("by"), related_name="+"
    )

    objects: ClassVar[models.Manager["RecordChange"]] = models.Manager()

    class Meta:
        verbose_name = _("change by the staff")
        verbose_name_plural = _("changes by the staff")
        ordering = ("at", "pk")
        default_permissions = ("view",)
        constraints = (
            models.CheckConstraint(
                name="record_change_is_known", condition=Q(kind__in=RecordChangeKind.values)
            ),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.kind}"
