"""The form by which people ask for an alert, and the one by which they change it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms.inner import InnerForm
from applications.forms.typed import AddressField
from applications.models import JobAlert


class FrequencyForm(InnerForm):
    frequency = forms.ChoiceField(
        label=_("How often"),
        choices=JobAlert.Frequency.choices,
        initial=JobAlert.Frequency.WEEKLY,
        widget=forms.RadioSelect,
        help_text=_(
            "Always in the morning, weekly ones on Mondays. If nothing is new, we do not write."
        ),
        error_messages={
            "required": _("Choose how often you want to hear from us."),
            "invalid_choice": _("Choose how often you want to hear from us."),
        },
    )


class AlertForm(FrequencyForm):
    email = AddressField(
        help_text=_("We ask this address to confirm first. We use it for nothing else.")
    )
    field_order = ("email", "frequency")
