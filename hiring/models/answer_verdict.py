"""Whether a document that was asked for is what was needed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hiring.enums import Verdict


class AnswerVerdict(models.Model):
    """HR's word on the answer to one request; what is asked for again is a new request."""

    request = models.OneToOneField(
        "applications.DocumentRequest",
        models.CASCADE,
        primary_key=True,
        related_name="verdict",
        verbose_name=_("request"),
    )
    verdict = models.CharField(_("verdict"), max_length=20, choices=Verdict.choices)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("by"), related_name="+"
    )

    objects: ClassVar[models.Manager["AnswerVerdict"]] = models.Manager()

    class Meta:
        verbose_name = _("verdict on a document")
        verbose_name_plural = _("verdicts on documents")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="answer_verdict_is_known", condition=Q(verdict__in=Verdict.values)
            ),
        )

    def __str__(self) -> str:
        return f"{self.request_id} {self.verdict}"
