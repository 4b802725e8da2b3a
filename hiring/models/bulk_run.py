"""What somebody has done to several applications in one go, and how far it is with each."""

from typing import TYPE_CHECKING, ClassVar, NamedTuple, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from applications.models.application import visible_to
from hiring.enums import BulkItemState, BulkKind, BulkState

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser, User

SENTENCE_LENGTH = 500


class Progress(NamedTuple):
    """Numbers of applications; those erased meanwhile count for none of them."""

    done: int
    refused: int
    waiting: int


class BulkRunQuerySet(models.QuerySet["BulkRun"]):
    def of_user(self, user: "User | AnonymousUser") -> Self:
        """Those that this person began; nobody else has anything to do with them."""
        return self.filter(user=user.pk)

    def past_expiry(self, now: "datetime") -> Self:
        return self.filter(expires_at__lte=now)


BulkRunManager = models.Manager.from_queryset(BulkRunQuerySet)


class BulkRun(models.Model):
    """One thing to do and the applications to do it to, so that it goes on where it stopped.

    `options` is what hiring.services.bulk_steps makes of the form, empty when it is done. `token` is that of the form: sent
    twice it is one run.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="bulk_runs", verbose_name=_("person")
    )
    token = models.UUIDField(unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=BulkKind.choices)
    options = models.JSONField(default=dict, blank=True)
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(
        _("state"), max_length=10, choices=BulkState.choices, default=BulkState.WAITING
    )
    total = models.PositiveIntegerField()
    asked_at = models.DateTimeField(_("asked for"))
    expires_at = models.DateTimeField(_("expires"))

    objects: ClassVar["BulkRunManager[BulkRun]"] = BulkRunManager()

    class Meta:
        verbose_name = _("bulk step")
        verbose_name_plural = _("bulk steps")
        ordering = ("-asked_at", "-pk")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="bulk_run_is_known",
                condition=Q(kind__in=BulkKind.values, state__in=BulkState.values),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_on_its_way(self) -> bool:
        return BulkState(self.state).is_on_its_way

    def count_items(self) -> Progress:
        counts = {state.value: Count("pk", filter=Q(state=state)) for state in BulkItemState}
        return Progress(**self.items.aggregate(**counts))


class BulkItemQuerySet(models.QuerySet["BulkItem"]):
    def refused_for(self, user: "User | AnonymousUser") -> Self:
        """Those that were refused, of the applications that the person may still see."""
        seen = visible_to(user, application="application__")
        return self.filter(seen, state=BulkItemState.REFUSED).select_related("application")


BulkItemManager = models.Manager.from_queryset(BulkItemQuerySet)


class BulkItem(models.Model):
    """One application of a run; `sentence` says for staff why it was refused."""

    run = models.ForeignKey(BulkRun, models.CASCADE, related_name="items")
    application = models.ForeignKey(
        "applications.Application", models.CASCADE, related_name="bulk_items"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=BulkItemState.choices, default=BulkItemState.WAITING
    )
    sentence = models.CharField(max_length=SENTENCE_LENGTH, blank=True)
    mail = models.ForeignKey("hiring.OutgoingMail", models.SET_NULL, null=True, related_name="+")

    objects: ClassVar["BulkItemManager[BulkItem]"] = BulkItemManager()

    class Meta:
        verbose_name = _("application of a bulk step")
        verbose_name_plural = _("applications of bulk steps")
        ordering = ("pk",)
        default_permissions = ()
        indexes = (
            models.Index(
                fields=["run", "id"], condition=Q(state="waiting"), name="bulk_item_waiting"
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=["run", "application"], name="bulk_item_once_a_run"),
            models.CheckConstraint(
                name="bulk_item_state_is_known", condition=Q(state__in=BulkItemState.values)
            ),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.state}"
