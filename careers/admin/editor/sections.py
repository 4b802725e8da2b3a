"""The sections inside a posting's editor."""

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from modeltranslation.admin import TranslationStackedInline

from careers.admin.editor.rows import RowsOfPosting
from careers.admin.side_by_side import SideBySide
from careers.enums import SectionKind
from careers.forms import MarkdownText, SectionForm, SectionFormSet
from careers.forms.choices import Choices, stored_choices
from careers.models import Posting, PostingSection

FIRST_SECTIONS = (
    SectionKind.INTRODUCTION,
    SectionKind.TASKS,
    SectionKind.REQUIREMENTS,
    SectionKind.OFFER,
)
MOST_SECTIONS = 100


def read_editor_choices(request: HttpRequest) -> Choices:
    """What the editor's fields offer; read once for all its forms."""
    kept: Any = request
    if not hasattr(kept, "editor_choices"):
        kept.editor_choices = stored_choices()
    found: Choices = kept.editor_choices
    return found


class SectionInline(RowsOfPosting, SideBySide, TranslationStackedInline[PostingSection, Posting]):
    model = PostingSection
    form = SectionForm
    formset = SectionFormSet
    template = "admin/careers/posting/_sections.html"
    fieldsets = ((None, {"fields": ("kind", "heading", "body", "block")}),)
    formfield_overrides = {models.TextField: {"widget": MarkdownText}}
    max_num = MOST_SECTIONS

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return super().get_readonly_fields(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PostingSection]:
        return super().get_queryset(request).select_related("block")

    def get_formset(self, request: HttpRequest, obj: Posting | None = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.blocks = read_editor_choices(request)["block"]
        return formset

    def get_extra(self, request: HttpRequest, obj: Posting | None = None, **kwargs: Any) -> int:
        """An empty one at the end of a stored posting, for those whose browser adds none."""
        return 1 if obj and obj.pk else len(FIRST_SECTIONS)
