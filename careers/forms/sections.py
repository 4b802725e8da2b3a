"""Forms of the sections inside a posting's editor."""

from typing import Any

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from careers.models import Posting, PostingSection

STEP = 10


class SectionForm(forms.ModelForm[PostingSection]):
    position = forms.IntegerField(
        label=_("Position"),
        required=False,
        min_value=0,
        max_value=32767,
        help_text=_("Empty: after the others."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk and not self.initial.get("position"):
            self.initial["position"] = None


class SectionFormSet(BaseInlineFormSet[PostingSection, Posting, forms.ModelForm[PostingSection]]):
    """Sections without a position come last, in the order in which they were entered."""

    def clean(self) -> None:
        super().clean()
        last = max((form.cleaned_data.get("position") or 0 for form in self.forms), default=0)
        for form in self.forms:
            if form.has_changed() and form.cleaned_data.get("position") is None:
                last += STEP
                form.instance.position = last
