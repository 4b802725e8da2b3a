"""A former address of a posting."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Redirect(models.Model):
    """An address that a posting had on a former site; it leads to the posting for good."""

    path = models.CharField(
        _("old path"),
        max_length=500,
        unique=True,
        help_text=_("With a slash at the start and none at the end, for example /jobs/cook.html."),
    )
    posting = models.ForeignKey("careers.Posting", models.CASCADE, related_name="redirects")
    language = models.CharField(_("language"), max_length=10)

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ("path",)

    def __str__(self) -> str:
        return self.path
