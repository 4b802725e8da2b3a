"""What the staff fills in on the page of an application."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.enums import DocumentKind, HoldReason
from applications.forms.typed import LineField, TypedField
from careers.text.pasted_text import mend_pasted_lines


class MessageForm(forms.Form):
    text = TypedField(
        label=_("Text"),
        max_length=5000,
        help_text=_("Shown on the applicant's page; a mail tells that there is a message."),
        widget=forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField"}),
    )

    def clean_text(self) -> str:
        """Bullets and indents of a word processor become those of plain text."""
        return mend_pasted_lines(str(self.cleaned_data["text"]))


class DocumentRequestForm(forms.Form):
    kind = forms.TypedChoiceField(
        label=_("Kind"), choices=DocumentKind.choices, coerce=DocumentKind
    )
    note = LineField(
        label=_("What is needed, and why"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class HoldForm(forms.Form):
    reason = forms.TypedChoiceField(
        label=_("Reason"),
        choices=[("", _("none: erase when it is due")), *HoldReason.choices],
        coerce=HoldReason,
        empty_value=None,
        required=False,
    )
