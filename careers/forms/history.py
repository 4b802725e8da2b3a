"""The question what the public saw at some day and time."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from careers.editions.history import local_moments
from careers.forms.moments import ClockField, DayField


class SeenForm(forms.Form):
    """Cleaned, it has `moments`: one, or two in the hour that comes twice when summer time ends."""

    day = DayField(label=_("Date"))
    time = ClockField(label=_("Time"), initial=time(12))

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if "day" in answers and "time" in answers:
            answers["moments"] = local_moments(datetime.combine(answers["day"], answers["time"]))
            if not answers["moments"]:
                raise ValidationError(
                    _("There was no such time: the clocks went forward in that night.")
                )
        return answers
