from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PostingEvent(models.Model):
    """Who published, closed or reopened a posting, when, and why; rows are only added."""

    class Kind(models.TextChoices):
        PUBLISHED = "published", _("published")
        CLOSED = "closed", _("closed")
        REOPENED = "reopened", _("reopened")

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
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.get_kind_display()
