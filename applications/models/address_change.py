"""A new e-mail address that an applicant has given and not yet confirmed, or whose forerunner is to be told."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models.application import Application
from careers.models.address_field import AddressField

CHANGE_TIME = timedelta(days=1)
"""How long the link to confirm a new address works, and how long the earlier address is kept to be told."""


class AddressChangeQuerySet(models.QuerySet["AddressChange"]):
    def waiting(self, now: datetime) -> Self:
        """Those whose link still works.

        Of what a browser asked for without a mailed link: while that browser may open the application.
        """
        asked = self.filter(confirmed_at=None, asked_at__gt=now - CHANGE_TIME)
        still_open = Application.objects.open_to_browsers()
        return asked.filter(Q(is_of_browser=False) | Q(application__in=still_open))

    def over(self, now: datetime) -> Self:
        """Those of which nothing comes any more."""
        begun = now - CHANGE_TIME
        return self.filter(Q(confirmed_at=None, asked_at__lte=begun) | Q(confirmed_at__lte=begun))


AddressChangeManager = models.Manager.from_queryset(AddressChangeQuerySet)


class AddressChange(models.Model):
    """From the wish to have mails sent elsewhere to the mail that tells the earlier address; then it goes.

    `email` is the new address until it is confirmed, and from then on the earlier one.
    """

    application = models.OneToOneField(
        "applications.Application", models.CASCADE, related_name="address_change"
    )
    email = AddressField(_("email"))
    is_of_browser = models.BooleanField(
        db_default=False, help_text="Asked for by the browser that applied, not by a mailed link."
    )
    asked_at = models.DateTimeField(_("at"))
    sent_at = models.DateTimeField(_("email sent"), null=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)

    objects: ClassVar["AddressChangeManager[AddressChange]"] = AddressChangeManager()

    class Meta:
        verbose_name = _("change of address")
        verbose_name_plural = _("changes of addresses")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.application_id} {self.asked_at:%Y-%m-%d %H:%M}"
