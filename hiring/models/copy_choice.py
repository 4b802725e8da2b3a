"""What HR chose for one entry of a full copy: that the applicant reads it, or why not."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models.validators import refuse_control_characters
from careers.models import plain_fields

REASON_LENGTH = 300


class CopyChoice(models.Model):
    """Holds for what the entry said then (`digest`): of one that has changed since nothing is chosen.

    `entry` is a key of hiring.reviews.copy_entries. The reason stands in the copy, where the entry
    is blacked out (Art. 15(4) GDPR).
    """

    request = models.ForeignKey("applications.CopyRequest", models.CASCADE, related_name="choices")
    entry = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    is_released = models.BooleanField(_("released"))
    reason = plain_fields.CharField(
        _("reason"), max_length=REASON_LENGTH, blank=True, validators=[refuse_control_characters]
    )
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("by"), related_name="+"
    )

    objects: ClassVar[models.Manager["CopyChoice"]] = models.Manager()

    class Meta:
        verbose_name = _("choice for a full copy")
        verbose_name_plural = _("choices for full copies")
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["request", "entry"], name="copy_choice_once"),
            models.CheckConstraint(
                name="copy_choice_black_out_has_a_reason",
                condition=Q(is_released=True, reason="") | (Q(is_released=False) & ~Q(reason="")),
                violation_error_message=_("What is blacked out has a reason."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.request_id} {self.entry}"
