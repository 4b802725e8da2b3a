"""How far HR managers have been reminded of an application that nobody decides on."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hiring.enums import ReminderStep


class UndecidedReminder(models.Model):
    """The last step taken, and when; a procedure ends by itself only some time after it was asked for."""

    application = models.OneToOneField(
        "applications.Application",
        models.CASCADE,
        primary_key=True,
        related_name="undecided_reminder",
    )
    step = models.CharField(max_length=10, choices=ReminderStep.choices)
    at = models.DateTimeField()

    objects: ClassVar[models.Manager["UndecidedReminder"]] = models.Manager()

    class Meta:
        verbose_name = _("reminder of an undecided application")
        verbose_name_plural = _("reminders of undecided applications")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="undecided_reminder_step_is_known",
                condition=Q(step__in=ReminderStep.values),
            ),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.step}"
