"""What the public saw of a posting from one publication on; rows are added, never changed."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

LONGEST_REASON = 500
"""Characters of the reason for which a posting is published in spite of what blocks."""


def is_open_at(now: datetime, *, posting: str, edition: str) -> Q:
    """Rows whose posting takes applications at `now`; the prefixes lead to posting and edition."""
    in_time = Q(**{f"{edition}closes_at": None}) | Q(**{f"{edition}closes_at__gt": now})
    return in_time & Q(**{f"{posting}closed_at": None, f"{edition}opens_at__lte": now})


class Edition(models.Model):
    """What the public saw of a posting from one moment on; rows are added, never changed."""

    posting = models.ForeignKey("careers.Posting", models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(_("number"))
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        verbose_name=_("published by"),
        related_name="+",
    )
    languages = ArrayField(models.CharField(max_length=10), verbose_name=_("languages"))
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("deadline"), null=True)
    pay_reason = models.CharField(_("reason for giving no pay"), max_length=300, blank=True)
    overridden = ArrayField(
        models.CharField(max_length=60),
        default=list,
        verbose_name=_("overridden findings"),
        help_text="Codes of the blocking findings (careers.checks) that were overridden.",
    )
    override_reason = models.CharField(
        _("why it was published anyway"), max_length=LONGEST_REASON, blank=True
    )
    draft_version = models.PositiveIntegerField(
        default=0, help_text="The posting's version that this edition shows."
    )
    facets = ArrayField(
        models.CharField(max_length=80),
        default=list,
        help_text="What lists filter by, as name:code, for example place:berlin.",
    )
    facts = models.JSONField(default=dict, help_text="See careers.editions.EditionFacts.")

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ("posting", "-number")
        indexes = (
            GinIndex(fields=["facets"], name="edition_facets"),
            models.Index(fields=["opens_at"], name="edition_opening"),
            models.Index(fields=["closes_at"], name="edition_ending"),
        )
        constraints = (
            models.UniqueConstraint(fields=["posting", "number"], name="edition_number_once"),
            models.CheckConstraint(
                name="edition_has_a_language", condition=Q(languages__len__gt=0)
            ),
            models.CheckConstraint(
                name="edition_closes_after_it_opens",
                condition=Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
            ),
            models.CheckConstraint(
                name="edition_states_pay_or_why_not",
                condition=~Q(facts__pay=None) | ~Q(pay_reason="") | ~Q(override_reason=""),
                violation_error_message=_("An edition states the pay, or says why it does not."),
            ),
            models.CheckConstraint(
                name="edition_override_has_a_reason",
                condition=Q(overridden=[]) | ~Q(override_reason=""),
                violation_error_message=_("Whoever overrides a finding says why."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.posting_id}/{self.number}"

    def is_open(self, now: datetime) -> bool:
        """Whether `now` lies between opening (included) and deadline (excluded)."""
        return self.opens_at <= now and (self.closes_at is None or now < self.closes_at)
