"""What happened to a posting, when, and by whom."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PostingEvent(models.Model):
    """What happened to a posting for the public, when, by whom, and why; rows are only added.

    OPENED and ENDED are written by the periodic job, at the very moment their edition names.
    """

    class Kind(models.TextChoices):
        PUBLISHED = "published", _("published")
        CLOSED = "closed", _("closed")
        REOPENED = "reopened", _("reopened")
        EXTENDED = "extended", _("deadline changed")
        OPENED = "opened", _("opened on its date")
        ENDED = "ended", _("deadline reached")

    posting = models.ForeignKey("careers.Posting", models.CASCADE, related_name="events")
    kind = models.CharField(_("what happened"), max_length=20, choices=Kind.choices)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        verbose_name=_("by"),
        related_name="+",
    )
    edition = models.ForeignKey("careers.Edition", models.CASCADE, null=True, related_name="events")
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="event_of_a_date_once",
                fields=["edition", "kind"],
                condition=Q(kind__in=["opened", "ended"]),
            ),
            models.CheckConstraint(
                name="event_kind_is_known",
                condition=Q(
                    kind__in=["published", "closed", "reopened", "extended", "opened", "ended"]
                ),
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()
