"""Forms that stand inside a form element of their page."""

from crispy_forms.helper import FormHelper
from django import forms


class InnerForm(forms.Form):
    """Crispy writes its fields only; the page writes the form element, and what else is in it."""

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        return helper
