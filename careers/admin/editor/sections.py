"""The sections inside a posting's editor."""

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from modeltranslation.admin import TranslationStackedInline

from careers.admin.languages import SideBySide
from careers.enums import SectionKind
from careers.forms import MarkdownText, SectionForm, SectionFormSet
from careers.models import Posting, PostingSection

FIRST_SECTIONS = (
    SectionKind.INTRODUCTION,
    SectionKind.TASKS,
    SectionKind.REQUIREMENTS,
    SectionKind.OFFER,
)
MOST_SECTIONS = 100


class SectionInline(SideBySide, TranslationStackedInline[PostingSection, Posting]):
    """Whoever may read or change the posting may do so with its sections."""

    model = PostingSection
    form = SectionForm
    formset = SectionFormSet
    template = "admin/careers/posting/_sections.html"
    fieldsets = ((None, {"fields": ("kind", "heading", "body", "block")}),)
    formfield_overrides = {models.TextField: {"widget": MarkdownText}}
    max_num = MOST_SECTIONS

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        # Says which of two bases counts: their signatures differ, and mypy asks.
        return super().get_readonly_fields(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PostingSection]:
        return super().get_queryset(request).select_related("block")

    def get_formset(self, request: HttpRequest, obj: Posting | None = None, **kwargs: Any) -> Any:
        """Django would build a thousand forms more, whose page takes many seconds."""
        return super().get_formset(request, obj, **{"absolute_max": MOST_SECTIONS, **kwargs})

    def get_extra(self, request: HttpRequest, obj: Posting | None = None, **kwargs: Any) -> int:
        """An empty one at the end of a stored posting, for those whose browser adds none."""
        return 1 if obj and obj.pk else len(FIRST_SECTIONS)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("careers.view_posting") or self.may_change(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change(request)

    def may_change(self, request: HttpRequest) -> bool:
        perms = ("careers.change_posting", "careers.add_posting")
        return any(request.user.has_perm(perm) for perm in perms)
