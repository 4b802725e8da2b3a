"""Files that were stored before files were encrypted, until they are."""

from typing import ClassVar

from django.db import models


class PlainFile(models.Model):
    """A stored file that may be opened though it is not encrypted.

    The migration that brought encryption wrote down which ones there were, and nothing adds to them: a
    plain file that somebody puts in the place of an encrypted one is refused.
    """

    storage_name = models.CharField(max_length=80, primary_key=True)
    missed_at = models.DateTimeField(
        null=True, help_text="When it was last gone; those that are there are encrypted first."
    )

    objects: ClassVar[models.Manager["PlainFile"]] = models.Manager()

    class Meta:
        verbose_name = "file that is not encrypted yet"
        verbose_name_plural = "files that are not encrypted yet"
        default_permissions = ()

    def __str__(self) -> str:
        return self.storage_name
