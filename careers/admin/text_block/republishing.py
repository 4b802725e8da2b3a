"""The page that shows what a changed block changes for the public, and asks before it does."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers import services
from careers.admin.text_block.block_pages import BlockPages
from careers.admin.text_block.panels import UsePanel, public_differences, use_panel
from careers.forms.text_block import RepublishForm
from careers.models import TextBlock
from careers.services.publish_policy import blocking_findings_of_block, gap_sentences
from careers.services.republishing import public_languages


class BlockRepublishing(BlockPages):
    def get_urls(self) -> list[URLPattern]:
        return [self.page_url("republish", self.republish_view), *super().get_urls()]

    def republish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        block = self.block_to_change(request, pk)
        self.refuse_non_publishers(request)
        postings = use_panel(block)
        findings = blocking_findings_of_block(
            block, public_languages(postings.older), timezone.now()
        )
        typed = request.POST if request.method == "POST" else None
        seen = {"version": block.version}
        form = RepublishForm(typed, initial=seen, needs_reason=bool(findings))
        if form.is_valid() and self.republish(request, block, form.cleaned_data):
            return redirect("admin:careers_textblock_change", block.pk)
        context = {
            **self.build_context(request, block, postings),
            "form": form,
            "findings": findings,
        }
        return TemplateResponse(request, "admin/careers/textblock/republish.html", context)

    def republish(self, request: HttpRequest, block: TextBlock, answers: dict[str, Any]) -> bool:
        actor = cast(User, request.user)
        try:
            editions = services.request_republishing(
                block=block, actor=actor, now=timezone.now(), **answers
            )
        except services.PostingRefused as refused:
            self.show_refusal(request, refused)
            return False
        number = len(editions)
        if services.is_republishing(block):
            messages.success(request, _("The postings get the new wording one after the other."))
            return True
        said = ngettext(
            "%(n)d posting shows the new wording.", "%(n)d postings show the new wording.", number
        )
        messages.success(request, said % {"n": number})
        return True

    def build_context(
        self, request: HttpRequest, block: TextBlock, postings: UsePanel
    ) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Show the new wording"),
            "subtitle": str(block),
            "original": block,
            "changed": public_differences(postings, block),
            "older": postings.older,
            "others": postings.others,
            "gaps": list(gap_sentences(block, postings.older)),
        }
