"""The list of text blocks: heading, kind, use and the state of each language."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from careers.admin.edition import format_short_time
from careers.admin.posting_list import language_chip
from careers.admin.side_by_side import texts_in_each_language
from careers.languages import localized_columns
from careers.models import TextBlock
from careers.text_blocks.usage import block_states

if TYPE_CHECKING:
    Base = admin.ModelAdmin[TextBlock]
else:
    Base = object


class BlockList(Base):
    list_display = ("headings", "slug", "kind", "posting_count", "language_states", "change_time")
    list_display_links = ("headings", "slug")
    list_filter = ("kind",)
    search_fields = ("slug",)

    @admin.display(description=_("heading"))
    def headings(self, block: TextBlock) -> SafeString:
        return texts_in_each_language(block, "heading") or SafeString("—")

    @admin.display(description=_("used by"), ordering="posting_count")
    def posting_count(self, block: TextBlock) -> int:
        return int(getattr(block, "posting_count", 0))

    @admin.display(description=_("languages"))
    def language_states(self, block: TextBlock) -> SafeString:
        rows = [(state.language.upper(), language_chip(state)) for state in block_states(block)]
        return format_html_join(
            "", '<span class="in-language"><abbr>{}</abbr> <span>{}</span></span>', rows
        )

    @admin.display(description=_("changed"), ordering="updated_at")
    def change_time(self, block: TextBlock) -> str:
        return format_short_time(block.updated_at)

    def get_queryset(self, request: HttpRequest) -> Any:
        blocks = super().get_queryset(request)
        return blocks.annotate(posting_count=Count("sections__posting", distinct=True))

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return ["slug", *localized_columns("heading", "body")]
