"""A request for the full copy of one's data, which HR reviews (Art. 15 GDPR)."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.core.files.base import File
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applications.enums import CopyState
from applications.models.application import SEE_EVERY_APPLICATION, visible_to
from applications.models.data_key import open_stored
from applications.models.validators import refuse_control_characters
from careers.models import plain_fields

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

REVIEW_COPIES = "applications.change_copyrequest"
REASON_LENGTH = 1000


class CopyRequestQuerySet(models.QuerySet["CopyRequest"]):
    def for_user(self, user: "User | AnonymousUser") -> Self:
        """Those that a member of staff may review: with the right, for all but who is excluded."""
        if not CopyRequest.may_be_reviewed_by(user):
            return self.none()
        return self.filter(visible_to(user, application="application__"))

    def waiting(self) -> Self:
        """Those that nobody has answered."""
        return self.filter(state=CopyState.OPEN)

    def past_expiry(self, now: datetime) -> Self:
        """Those with a file that may not be fetched any more."""
        return self.exclude(storage_name="").filter(expires_at__lte=now)

    def fetchable(self, now: datetime) -> Self:
        """Those with a file whose time is not over, the newest first."""
        kept = self.exclude(storage_name="").filter(missing_since=None)
        return kept.filter(expires_at__gt=now).order_by("-pk")

    def file_names(self) -> list[str]:
        kept = self.exclude(storage_name="").order_by("pk")
        return list(kept.values_list("storage_name", flat=True))


CopyRequestManager = models.Manager.from_queryset(CopyRequestQuerySet)


class CopyRequest(models.Model):
    """Somebody wants to know all that is kept about their application, the staff's side included.

    It is to be answered within a month of `received_on`, or of two more after a word on why (Art.
    12(3)). Without `by` the applicant asked on their own page. What was released is a file that
    does not change any more; it goes when `expires_at` has come, or with the application.
    """

    application = models.ForeignKey(
        "applications.Application",
        models.CASCADE,
        verbose_name=_("application"),
        related_name="copy_requests",
    )
    asked_at = models.DateTimeField(_("at"))
    received_on = models.DateField(_("received on"))
    due_on = models.DateField(_("to be answered by"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("by"), related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=CopyState.choices, default=CopyState.OPEN
    )
    extension_reason = plain_fields.TextField(
        _("why it takes longer"),
        max_length=REASON_LENGTH,
        blank=True,
        validators=[refuse_control_characters],
    )
    refusal_reason = plain_fields.TextField(
        _("why it is refused"),
        max_length=REASON_LENGTH,
        blank=True,
        validators=[refuse_control_characters],
    )
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    storage_name = models.CharField(max_length=80, blank=True, editable=False)
    size = models.PositiveBigIntegerField(null=True, editable=False)
    missing_since = models.DateTimeField(
        _("file missing since"),
        null=True,
        editable=False,
        help_text="Noted by reconcile_documents, and forgotten when the file is back.",
    )
    expires_at = models.DateTimeField(_("can be downloaded until"), null=True, editable=False)

    objects: ClassVar["CopyRequestManager[CopyRequest]"] = CopyRequestManager()

    class Meta:
        verbose_name = _("request for a full copy")
        verbose_name_plural = _("requests for full copies")
        ordering = ("due_on", "pk")
        default_permissions = ("change",)
        constraints = (
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state=CopyState.OPEN),
                name="copy_request_open_once",
                violation_error_message=_("A request for the full copy is open already."),
            ),
            models.UniqueConstraint(
                fields=["storage_name"],
                condition=~Q(storage_name=""),
                name="copy_request_file_once",
            ),
            models.CheckConstraint(
                name="copy_request_state_is_known", condition=Q(state__in=CopyState.values)
            ),
            models.CheckConstraint(
                name="copy_request_is_due_later", condition=Q(due_on__gt=F("received_on"))
            ),
            models.CheckConstraint(
                name="copy_request_answer_has_a_time",
                condition=Q(state=CopyState.OPEN, answered_at=None)
                | (~Q(state=CopyState.OPEN) & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="copy_request_refusal_has_a_reason",
                condition=Q(state=CopyState.REFUSED) ^ Q(refusal_reason=""),
                violation_error_message=_("A refusal has a reason."),
            ),
            models.CheckConstraint(
                name="copy_request_file_expires",
                condition=Q(storage_name="")
                | Q(state=CopyState.RELEASED, size__isnull=False, expires_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.received_on}"

    @staticmethod
    def may_be_reviewed_by(user: "User | AnonymousUser") -> bool:
        """Whether somebody reviews copies at all; who is excluded from an application, not its own."""
        return user.is_active and user.has_perms((SEE_EVERY_APPLICATION, REVIEW_COPIES))

    @property
    def is_open(self) -> bool:
        return self.state == CopyState.OPEN

    @property
    def is_extended(self) -> bool:
        return bool(self.extension_reason)

    def is_fetchable(self, now: datetime) -> bool:
        """Whether there is a file whose time is not over (aware)."""
        is_there = self.storage_name != "" and self.missing_since is None
        return is_there and self.expires_at is not None and self.expires_at > now

    @property
    def file_name(self) -> str:
        """Under which the released file is saved."""
        return f"{self.application.reference}-full.zip"

    def days_left(self, today: date) -> int:
        """Until the last day to answer; negative after it."""
        return (self.due_on - today).days

    def open(self) -> "File[Any]":
        """The released file; FileNotFoundError if it is gone, UnreadableFile if it cannot be opened."""
        return open_stored(self.storage_name)
