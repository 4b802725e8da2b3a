"""That an application is to go to another posting: from the proposal to its end."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.enums import LIVE_TRANSFERS, TransferKind, TransferState
from careers.models.edition_text import text_for

if TYPE_CHECKING:
    from careers.models import EditionText


class TransferQuerySet(models.QuerySet["Transfer"]):
    def live(self) -> Self:
        """Those of which something is still to come; an application has one at most."""
        return self.filter(state__in=LIVE_TRANSFERS)

    def open_to_answer(self, now: datetime) -> Self:
        """Those that the applicant can agree to."""
        return self.filter(state=TransferState.PROPOSED, expires_at__gt=now)

    def expire(self, now: datetime) -> int:
        """End the proposals that nobody answered in time; how many."""
        over = self.filter(state=TransferState.PROPOSED, expires_at__lte=now)
        return over.update(state=TransferState.EXPIRED, ended_at=now)

    def moves(self) -> Self:
        """Those by which an application left a posting."""
        return self.filter(state=TransferState.DONE, kind=TransferKind.MOVE)

    def with_ads(self) -> Self:
        """With what ad_in() reads."""
        editions = "to_edition", "to_posting__current_edition"
        found = self.select_related(*editions, "copy")
        return found.prefetch_related(*(f"{edition}__texts" for edition in editions))

    def known_to_applicant(self) -> Self:
        """Those that the applicant has heard of."""
        return self.filter(Q(expires_at__isnull=False) | Q(state=TransferState.DONE))


TransferManager = models.Manager.from_queryset(TransferQuerySet)


class Transfer(models.Model):
    """One application and the posting that it is to go to, as the same row or as a copy.

    Its author is asked, or told where `is_asked` is false; nothing moves before that. What a done
    one led to: the posting's edition of that moment, and for a copy the new application, for as
    long as there is one. Its states follow applications.enums.NEXT_TRANSFER_STATES, by
    applications.services.transfers alone.
    """

    application = models.ForeignKey(
        "applications.Application", models.CASCADE, related_name="transfers"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=TransferKind.choices)
    state = models.CharField(
        _("state"), max_length=20, choices=TransferState.choices, default=TransferState.WAITING
    )
    is_asked = models.BooleanField(_("applicant is asked"), default=True)
    from_edition = models.ForeignKey("careers.Edition", models.PROTECT, related_name="+")
    to_posting = models.ForeignKey(
        "careers.Posting", models.PROTECT, related_name="+", verbose_name=_("other posting")
    )
    to_edition = models.ForeignKey("careers.Edition", models.PROTECT, null=True, related_name="+")
    copy = models.ForeignKey(
        "applications.Application", models.SET_NULL, null=True, related_name="copied_by"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("by"), related_name="+"
    )
    at = models.DateTimeField(_("at"))
    expires_at = models.DateTimeField(_("open until"), null=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    objects: ClassVar["TransferManager[Transfer]"] = TransferManager()

    class Meta:
        verbose_name = _("transfer to another posting")
        verbose_name_plural = _("transfers to other postings")
        ordering = ("at", "pk")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=LIVE_TRANSFERS),
                name="transfer_live_once",
                violation_error_message=_("Another transfer of this application is on its way."),
            ),
            models.CheckConstraint(
                name="transfer_is_known",
                condition=Q(kind__in=TransferKind.values, state__in=TransferState.values),
            ),
            models.CheckConstraint(
                name="transfer_proposed_expires",
                condition=~Q(state=TransferState.PROPOSED)
                | Q(is_asked=True, expires_at__isnull=False),
            ),
            models.CheckConstraint(
                name="transfer_has_an_end",
                condition=Q(state__in=LIVE_TRANSFERS, ended_at=None)
                | (~Q(state__in=LIVE_TRANSFERS) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="transfer_done_has_its_edition",
                condition=Q(state=TransferState.DONE, to_edition__isnull=False)
                | (~Q(state=TransferState.DONE) & Q(to_edition=None, copy=None)),
            ),
            models.CheckConstraint(
                name="transfer_move_makes_no_copy",
                condition=Q(copy=None) | Q(kind=TransferKind.COPY),
            ),
        )

    def __str__(self) -> str:
        return f"{self.application_id} → {self.to_posting_id} {self.state}"

    def ad_in(self, language: str) -> "EditionText":
        """The ad of the other posting, as it is or as it was when the transfer was done."""
        edition = self.to_edition or self.to_posting.current_edition
        if edition is None:
            raise ValueError("Nothing is transferred to a posting that was never published.")
        return text_for(edition, language)

    def is_open_to_answer(self, now: datetime) -> bool:
        proposed = self.state == TransferState.PROPOSED
        return proposed and self.expires_at is not None and now < self.expires_at

    @property
    def is_copy(self) -> bool:
        return self.kind == TransferKind.COPY
