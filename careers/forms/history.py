"""The question what the public saw at some day and time."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from careers.editions.history import local_moments


class SeenForm(forms.Form):
    """Cleaned, it has `moments`: one, or two in the hour that comes twice when summer time ends."""

    day = forms.DateField(
        label=_("Date"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2999, 12, 31))],
    )
    time = forms.TimeField(
        label=_("Time"),
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        initial=time(12),
    )

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if "day" in answers and "time" in answers:
            answers["moments"] = local_moments(datetime.combine(answers["day"], answers["time"]))
            if not answers["moments"]:
                raise ValidationError(
                    _("There was no such time: the clocks went forward in that night.")
                )
        return answers
