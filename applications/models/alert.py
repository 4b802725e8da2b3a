"""A job alert: an address, a search, and how often to write."""

from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models.validators import refuse_control_characters, refuse_line_breaks
from careers.models.address_field import AddressField


class JobAlertQuerySet(models.QuerySet["JobAlert"]):
    def with_confirmed_address(self) -> Self:
        return self.filter(confirmed_at__isnull=False)

    def without_refused_mails(self) -> Self:
        """Those whose address the mail server has not refused for good."""
        return self.exclude(deliveries__refused_at__isnull=False)


JobAlertManager = models.Manager.from_queryset(JobAlertQuerySet)


class JobAlert(models.Model):
    """Somebody wants a mail about new postings that fit a search; confirmed by the address first."""

    class Frequency(models.TextChoices):
        DAILY = "daily", _("once a day")
        WEEKLY = "weekly", _("once a week")

    token = models.UUIDField(unique=True, default=uuid4)
    email = AddressField(_("email"), validators=[refuse_line_breaks, refuse_control_characters])
    language = models.CharField(_("language"), max_length=10)
    query = models.CharField(
        max_length=2000, blank=True, help_text="As careers.search.Search.query has it."
    )
    frequency = models.CharField(
        _("how often"), max_length=10, choices=Frequency.choices, default=Frequency.WEEKLY
    )
    created_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, help_text="When the address was asked to confirm.")
    confirmed_at = models.DateTimeField(null=True)
    last_sent_at = models.DateTimeField(null=True)

    objects: ClassVar["JobAlertManager[JobAlert]"] = JobAlertManager()

    class Meta:
        verbose_name = _("job alert")
        verbose_name_plural = _("job alerts")
        default_permissions = ("view", "delete")
        constraints = (
            models.UniqueConstraint(
                fields=["email", "language", "query"], name="alert_once_a_search"
            ),
            models.CheckConstraint(
                name="alert_frequency_is_known", condition=Q(frequency__in=["daily", "weekly"])
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_frequency_display()} {self.query or '*'}"
