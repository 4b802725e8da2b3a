"""Messages to applicants, and documents that were asked for."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.enums import DocumentKind


class Message(models.Model):
    """Something the staff wrote to an applicant; it is read on the applicant's own page.

    A letter of the outbox stands there when it was sent, and not before.
    """

    application = models.ForeignKey(
        "applications.Application", models.CASCADE, related_name="letters"
    )
    subject = models.CharField(
        _("subject"), max_length=300, blank=True, help_text="Of a letter; other messages have none."
    )
    text = models.TextField(_("text"), max_length=5000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("by"), related_name="+"
    )
    at = models.DateTimeField(_("at"))
    told_at = models.DateTimeField(_("email sent"), null=True, editable=False)

    objects: ClassVar[models.Manager["Message"]] = models.Manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("at", "pk")
        default_permissions = ("add", "view")
        constraints = (
            models.CheckConstraint(
                name="message_is_not_empty",
                condition=~Q(text=""),
                violation_error_message=_("A message is not empty."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.at:%Y-%m-%d %H:%M}"


class DocumentRequest(models.Model):
    """A document that the staff asks an applicant for; answered by uploading it.

    There is none before its mail was sent. `reminded_at` is when the one mail that reminds of it was.
    """

    application = models.ForeignKey(
        "applications.Application", models.CASCADE, related_name="document_requests"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind.choices)
    note = models.CharField(_("what is needed, and why"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("by"), related_name="+"
    )
    at = models.DateTimeField(_("at"))
    told_at = models.DateTimeField(_("email sent"), null=True, editable=False)
    document = models.OneToOneField(
        "applications.Document",
        models.SET_NULL,
        null=True,
        editable=False,
        verbose_name=_("document"),
        related_name="answered_request",
    )
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    reminded_at = models.DateTimeField(_("reminded"), null=True, editable=False)

    objects: ClassVar[models.Manager["DocumentRequest"]] = models.Manager()

    class Meta:
        verbose_name = _("request for a document")
        verbose_name_plural = _("requests for documents")
        ordering = ("at", "pk")
        default_permissions = ("add", "view")

    def __str__(self) -> str:
        return self.get_kind_display()
