"""Mails of the outbox that ask for a document, or remind of one."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.enums import DocumentKind
from hiring.enums import ENDED_OUTGOING

BEING_ASKED = ~Q(mail__state__in=ENDED_OUTGOING) & Q(is_reminder=False)
"""The mail has not ended: nothing of it stands on the applicant's page."""


class RequestMail(models.Model):
    """What a mail of the outbox asks for; a request on the applicant's page when it was sent.

    Until then there is no row that the applicant's side knows of. A request has one such mail and at
    most one that reminds of it, which the database sees to. `again` is the earlier request whose
    answer was not what was needed.
    """

    mail = models.OneToOneField(
        "hiring.OutgoingMail", models.CASCADE, primary_key=True, related_name="about_request"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind.choices)
    note = models.CharField(_("what is needed, and why"), max_length=300, blank=True)
    is_reminder = models.BooleanField(default=False)
    request = models.ForeignKey(
        "applications.DocumentRequest", models.CASCADE, null=True, related_name="mails"
    )
    again = models.ForeignKey(
        "applications.DocumentRequest", models.SET_NULL, null=True, related_name="+"
    )

    objects: ClassVar[models.Manager["RequestMail"]] = models.Manager()

    class Meta:
        verbose_name = _("email about a document")
        verbose_name_plural = _("emails about documents")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=["request", "is_reminder"], name="request_is_asked_and_reminded_of_once"
            ),
            models.CheckConstraint(
                name="request_mail_reminds_of_something",
                condition=Q(is_reminder=False) | Q(request__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()
