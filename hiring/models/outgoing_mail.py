"""The outbox: every mail that HR causes, from its draft to the answer of the mail server."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models.application import visible_to
from applications.models.mail_delivery import ANSWER_LENGTH
from applications.models.validators import refuse_control_characters, refuse_line_breaks
from careers.models import plain_fields
from hiring.enums import ENDED_OUTGOING, Occasion, OutgoingState
from hiring.models.mail_template import BODY_LENGTH, SUBJECT_LENGTH

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

ROOM_FOR_WORDS = 2
"""Placeholders make a letter longer than its template."""


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def for_user(self, user: "User | AnonymousUser") -> Self:
        """Mails about the applications that a member of staff may see."""
        return self.filter(visible_to(user, application="application__"))

    def waiting(self) -> Self:
        return self.filter(state=OutgoingState.WAITING)

    def due(self, now: datetime) -> Self:
        """Those that wait and whose time has come, the oldest first."""
        return self.waiting().filter(send_after__lte=now).order_by("send_after", "pk")

    def not_ended(self) -> Self:
        """Those of which nobody can say yet that they were sent, or that they never will be."""
        return self.exclude(state__in=ENDED_OUTGOING)


OutgoingMailManager = models.Manager.from_queryset(OutgoingMailQuerySet)


class OutgoingMail(models.Model):
    """One letter to one applicant. It may be edited while it waits, and never after.

    Its Message-ID is fixed before the first try. `sending_since` is committed before the mail
    server is spoken to; `answer` is what the server said at the last try that failed.
    """

    application = models.ForeignKey(
        "applications.Application", models.CASCADE, related_name="outgoing_mails"
    )
    occasion = models.CharField(_("occasion"), max_length=20, choices=Occasion.choices)
    language = models.CharField(_("language"), max_length=10)
    subject = plain_fields.CharField(
        _("subject"),
        max_length=SUBJECT_LENGTH * ROOM_FOR_WORDS,
        validators=[refuse_line_breaks, refuse_control_characters],
    )
    body = plain_fields.TextField(
        _("text"), max_length=BODY_LENGTH * ROOM_FOR_WORDS, validators=[refuse_control_characters]
    )
    state = models.CharField(
        _("state"), max_length=20, choices=OutgoingState.choices, default=OutgoingState.WAITING
    )
    send_after = models.DateTimeField(_("to be sent after"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("by"), related_name="+"
    )
    written_at = models.DateTimeField(_("written"))
    message_uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sending_since = models.DateTimeField(_("being sent since"), null=True, editable=False)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0, editable=False)
    answer = models.CharField(
        _("answer of the mail server"), max_length=ANSWER_LENGTH, blank=True, editable=False
    )
    ended_at = models.DateTimeField(_("sent or cancelled"), null=True, editable=False)
    transfer = models.OneToOneField(
        "applications.Transfer",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="mail",
        help_text="The proposal that this mail makes.",
    )

    objects: ClassVar["OutgoingMailManager[OutgoingMail]"] = OutgoingMailManager()

    class Meta:
        verbose_name = _("email in the outbox")
        verbose_name_plural = _("emails in the outbox")
        ordering = ("send_after", "pk")
        default_permissions = ("view",)
        indexes = (
            models.Index(
                fields=["send_after"],
                condition=~Q(state__in=("sent", "cancelled")),
                name="outgoing_mail_not_ended",
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="outgoing_mail_state_is_known", condition=Q(state__in=OutgoingState.values)
            ),
            models.CheckConstraint(
                name="outgoing_mail_is_sent_by_one",
                condition=Q(state=OutgoingState.SENDING, sending_since__isnull=False)
                | (~Q(state=OutgoingState.SENDING) & Q(sending_since=None)),
            ),
            models.CheckConstraint(
                name="outgoing_mail_has_an_end",
                condition=Q(state__in=("sent", "cancelled"), ended_at__isnull=False)
                | (~Q(state__in=("sent", "cancelled")) & Q(ended_at=None)),
            ),
        )

    def __str__(self) -> str:
        return self.subject

    @property
    def message_id(self) -> str:
        """The Message-ID of each try to send this mail (RFC 5322, section 3.6.4)."""
        return f"<{self.message_uuid.hex}.hiring@{settings.EMAIL_DOMAIN}>"

    @property
    def is_editable(self) -> bool:
        return self.state in {OutgoingState.WAITING, OutgoingState.REFUSED}
