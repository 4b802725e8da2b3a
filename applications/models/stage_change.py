"""From which stage to which, when, by whom and why."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applications.enums import Stage


class StageChange(models.Model):
    """Who moved an application, from where to where, when, and why; rows are only added.

    `told_at` is when a mail confirmed a withdrawal by the applicant.
    """

    application = models.ForeignKey(
        "applications.Application",
        models.CASCADE,
        verbose_name=_("application"),
        related_name="stage_changes",
    )
    from_stage = models.CharField(_("from"), max_length=20, choices=Stage.choices)
    to_stage = models.CharField(_("to"), max_length=20, choices=Stage.choices)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        verbose_name=_("by"),
        related_name="+",
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    told_at = models.DateTimeField(_("email sent"), null=True, editable=False)

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        ordering = ("application", "-at", "-pk")
        default_permissions = ("view",)
        constraints = (
            models.CheckConstraint(
                name="stage_change_changes_the_stage",
                condition=~Q(from_stage=F("to_stage")),
                violation_error_message=_("A move leads to another stage."),
            ),
            models.CheckConstraint(
                name="stage_change_stages_are_known",
                condition=Q(from_stage__in=Stage.values, to_stage__in=Stage.values),
                violation_error_message=_("There is no such stage."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.from_stage} → {self.to_stage}"

    @property
    def is_by_applicant(self) -> bool:
        """Whether the reason is the applicant's own; of a move by the staff the account may be gone."""
        return self.by_id is None and self.to_stage == Stage.WITHDRAWN
