"""E-mail addresses as columns and as inputs of the staff: one canonical form, whoever writes it.

See careers.text.email_addresses. The public forms have a field of their own with the same rules.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models.lookups import IContains, IExact
from django.utils.translation import gettext_lazy as _

from careers.models import plain_fields
from careers.text.email_addresses import (
    UnusableDomain,
    to_canonical_address,
    to_mail_address,
    to_readable_address,
)

UNUSABLE_DOMAIN = _(
    "What stands after the @ can be no domain: a character is not allowed there, or it is too long. "
    "Check it for typos. If your provider names a form that begins with xn--, enter that one."
)


# Chromium makes weiss.example of weiß.example in inputs of the type "email", before anybody can ask.
# The pattern lets scripts see, as that type did, when an address is none yet; no form is held back by it.
TYPED_ADDRESS = {
    "inputmode": "email",
    "autocapitalize": "none",
    "spellcheck": "false",
    "pattern": ".+@.+",
}


def read_address(typed: str) -> str:
    """The canonical form of an address. Raises ValidationError for an unusable domain."""
    try:
        return to_canonical_address(typed)
    except UnusableDomain:
        raise ValidationError(UNUSABLE_DOMAIN, code="domain") from None


def validate_address(address: str) -> None:
    """As Django's validate_email, which must not see a domain that IDNA 2008 writes otherwise."""
    validate_email(read_address(address))


class StaffAddressField(forms.EmailField):
    """Shows the readable form, takes either, and gives the canonical one."""

    default_validators = [validate_address]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if isinstance(self.widget, forms.TextInput):
            self.widget.input_type = "text"
            self.widget.attrs |= TYPED_ADDRESS

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return read_address(text) if text else ""

    def prepare_value(self, value: Any) -> Any:
        return to_readable_address(value) if isinstance(value, str) else value


class AddressField(plain_fields.EmailField):
    """Stores and looks up the canonical form, whether the rest of the code has made it or not."""

    default_validators = [validate_address]

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return to_mail_address(value) if isinstance(value, str) else value

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return super().formfield(*args, **{"form_class": StaffAddressField, **kwargs})


@AddressField.register_lookup
class SameAddress(IExact[str]):
    prepare_rhs = True  # the value looked for gets its form, too, which Django leaves out here


@AddressField.register_lookup
class PartOfAddress(IContains):
    """As the admin searches."""

    prepare_rhs = True
