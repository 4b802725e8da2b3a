from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from careers.admin.languages import SideBySide, in_each_language, search_columns
from careers.admin.usage import KeptWhileUsed
from careers.models import Posting, TextBlock


@admin.register(TextBlock)
class TextBlockAdmin(SideBySide, KeptWhileUsed, TranslationAdmin[TextBlock]):
    list_display = ("slug", "headings", "kind", "posting_count", "updated_at")
    list_filter = ("kind",)
    search_fields = ("slug",)
    fieldsets = ((None, {"fields": (("slug", "kind"), "heading", "body")}),)

    @admin.display(description=_("heading"))
    def headings(self, block: TextBlock) -> SafeString:
        return in_each_language(block, "heading")

    @admin.display(description=_("postings"), ordering="posting_count")
    def posting_count(self, block: TextBlock) -> int:
        return int(getattr(block, "posting_count", 0))

    def get_queryset(self, request: HttpRequest) -> Any:
        blocks = super().get_queryset(request)
        return blocks.annotate(posting_count=Count("sections__posting", distinct=True))

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return ["slug", *search_columns("heading", "body")]

    def postings_with(self, objects: list[Any]) -> QuerySet[Posting]:
        return Posting.objects.filter(sections__block__in=objects)
