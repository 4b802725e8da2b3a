"""The form that confirms the end of procedures in which nobody decided."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hiring.forms.decisions import CountForm


class EndingForm(CountForm):
    """Nothing is chosen but which applications; of many their number is typed in."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.count:
            raise ValidationError(
                _("Nothing is selected. Tick applications first."), code="nothing"
            )
        return cleaned
