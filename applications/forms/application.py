"""The form by which people apply; it says its limits before anybody runs into them."""

import re
from typing import Any
from uuid import UUID, uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from applications.documents.gate import CheckedUpload
from applications.enums import DocumentKind
from applications.forms.files import DocumentField, DocumentsField
from applications.forms.typed import LineField, TypedField
from applications.services import ApplicantData
from applications.validators import refuse_impossible_domains


class ApplicationForm(forms.Form):
    """Everything beyond name, address and CV is optional.

    `token` makes one form one application, `edition` is the number of the edition its reader saw.
    Both are mended silently if they were tampered with: neither is the applicant's mistake.
    """

    name = LineField(
        label=_("Your name"),
        max_length=120,
        error_messages={"required": _("Enter your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = LineField(
        label=_("E-mail"),
        max_length=254,
        validators=[validate_email, refuse_impossible_domains],
        help_text=_("The receipt and our answer go to this address."),
        error_messages={
            "required": _("Enter your e-mail address."),
            "invalid": _("Enter a complete e-mail address, for example name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    phone = LineField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    cv = DocumentField(
        label=_("CV"),
        kind=DocumentKind.CV,
        error_messages={"required": _("Choose the file with your CV.")},
    )
    documents = DocumentsField(
        label=_("Further documents"), kind=DocumentKind.OTHER, required=False
    )
    message = TypedField(
        label=_("Message"),
        max_length=5000,
        required=False,
        help_text=_("Whatever you would like to add; a cover letter is not necessary."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)
    edition = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cv"].help_text = gettext(
            "PDF, DOCX, ODT, JPG or PNG, up to %(size)s, without a password."
        ) % {"size": filesizeformat(settings.DOCUMENT_MAX_BYTES)}
        self.fields["documents"].help_text = gettext(
            "Certificates, references, work samples: several at once, up to %(size)s each. "
            "With the CV at most %(count)d files and %(total)s together."
        ) % {
            "size": filesizeformat(settings.DOCUMENT_MAX_BYTES),
            "count": settings.DOCUMENTS_MAX_COUNT,
            "total": filesizeformat(settings.DOCUMENTS_MAX_BYTES),
        }

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.layout = Layout(
            Fieldset(gettext("About you"), "name", "email", "phone"),
            Fieldset(gettext("Your documents"), "cv", "documents"),
            Fieldset(gettext("Anything else?"), "message"),
            "token",
            "edition",
        )
        return helper

    def clean_token(self) -> UUID:
        return read_token(self.cleaned_data["token"]) or uuid4()

    def clean_edition(self) -> int:
        text = self.cleaned_data["edition"]
        return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else 0

    def clean(self) -> dict[str, Any]:
        uploads = self.uploads()
        count, size = len(uploads), sum(upload.size for upload in uploads)
        if count > settings.DOCUMENTS_MAX_COUNT:
            self.add_error("documents", too_many_files(count))
        if size > settings.DOCUMENTS_MAX_BYTES:
            self.add_error("documents", too_many_bytes(size))
        return self.cleaned_data

    def uploads(self) -> list[CheckedUpload]:
        """All files that passed the gate, the CV first."""
        cv = self.cleaned_data.get("cv")
        return [*([cv] if cv else []), *self.cleaned_data.get("documents", [])]

    def applicant(self, language: str) -> ApplicantData:
        data = self.cleaned_data
        return ApplicantData(
            name=data["name"],
            email=data["email"],
            phone=data["phone"],
            message=data["message"],
            language=language,
        )


def read_token(text: str | None) -> UUID | None:
    """The token in a form's hidden field; None if there is none, or no such thing."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def too_many_files(count: int) -> ValidationError:
    sentence = gettext(
        "These are %(count)d files, but at most %(limit)d can be sent. Leave some out."
    )
    facts = {"count": count, "limit": settings.DOCUMENTS_MAX_COUNT}
    return ValidationError(sentence % facts, code="too_many_files")


def too_many_bytes(size: int) -> ValidationError:
    sentence = gettext(
        "Your files have %(size)s together, but at most %(limit)s can be sent. "
        "Leave some out or make them smaller."
    )
    limit = filesizeformat(settings.DOCUMENTS_MAX_BYTES)
    facts = {"size": filesizeformat(size), "limit": limit}
    return ValidationError(sentence % facts, code="too_many_bytes")
