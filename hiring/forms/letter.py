"""A letter that HR writes itself, to one applicant; and the fields of such letters."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.forms.posted_values import read_number
from applications.forms.typed import LineField, TypedField
from careers.text.pasted_text import mend_pasted_lines
from hiring.enums import Occasion
from hiring.forms.decisions import TemplateField
from hiring.forms.language_check import LanguageCheckedForm
from hiring.mails.placeholders import find_placeholder_faults, find_subject_faults
from hiring.models import MailTemplate
from hiring.models.mail_template import BODY_LENGTH, SUBJECT_LENGTH
from hiring.models.outgoing_mail import ROOM_FOR_WORDS

FILL = "fill"
"""The button that puts the chosen template in the place of what is written."""


def check_subject(text: str) -> None:
    if faults := find_subject_faults(text):
        raise ValidationError(faults, code="placeholder")


def check_body(text: str) -> None:
    if faults := find_placeholder_faults(text):
        raise ValidationError(faults, code="placeholder")


class SubjectField(LineField):
    """A subject, in which placeholders may stand."""

    words: ClassVar[Promise] = _("Subject")

    def __init__(self, *, language: str = "", **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"class": "vTextField", "lang": language})
        values: dict[str, Any] = {
            "label": self.words,
            "max_length": SUBJECT_LENGTH * ROOM_FOR_WORDS,
        } | kwargs
        super().__init__(widget=widget, validators=[check_subject], **values)


class BodyField(TypedField):
    """The text of a letter; what is pasted from a word processor keeps its bullets."""

    words: ClassVar[Promise] = _("Text")

    def __init__(self, *, language: str = "", **kwargs: Any) -> None:
        attrs = {"rows": 14, "class": "vLargeTextField", "lang": language}
        values: dict[str, Any] = {
            "label": self.words,
            "max_length": BODY_LENGTH * ROOM_FOR_WORDS,
        } | kwargs
        super().__init__(widget=forms.Textarea(attrs=attrs), validators=[check_body], **values)

    def clean_text(self, text: str) -> str:
        return mend_pasted_lines(super().clean_text(text))


class FillForm(forms.Form):
    """Which template a letter begins with; its button puts the template in the place of what was written."""

    template = TemplateField(Occasion.FREE, label=_("Email template"), empty_label=None)


class LetterForm(LanguageCheckedForm):
    """Subject and text in the applicant's language."""

    field_order = ("subject", "body", "language_confirmed")

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, letter_language=language, **kwargs)
        self.fields["subject"] = SubjectField(language=language)
        self.fields["body"] = BodyField(language=language)
        self.order_fields(self.field_order)


def read_chosen(data: Mapping[str, Any]) -> MailTemplate | None:
    """The template that a letter is to begin with: the chosen one, else the first of its occasion."""
    offered = MailTemplate.objects.for_occasion(Occasion.FREE)
    return offered.filter(pk=read_number(data.get("template"))).first() or offered.first()
