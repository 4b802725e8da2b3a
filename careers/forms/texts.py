"""Inputs for the texts of an ad: Markdown with a preview, and the lengths that channels show."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


class Limit(NamedTuple):
    """How many characters of a text a channel shows, and the sentence that says so."""

    characters: int
    sentence: Promise


LIMITS = {
    "title": Limit(70, _("Result lists cut titles after about 70 characters.")),
    "summary": Limit(155, _("Search engines show about 155 characters, lists up to 300.")),
}


class TextLines(forms.Textarea):
    """Browsers send line ends as CR LF; texts are stored, compared and imported with LF."""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> Any:
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


class MarkdownText(TextLines):
    """A text with a preview, which static/js/editor/preview.js adds beside it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"class": "vLargeTextField", "data-markdown": "", "rows": 6, **(attrs or {})}
        )


def show_limit(field: forms.Field, limit: Limit) -> None:
    """Says the limit below the label; static/js/editor/counts.js counts towards it."""
    field.help_text = format_lazy("{} {}", field.help_text, limit.sentence)
    field.widget.attrs["data-limit"] = limit.characters
