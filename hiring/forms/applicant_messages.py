"""What the staff fills in on the page of an application."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.enums import DocumentKind, HoldReason
from applications.forms.typed import LineField
from hiring.enums import Occasion
from hiring.forms.decisions import TemplateField


class DocumentRequestForm(forms.Form):
    kind = forms.TypedChoiceField(
        label=_("Kind"), choices=DocumentKind.choices, coerce=DocumentKind
    )
    note = LineField(
        label=_("What is needed, and why"),
        max_length=300,
        required=False,
        help_text=_("It stands on the applicant's page as soon as the email is sent."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    template = TemplateField(Occasion.REQUEST)


class HoldForm(forms.Form):
    reason = forms.TypedChoiceField(
        label=_("Reason"),
        choices=[("", _("none: erase when it is due")), *HoldReason.choices],
        coerce=HoldReason,
        empty_value=None,
        required=False,
    )
