"""The form of a posting's draft."""

from django import forms
from django.utils.translation import gettext_lazy as _

from careers.enums import EmploymentType
from careers.models import Posting


class PostingForm(forms.ModelForm[Posting]):
    employment_types = forms.MultipleChoiceField(
        label=_("Employment types"),
        choices=EmploymentType.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
