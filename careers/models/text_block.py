from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from careers.enums import SectionKind


class TextBlock(models.Model):
    """Bilingual text that postings share by reference, so that there is one copy to keep right."""

    slug = models.SlugField(_("name"), max_length=60, unique=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=SectionKind.choices, default=SectionKind.OTHER
    )
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    body = models.TextField(_("text"), blank=True, help_text=_("Markdown."))
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

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

    def __str__(self) -> str:
        return self.slug
