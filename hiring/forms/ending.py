"""The form that confirms the end of procedures in which nobody decided."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hiring.enums import BulkKind
from hiring.forms.decisions import CountForm
from hiring.services.bulk_steps import BulkStep


class EndingForm(CountForm):
    """Nothing is chosen but which applications; of many their number is typed in."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.count:
            raise ValidationError(
                _("Nothing is selected. Tick applications first."), code="nothing"
            )
        return cleaned

    @property
    def step(self) -> BulkStep:
        return BulkStep(BulkKind.END, {})
