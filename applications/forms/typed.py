"""Text fields that name one thing at a time: what is wrong with the characters comes first."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.models.validators import (
    refuse_control_characters,
    refuse_line_breaks,
    refuse_unreachable_addresses,
    refuse_web_addresses,
)
from careers.forms import LinesField
from careers.models.address_field import TYPED_ADDRESS, read_address
from careers.text.email_addresses import to_readable_address
from careers.text.invisible_characters import clean_line, clean_lines


class TypedField(LinesField):
    """Text of several lines without control characters, nor invisible characters around its lines."""

    def to_python(self, value: Any) -> str:
        text = self.clean_text(super().to_python(value) or "")
        refuse_control_characters(text)
        return text

    def clean_text(self, text: str) -> str:
        return clean_lines(text)


class LineField(TypedField):
    """Text of one line."""

    widget = forms.TextInput

    def clean_text(self, text: str) -> str:
        return clean_line(text)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        refuse_line_breaks(text)
        return text


class NameField(LineField):
    """A person's name, of at most 120 characters, in which no address of the web stands."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=120, validators=[refuse_web_addresses], **kwargs)


class AddressField(LineField):
    """An e-mail address in its canonical form, of at most 254 characters (RFC 5321)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Email"),
            max_length=254,
            validators=[refuse_unreachable_addresses],
            error_messages={
                "required": _("Enter your email address."),
                "invalid": _("Enter a complete email address, for example name@example.org."),
            },
            widget=forms.TextInput(attrs={"autocomplete": "email", **TYPED_ADDRESS}),
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        return read_address(super().to_python(value))

    def prepare_value(self, value: Any) -> Any:
        """As people write it, also where a draft or a browser has the form for mail."""
        return to_readable_address(value) if isinstance(value, str) else value
