"""A section of a posting's draft, with a text of its own or that of a text block."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext_lazy as _

from careers.enums import SectionKind
from careers.languages import text_in_first_language, text_in_language
from careers.models import confirmation
from careers.models.posting import Posting


class PostingSection(models.Model):
    """One part of the ad, in order; its text is its own or that of a text block."""

    posting = models.ForeignKey(Posting, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(
        _("kind"), max_length=20, choices=SectionKind.choices, default=SectionKind.OTHER
    )
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    body = models.TextField(_("text"), blank=True, help_text=_("Markdown."))
    block = models.ForeignKey(
        "careers.TextBlock",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("text block"),
        related_name="sections",
        help_text=_("Takes the place of the section's own heading and text."),
    )
    confirmed = models.JSONField(
        default=dict, editable=False, help_text="See careers.models.confirmation."
    )
    outdated = ArrayField(models.CharField(max_length=10), default=list, editable=False)

    objects: ClassVar[models.Manager["PostingSection"]] = models.Manager()

    if TYPE_CHECKING:
        heading_de: str
        heading_en: str
        body_de: str
        body_en: str

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ("position", "pk")
        indexes = (GinIndex(fields=["outdated"], name="section_outdated"),)
        constraints = (
            models.UniqueConstraint(
                name="section_position_once",
                fields=["posting", "position"],
                deferrable=Deferrable.DEFERRED,
                violation_error_message=_("Two sections cannot have the same position."),
            ),
            models.CheckConstraint(
                name="section_kind_is_known",
                condition=Q(kind__in=SectionKind.values),
                violation_error_message=_("There is no such kind of section."),
            ),
        )

    def __str__(self) -> str:
        return text_in_first_language(self, "heading") or self.get_kind_display()

    def save(self, *args: Any, **kwargs: Any) -> None:
        confirmation.note_changes(self, kwargs.get("update_fields"))
        super().save(*args, **kwargs)


def section_texts(section: PostingSection, language: str) -> tuple[str, str]:
    """Heading and Markdown body of a section, its own or those of its text block."""
    source = section.block or section
    return text_in_language(source, "heading", language), text_in_language(source, "body", language)
