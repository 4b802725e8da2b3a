"""Text fields that name one thing at a time: what is wrong with the characters comes first."""

from typing import Any

from django import forms

from applications.validators import refuse_control_characters, refuse_line_breaks


class TypedField(forms.CharField):
    """Text of several lines without control characters."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        refuse_control_characters(text)
        return text


class LineField(TypedField):
    """Text of one line."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        refuse_line_breaks(text)
        return text
