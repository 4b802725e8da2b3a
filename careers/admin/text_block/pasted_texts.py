"""Texts of a block that were pasted from elsewhere: what shows it, and the button that mends them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from careers import services
from careers.checks.rules.pasted import RULES
from careers.languages import language_codes, language_name, text_in_language
from careers.models import TextBlock
from careers.text.pasted_text import paste_traces

if TYPE_CHECKING:
    Base = admin.ModelAdmin[TextBlock]
else:
    Base = object


@dataclass(frozen=True)
class PastedText:
    """A language whose text the public would see as it came from a word processor or a web page."""

    language: str
    sentences: list[str]

    @property
    def name(self) -> str:
        return language_name(self.language)


def find_pasted(block: TextBlock) -> list[PastedText]:
    """The languages whose text is to be mended, with what the ad check says of them."""
    found = (
        (code, paste_traces(text_in_language(block, "body", code))) for code in language_codes()
    )
    return [
        PastedText(code, [capfirst(str(RULES[trace].message)) for trace in traces])
        for code, traces in found
        if traces
    ]


class BlockMending(Base):
    def response_change(self, request: HttpRequest, obj: TextBlock) -> HttpResponse:
        """The button `_mend` saves what was typed like any other, then mends the language it names."""
        if "_mend" not in request.POST:
            return super().response_change(request, obj)
        try:
            services.mend_block_text(block=obj, language=request.POST["_mend"])
        except services.BlockRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The text was cleaned up: check that its lists are right."))
        return redirect("admin:careers_textblock_change", obj.pk)
