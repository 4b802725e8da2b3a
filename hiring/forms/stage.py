"""The form that moves an application to another stage."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.enums import Stage
from applications.forms.typed import TypedField
from applications.models import Application


class MoveForm(forms.Form):
    """Offers only the stages to which an application may be moved from where it is."""

    to = forms.TypedChoiceField(label=_("New stage"), coerce=Stage)
    reason = TypedField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.TextInput,
        help_text=_("For the history; applicants do not see it unless they ask for their data."),
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.TypedChoiceField, self.fields["to"])
        field.choices = [(stage.value, stage.label) for stage in application.next_stages]
