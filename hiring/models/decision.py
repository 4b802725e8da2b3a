"""A decision about an application, from the first thought to the moment its author knows of it."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.enums import Stage
from applications.models.application import visible_to
from hiring.enums import LIVE_STATES, Announcement, DecisionState

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


class DecisionQuerySet(models.QuerySet["Decision"]):
    def for_user(self, user: "User | AnonymousUser") -> Self:
        """Decisions on the applications that a member of staff may see."""
        return self.filter(visible_to(user, application="application__"))

    def live(self) -> Self:
        """Those of which something is still to come: pending, or with a mail that waits."""
        return self.filter(state__in=LIVE_STATES)

    def pending(self) -> Self:
        return self.filter(state=DecisionState.PENDING)


DecisionManager = models.Manager.from_queryset(DecisionQuerySet)


class Decision(models.Model):
    """That an application shall go to another stage, by whom, why, and whether its author knows.

    The application itself moves when the decision is announced and not before: what its author
    sees, and the time for which the data are kept, follow `announced_at`. Its states follow
    hiring.enums.NEXT_DECISION_STATES, by hiring.services.decisions alone.
    """

    application = models.ForeignKey(
        "applications.Application", models.CASCADE, related_name="decisions"
    )
    to_stage = models.CharField(_("new stage"), max_length=20, choices=Stage.choices)
    reason = models.ForeignKey(
        "hiring.RejectionReason",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("reason"),
        related_name="+",
    )
    own_stage = models.ForeignKey(
        "hiring.OwnStage",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("own stage"),
        related_name="+",
        help_text="Into which it comes when the decision is announced.",
    )
    note = models.CharField(_("note"), max_length=500, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=DecisionState.choices, default=DecisionState.PENDING
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("by"), related_name="+"
    )
    at = models.DateTimeField(_("at"))
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    announced_at = models.DateTimeField(_("announced"), null=True, editable=False)
    announcement = models.CharField(
        _("announced how"), max_length=20, choices=Announcement.choices, blank=True, editable=False
    )
    mail = models.OneToOneField(
        "hiring.OutgoingMail",
        models.SET_NULL,
        null=True,
        editable=False,
        verbose_name=_("email"),
        related_name="decision",
    )

    objects: ClassVar["DecisionManager[Decision]"] = DecisionManager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ("-at", "-pk")
        default_permissions = ("view",)
        constraints = (
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=LIVE_STATES),
                name="decision_live_once",
                violation_error_message=_("Another decision on this application is on its way."),
            ),
            models.CheckConstraint(
                name="decision_is_known",
                condition=Q(state__in=DecisionState.values, to_stage__in=Stage.values),
            ),
            models.CheckConstraint(
                name="decision_announced_has_its_time",
                condition=Q(state=DecisionState.ANNOUNCED, announced_at__isnull=False)
                & ~Q(announcement="")
                | (~Q(state=DecisionState.ANNOUNCED) & Q(announced_at=None, announcement="")),
            ),
            models.CheckConstraint(
                name="decision_rejection_has_a_reason",
                condition=~Q(to_stage=Stage.REJECTED) | Q(reason__isnull=False),
                violation_error_message=_("A rejection has a reason."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.application_id} → {self.to_stage}"
