"""Mails between the decision to send them and the answer of the mail server."""

from typing import TYPE_CHECKING, ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.enums import MailKind
from applications.models.application import visible_to

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

ANSWER_LENGTH = 300
SUBJECTS = ("application", "draft", "alert")


def is_about_one_row() -> Q:
    """The condition that exactly one of the subjects is named."""
    condition = Q()
    for name in SUBJECTS:
        condition |= Q(**{f"{other}__isnull": other != name for other in SUBJECTS})
    return condition


class MailDeliveryQuerySet(models.QuerySet["MailDelivery"]):
    def for_user(self, user: "User | AnonymousUser") -> Self:
        """Of applications that a member of staff may see; never of drafts and alerts."""
        of_applications = self.filter(application__isnull=False)
        return of_applications.filter(visible_to(user, application="application__"))

    def with_refusal(self) -> Self:
        """Those that were refused for good."""
        return self.filter(refused_at__isnull=False)


MailDeliveryManager = models.Manager.from_queryset(MailDeliveryQuerySet)


class MailDelivery(models.Model):
    """A mail between the decision to send it and the server's answer; gone once it was taken.

    Written before the server is spoken to, so that a mail whose worker died is sent again under
    the same Message-ID. A mail that was refused for good stays, with the server's answer. `content`
    tells a mail from the one before of its kind about the same row.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=MailKind.choices)
    application = models.ForeignKey(
        "applications.Application", models.CASCADE, null=True, related_name="deliveries"
    )
    draft = models.ForeignKey(
        "applications.Draft", models.CASCADE, null=True, related_name="deliveries"
    )
    alert = models.ForeignKey(
        "applications.JobAlert", models.CASCADE, null=True, related_name="deliveries"
    )
    content = models.CharField(max_length=64, blank=True)
    message_uuid = models.UUIDField(default=uuid4)
    sending_since = models.DateTimeField(_("being sent since"), null=True)
    refused_at = models.DateTimeField(_("refused on"), null=True)
    answer = models.CharField(_("answer of the mail server"), max_length=ANSWER_LENGTH, blank=True)

    objects: ClassVar["MailDeliveryManager[MailDelivery]"] = MailDeliveryManager()

    class Meta:
        verbose_name = _("delivery of an email")
        verbose_name_plural = _("deliveries of emails")
        default_permissions = ("view",)
        constraints = (
            models.UniqueConstraint(
                fields=["kind", *SUBJECTS], name="delivery_once_a_kind", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="delivery_kind_is_known", condition=Q(kind__in=MailKind.values)
            ),
            models.CheckConstraint(name="delivery_is_about_one_row", condition=is_about_one_row()),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.application_id or self.draft_id or self.alert_id}"

    @property
    def message_id(self) -> str:
        """The Message-ID of each try to send this mail (RFC 5322, section 3.6.4)."""
        return f"<{self.message_uuid.hex}.{self.kind}@{settings.EMAIL_DOMAIN}>"
