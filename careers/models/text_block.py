"""A bilingual text that several postings share by reference."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from careers.enums import SectionKind
from careers.languages import text_in_first_language
from careers.models import confirmation


class TextBlock(models.Model):
    """Bilingual text that postings share by reference, so that there is one copy to keep right."""

    slug = models.SlugField(_("name"), max_length=60, unique=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=SectionKind.choices, default=SectionKind.OTHER
    )
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    body = models.TextField(_("text"), blank=True, help_text=_("Markdown."))
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    confirmed = models.JSONField(
        default=dict, editable=False, help_text="See careers.models.confirmation."
    )
    outdated = ArrayField(models.CharField(max_length=10), default=list, editable=False)

    objects: ClassVar[models.Manager["TextBlock"]] = models.Manager()

    if TYPE_CHECKING:
        heading_de: str
        heading_en: str
        body_de: str
        body_en: str

    class Meta:
        verbose_name = _("text block")
        verbose_name_plural = _("text blocks")
        ordering = ("slug",)
        constraints = (
            models.CheckConstraint(
                name="text_block_kind_is_known",
                condition=Q(kind__in=SectionKind.values),
                violation_error_message=_("There is no such kind of section."),
            ),
        )

    def __str__(self) -> str:
        heading = text_in_first_language(self, "heading")
        return f"{heading} ({self.slug})" if heading else self.slug

    def save(self, *args: Any, **kwargs: Any) -> None:
        confirmation.note_changes(self, kwargs.get("update_fields"))
        super().save(*args, **kwargs)
