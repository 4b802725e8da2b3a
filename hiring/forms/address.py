"""The form by which HR corrects a mistyped e-mail address."""

from django import forms
from django.utils.translation import gettext_lazy

from applications.forms.typed import AddressField


class CorrectedAddressForm(forms.Form):
    email = AddressField(
        help_text=gettext_lazy(
            "Links that were emailed so far stop working. A new one is emailed to this address, "
            "and emails that wait in the outbox go to it."
        )
    )
