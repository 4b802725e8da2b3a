"""Text blocks in the admin: both languages side by side, and what a change of them means."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from modeltranslation.admin import TranslationAdmin

from careers.admin.keep_used import KeptWhileUsed
from careers.admin.side_by_side import SideBySide
from careers.admin.text_block.block_list import BlockList
from careers.admin.text_block.panels import (
    find_overtaking,
    group_copies,
    language_panels,
    use_panel,
)
from careers.admin.text_block.pasted_texts import BlockMending, find_pasted
from careers.admin.text_block.republishing import BlockRepublishing
from careers.admin.text_block.sharing import BlockSharing
from careers.forms.text_block import TextBlockForm
from careers.models import Posting, TextBlock
from careers.services.republishing import find_uses_to_republish, is_republishing


@admin.register(TextBlock)
class TextBlockAdmin(
    BlockRepublishing,
    BlockSharing,
    BlockMending,
    BlockList,
    SideBySide,
    KeptWhileUsed,
    TranslationAdmin[TextBlock],
):
    form = TextBlockForm
    fieldsets = ((None, {"fields": ("heading", "body", ("slug", "kind"))}),)
    change_form_template = "admin/careers/textblock/change_form.html"

    def postings_with(self, objects: list[Any]) -> QuerySet[Posting]:
        return Posting.objects.filter(sections__block__in=objects)

    def save_model(self, request: HttpRequest, obj: TextBlock, form: Any, change: Any) -> None:
        """What was not changed is not saved, so that nothing seems newer than it is."""
        if change and not form.has_changed():
            return
        obj.version += int(bool(change))
        super().save_model(request, obj, form, change)

    def response_change(self, request: HttpRequest, obj: TextBlock) -> HttpResponse:
        """On to the postings that still show the older wording, if the person may publish them."""
        answer = super().response_change(request, obj)
        may_publish = request.user.has_perm("careers.change_posting")
        stays_here = {"_popup", "_mend"} & set(request.POST)
        if may_publish and not stays_here and find_uses_to_republish(obj, timezone.now()):
            return redirect("admin:careers_textblock_republish", obj.pk)
        return answer

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        block: TextBlock | None = kwargs["obj"]
        context["show_save_and_add_another"] = False
        if block is not None:
            stored = find_overtaking(context["adminform"].form)
            context |= {"overtaking": stored, **self.build_panels(request, block)}
        return super().render_change_form(request, context, *args, **kwargs)

    def build_panels(self, request: HttpRequest, block: TextBlock) -> dict[str, Any]:
        """What stands around the form: languages, postings that use the block, and its copies."""
        stored = TextBlock.objects.get(pk=block.pk)
        may_change = self.has_change_permission(request, block)
        may_publish = may_change and request.user.has_perm("careers.change_posting")
        uses = use_panel(stored)
        return {
            "languages": language_panels(stored),
            "uses": uses,
            "is_republishing": bool(uses.older) and is_republishing(stored),
            "pasted": find_pasted(stored) if may_change else [],
            "copies": group_copies(stored) if may_publish else [],
            "may_change_block": may_change,
            "may_publish": may_publish,
            "block_version": stored.version,
        }
