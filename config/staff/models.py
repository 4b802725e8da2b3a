"""Invitations: who was invited by whom, when, into which group, and what became of it."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.models.validators import (
    refuse_control_characters,
    refuse_line_breaks,
    refuse_unreachable_addresses,
)
from careers.models import plain_fields
from careers.models.address_field import AddressField

OF_ONE_LINE = (refuse_line_breaks, refuse_control_characters)
"""What a name must pass to stand in a mail."""


class InvitationState(models.TextChoices):
    OPEN = "open", pgettext_lazy("invitation", "open")
    EXPIRED = "expired", pgettext_lazy("invitation", "expired")
    ACCEPTED = "accepted", pgettext_lazy("invitation", "accepted")
    REVOKED = "revoked", pgettext_lazy("invitation", "withdrawn")


ALREADY_INVITED = _("This address has an invitation already; send it again.")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> Self:
        """Neither accepted nor withdrawn, whether its link still holds or not."""
        return self.filter(accepted_at=None, revoked_at=None)


InvitationManager = models.Manager.from_queryset(InvitationQuerySet)


class Invitation(models.Model):
    """One person invited to become staff; the account is made when the person accepts.

    `link_made_at` starts the days of settings.INVITATION_DAYS, `link_version` makes earlier links invalid.
    """

    first_name = plain_fields.CharField(_("first name"), max_length=150, validators=OF_ONE_LINE)
    last_name = plain_fields.CharField(_("last name"), max_length=150, validators=OF_ONE_LINE)
    email = AddressField(_("email"), validators=[refuse_unreachable_addresses])
    group = models.ForeignKey(
        "auth.Group", models.SET_NULL, null=True, verbose_name=_("group"), related_name="+"
    )
    posting = models.ForeignKey(
        "careers.Posting",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("hiring team of"),
        related_name="+",
        help_text=_("Adds the person to the hiring team of this posting."),
    )
    language = models.CharField(
        _("language of the email"), max_length=10, default=settings.LANGUAGE_CODE
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        verbose_name=_("invited by"),
        related_name="+",
    )
    invited_at = models.DateTimeField(_("invited on"), editable=False)
    link_made_at = models.DateTimeField(editable=False)
    link_version = models.PositiveIntegerField(default=1, editable=False)
    accepted_at = models.DateTimeField(_("accepted on"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("withdrawn on"), null=True, editable=False)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        verbose_name=_("account"),
        related_name="+",
    )

    objects: ClassVar["InvitationManager[Invitation]"] = InvitationManager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering: ClassVar = ["-invited_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="one_waiting_invitation_per_address",
                violation_error_message=ALREADY_INVITED,
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None),
                name="invitation_is_accepted_or_revoked",
                violation_error_message=_("An invitation that was accepted cannot be withdrawn."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name} ({self.email})"

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def expires_at(self) -> datetime:
        return self.link_made_at + timedelta(days=settings.INVITATION_DAYS)

    @property
    def state(self) -> InvitationState:
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.revoked_at:
            return InvitationState.REVOKED
        expired = self.expires_at <= timezone.now()
        return InvitationState.EXPIRED if expired else InvitationState.OPEN
