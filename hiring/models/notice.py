"""Who on the staff wants to learn of new applications by mail, and the mails that say so."""

from datetime import datetime
from typing import ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models.mail_delivery import ANSWER_LENGTH
from hiring.enums import NoticeTiming


class NoticePreference(models.Model):
    """One person's choice; without one hiring.services.notices says what goes."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="notice_preference",
        verbose_name=_("person"),
    )
    timing = models.CharField(
        _("emails about new applications"), max_length=10, choices=NoticeTiming.choices
    )
    language = models.CharField(_("language"), max_length=10)
    changed_at = models.DateTimeField(_("changed"))

    objects: ClassVar[models.Manager["NoticePreference"]] = models.Manager()

    class Meta:
        verbose_name = _("choice of notices")
        verbose_name_plural = _("choices of notices")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="notice_timing_is_known", condition=Q(timing__in=NoticeTiming.values)
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.timing}"


class StaffNoticeQuerySet(models.QuerySet["StaffNotice"]):
    def due(self, now: datetime) -> Self:
        """Those that are not done with, and whose time has come, the oldest first."""
        return self.filter(ended_at=None, retry_at__lte=now).order_by("pk")


StaffNoticeManager = models.Manager.from_queryset(StaffNoticeQuerySet)


class StaffNotice(models.Model):
    """A mail about one new application, or one a day about those between two moments.

    Written before it is sent, and its Message-ID is fixed. Done with when `ended_at` is set; no
    mail went where `sent_at` is empty then, since there was nothing to say or it was refused.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    application = models.ForeignKey(
        "applications.Application", models.CASCADE, null=True, related_name="staff_notices"
    )
    day = models.DateField(null=True)
    covers_from = models.DateTimeField(null=True)
    covers_until = models.DateTimeField(null=True)
    message_uuid = models.UUIDField(default=uuid4, unique=True)
    retry_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=ANSWER_LENGTH, blank=True)

    objects: ClassVar["StaffNoticeManager[StaffNotice]"] = StaffNoticeManager()

    class Meta:
        verbose_name = _("notice to staff")
        verbose_name_plural = _("notices to staff")
        default_permissions = ()
        indexes = (
            models.Index(
                fields=["retry_at"], condition=Q(ended_at=None), name="staff_notice_not_ended"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["user", "application"], name="staff_notice_once_an_application"
            ),
            models.UniqueConstraint(fields=["user", "day"], name="staff_notice_once_a_day"),
            models.CheckConstraint(
                name="staff_notice_is_of_one_kind",
                condition=Q(application__isnull=False, day=None, covers_from=None)
                | Q(
                    application=None,
                    day__isnull=False,
                    covers_from__isnull=False,
                    covers_until__isnull=False,
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.application_id or self.day}"

    @property
    def message_id(self) -> str:
        """The Message-ID of each try to send this mail (RFC 5322, section 3.6.4)."""
        return f"<{self.message_uuid.hex}.notice@{settings.EMAIL_DOMAIN}>"
