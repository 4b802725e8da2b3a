"""What a limit has counted of late."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecentUses(models.Model):
    """The uses of one limited thing within its window, as applications.rate_limit counts them.

    What the thing is, an address of a network or a mailbox among others, is known by its digest only.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    uses = models.JSONField(default=list)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("recent uses")
        verbose_name_plural = _("recent uses")
        default_permissions = ()

    def __str__(self) -> str:
        return self.digest
