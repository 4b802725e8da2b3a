"""The forms by which HR merges two applications of one person."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.forms.typed import LineField
from applications.models import Application
from applications.models.application import ApplicationQuerySet


class DoubleForm(forms.Form):
    """Names the other application; one for another posting or that somebody may not see is not found."""

    reference = LineField(
        label=gettext_lazy("Reference of the other application"),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, candidates: ApplicationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        self.found: Application | None = None

    def clean_reference(self) -> str:
        reference: str = self.cleaned_data["reference"].strip().upper()
        self.found = self.candidates.filter(reference=reference).first()
        if self.found is None:
            raise ValidationError(
                _("There is no other application with this reference for this posting."),
                code="unknown",
            )
        return reference


class MergeForm(forms.Form):
    """Which of the two stays."""

    kept = forms.TypedChoiceField(
        label=gettext_lazy("Which one stays?"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, pair: tuple[Application, Application], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.pk, f"{one.reference}, {one.email or '–'}") for one in pair]
        cast(forms.TypedChoiceField, self.fields["kept"]).choices = choices
