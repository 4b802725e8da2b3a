"""Fields that people type a number or a date into, and that say beside the input what was read.

Browsers read numbers and dates by the language of their own menus, whatever the page's is:
"17,25" becomes 1725 without a word. So these are plain text inputs, and we read them.
"""

from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


class ReadBoundField(forms.BoundField):
    """The input, and after it what is read in it; static/js/readings.js keeps that up to date."""

    def as_widget(self, *args: Any, **kwargs: Any) -> SafeString:
        html = super().as_widget(*args, **kwargs)
        field = cast(ReadField, self.field)
        if self.is_hidden or not field.says_reading:
            return html
        return format_html(
            '{}<output class="reading" for="{}" data-reading="{}" data-field="{}">{}</output>',
            html,
            self.id_for_label,
            reverse("careers:reading"),
            field.describe(),
            field.say_reading(self.value()),
        )


class ReadField(forms.Field):
    """What a field for a number, a day, a time or a moment needs to say what it reads."""

    widget = forms.TextInput
    kind: ClassVar[str]
    says_reading = True
    """Whether what was read stands beside the input."""

    def say_in_words(self, value: Any) -> str:
        raise NotImplementedError

    def describe(self) -> str:
        """Kind and limits, by which careers.views.readings makes the same field again."""
        return self.kind

    def say_reading(self, typed: Any) -> str:
        """What is read, in words of the active language; empty if it is nothing or not allowed."""
        try:
            value = self.to_python(typed)
            self.run_validators(value)
        except ValidationError:
            return ""
        return (
            "" if value is None else _("Read as: %(words)s") % {"words": self.say_in_words(value)}
        )

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        return ReadBoundField(form, self, field_name)
