"""Who on the staff has read which application, and until when."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReadMark(models.Model):
    """One person opened one application, the last time at `at`; unread without a row for that person."""

    application = models.ForeignKey(
        "applications.Application", models.CASCADE, related_name="read_marks"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="read_marks",
        verbose_name=_("person"),
    )
    at = models.DateTimeField(_("at"))

    objects: ClassVar[models.Manager["ReadMark"]] = models.Manager()

    class Meta:
        verbose_name = _("read mark")
        verbose_name_plural = _("read marks")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["user", "application"], name="read_mark_once"),
        )
