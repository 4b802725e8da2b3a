"""What the staff writes down about an application for each other."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from applications.models.validators import refuse_control_characters
from careers.models import plain_fields

NOTE_LENGTH = 2000


class Note(models.Model):
    """Staff only; it is erased with the application. The mail to those it mentions has no word of it."""

    application = models.ForeignKey(
        "applications.Application", models.CASCADE, related_name="staff_notes"
    )
    text = plain_fields.TextField(
        _("note"), max_length=NOTE_LENGTH, validators=[refuse_control_characters]
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("by"), related_name="+"
    )
    at = models.DateTimeField(_("at"))

    objects: ClassVar[models.Manager["Note"]] = models.Manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ("-at", "-pk")
        default_permissions = ("add", "view")
        indexes = (GinIndex(OpClass(Upper("text"), "gin_trgm_ops"), name="note_parts"),)
        constraints = (
            models.CheckConstraint(
                name="note_is_not_empty",
                condition=~Q(text=""),
                violation_error_message=_("A note is not empty."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.at:%Y-%m-%d %H:%M}"


class Mention(models.Model):
    """A colleague whom a note is for; `told_at` is when the mail was taken by the server."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="mentions")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("person"), related_name="mentions"
    )
    told_at = models.DateTimeField(_("email sent"), null=True, editable=False)

    objects: ClassVar[models.Manager["Mention"]] = models.Manager()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["note", "user"], name="mention_once_a_note"),
        )

    def __str__(self) -> str:
        return f"{self.note_id} {self.user_id}"
