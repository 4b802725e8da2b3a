"""A second application of one person for one posting, after it was merged into the first."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from careers.models import plain_fields
from careers.models.address_field import AddressField


class MergedApplication(models.Model):
    """What was said only in an application that lives on in another one, and the key to it.

    Its documents, messages and all other rows belong to `application` now. Links that were mailed
    for its reference open that one, until they are too old or all links are made invalid.
    """

    application = models.ForeignKey(
        "applications.Application", models.CASCADE, related_name="merged"
    )
    reference = plain_fields.CharField(
        pgettext_lazy("application", "reference"), max_length=9, unique=True
    )
    link_version = models.PositiveIntegerField()
    name = plain_fields.CharField(_("name"), max_length=120)
    email = AddressField(_("email"), blank=True)
    phone = plain_fields.CharField(_("phone"), max_length=40, blank=True)
    message = plain_fields.TextField(_("message"), max_length=5000, blank=True)
    answers = models.JSONField(_("answers"), default=list, blank=True)
    submitted_at = models.DateTimeField(_("received"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("by"), related_name="+"
    )

    objects: ClassVar[models.Manager["MergedApplication"]] = models.Manager()

    class Meta:
        verbose_name = _("merged application")
        verbose_name_plural = _("merged applications")
        ordering = ("at", "pk")
        default_permissions = ()

    def __str__(self) -> str:
        return self.reference
