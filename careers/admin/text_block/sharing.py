"""One text for many postings: copies give way to the block, and a language is still right."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers import services
from careers.admin.text_block.block_pages import BlockPages
from careers.languages import language_codes, language_name
from careers.models import TextBlock
from careers.web.row_keys import is_number


class BlockSharing(BlockPages):
    """Two buttons of the block's page; whoever opens their addresses is led back to it."""

    def get_urls(self) -> list[URLPattern]:
        buttons = [self.page_url("use", self.use_view), self.page_url("confirm", self.confirm_view)]
        return [*buttons, *super().get_urls()]

    def use_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        block = self.block_to_change(request, pk)
        self.refuse_non_publishers(request)
        copies = read_ticked(request.POST.getlist("copy"))
        if copies:
            self.replace_copies(request, block, copies)
        elif request.method == "POST":
            messages.warning(request, _("No posting was ticked, so nothing was changed."))
        return redirect("admin:careers_textblock_change", block.pk)

    def replace_copies(
        self, request: HttpRequest, block: TextBlock, copies: dict[int, int]
    ) -> None:
        seen = request.POST.get("version", "")
        version = int(seen) if is_number(seen) else 0
        try:
            done = services.replace_copies(
                block=block, copies=copies, now=timezone.now(), version=version
            )
        except services.PostingRefused as refused:
            self.show_refusal(request, refused)
            return
        said = ngettext(
            "%(n)d section uses the block now. The public sees it when its posting is published.",
            "%(n)d sections use the block now. The public sees it when their postings are published.",
            len(done),
        )
        messages.success(request, said % {"n": len(done)})

    def confirm_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        block = self.block_to_change(request, pk)
        language = request.POST.get("language", "")
        if language in language_codes():
            self.confirm(request, block, language)
        return redirect("admin:careers_textblock_change", block.pk)

    def confirm(self, request: HttpRequest, block: TextBlock, language: str) -> None:
        seen = request.POST.get("seen", "")
        try:
            services.confirm_block(block=block, language=language, seen=seen)
        except services.PostingRefused as refused:
            self.show_refusal(request, refused)
        else:
            said = _("%(language)s is confirmed as still right.")
            messages.success(request, said % {"language": language_name(language)})


def read_ticked(values: list[str]) -> dict[int, int]:
    """Sections with the versions of their postings, from "12-3"; what is not that is left out."""
    pairs = (value.partition("-") for value in values)
    return {int(key): int(seen) for key, _dash, seen in pairs if is_number(key) and is_number(seen)}
