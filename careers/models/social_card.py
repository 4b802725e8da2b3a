"""Pictures that networks show beside a shared link; made from what is public, at any time anew."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from careers.branding.picture_roles import MOST_BYTES


class SocialCard(models.Model):
    """A PNG of 1200 x 630 pixels for a posting's current text, or for the list in a language (no text)."""

    text = models.OneToOneField(
        "careers.EditionText", models.CASCADE, null=True, related_name="social_card"
    )
    language = models.CharField(_("language"), max_length=10)
    digest = models.CharField(max_length=32, db_index=True)
    look = models.CharField(max_length=32)
    """Of the brand it was made with (careers.channels.cards.card_look); a text never changes."""
    content = models.BinaryField()

    objects: ClassVar[models.Manager["SocialCard"]] = models.Manager()

    class Meta:
        verbose_name = _("social card")
        verbose_name_plural = _("social cards")
        constraints = (
            models.UniqueConstraint(
                name="socialcard_of_the_list_once",
                fields=["language"],
                condition=Q(text=None),
                violation_error_message=_("The list has one card in each language."),
            ),
            models.CheckConstraint(
                name="socialcard_is_small",
                condition=LessThanOrEqual(Length("content"), MOST_BYTES),
                violation_error_message=_("A card has 1 MiB at most."),
            ),
        )

    def __str__(self) -> str:
        return self.digest
