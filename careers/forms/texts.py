"""Inputs for the texts of an ad: Markdown with a preview, and the lengths that channels show."""

from typing import Any, NamedTuple

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from careers.checks.rules import length, titles
from careers.languages import language_codes, localized_column
from careers.text.invisible_characters import to_line_feeds

LONGEST_TEXT = 20_000
"""Characters of one text: twice what job portals take of a whole ad, and soon checked."""


class Limit(NamedTuple):
    """How many characters of a text channels show, and what becomes of the rest."""

    characters: int
    sentence: Promise


LIMITS = {
    "title": Limit(titles.LONGEST, _("Result lists cut longer titles.")),
    "summary": Limit(length.LONGEST_SUMMARY, _("Search engines cut longer ones.")),
}


ROOM_TO_CLEAN = 2
"""Times the length of a text that it may have before it is cleaned: browsers send two characters a line break."""
SHORTEST_TEXT_CLEANED = 200
"""Characters that may be too many in any case, as what is invisible around a name goes."""


class LinesField(forms.CharField):
    """Text of several lines; every field for such a text is one.

    Browsers count a line break once towards `maxlength`, but send it as CR LF (HTML, form
    submission). Texts are measured, stored, compared and imported with LF.
    """

    widget: type[forms.Widget] = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """Raises ValidationError for far too much before anybody looks at each of its characters."""
        most = ROOM_TO_CLEAN * (self.max_length or 0) + SHORTEST_TEXT_CLEANED
        if self.max_length is not None and isinstance(value, str) and len(value) > most:
            MaxLengthValidator(self.max_length)(value)
        return super().to_python(to_line_feeds(value) if isinstance(value, str) else value)


class MarkdownText(forms.Textarea):
    """A text with a preview, which static/js/editor/markdown_previews.js adds beside it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"class": "vLargeTextField", "data-markdown": "", "rows": 6, **(attrs or {})}
        )


def show_limit(field: forms.Field, limit: Limit) -> None:
    """Says the limit below the label; static/js/editor/character_counts.js counts towards it."""
    most = format_lazy(_("Up to {count} characters."), count=limit.characters)
    field.help_text = format_lazy("{} {} {}", field.help_text, most, limit.sentence)
    field.widget.attrs["data-limit"] = limit.characters


def limit_texts(form: forms.BaseForm, name: str) -> None:
    """Refuses more than LONGEST_TEXT characters in each language of a field."""
    for code in language_codes():
        if field := form.fields.get(localized_column(name, code)):
            field.validators.append(MaxLengthValidator(LONGEST_TEXT))
