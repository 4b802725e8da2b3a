"""What applicants fill in after sending: documents, a reason, consent, their address."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from applications.documents.limits import accept_attribute, file_size
from applications.documents.refusals import RefusedUpload
from applications.documents.upload_check import CheckedUpload, check_upload
from applications.enums import DocumentKind
from applications.forms.inner import InnerForm
from applications.forms.typed import AddressField, LineField, NameField, TypedField


class CheckedFileField(forms.Field):
    """One file; its value has been through the upload check, whose refusal is an error of the form."""

    widget = forms.FileInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = accept_attribute()

    def to_python(self, value: Any) -> CheckedUpload | None:
        if value is None:
            return None
        try:
            return check_upload(value)
        except RefusedUpload as refusal:
            raise ValidationError(str(refusal), code=refusal.cause) from None


class DocumentForm(InnerForm):
    """One more document, or one in the place of another."""

    kind = forms.ChoiceField(
        label=_("What kind of document is it?"),
        choices=DocumentKind.choices,
        initial=DocumentKind.CERTIFICATE,
    )
    file = CheckedFileField(label=_("File"), error_messages={"required": _("Choose the file.")})

    def __init__(self, *args: Any, kind: str = "", **kwargs: Any) -> None:
        """With a kind that is settled already, it is not asked."""
        super().__init__(*args, **kwargs)
        if kind:
            del self.fields["kind"]
        self.fields["file"].help_text = gettext(
            "PDF, DOCX, ODT, JPG, PNG or HEIC, up to %(size)s, without a password."
        ) % {"size": file_size(settings.DOCUMENT_MAX_BYTES)}


class WithdrawForm(InnerForm):
    reason = TypedField(
        label=_("Would you like to tell us why?"),
        max_length=500,
        required=False,
        help_text=_("Only if you like. It helps us improve."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PoolForm(InnerForm):
    agreed = forms.BooleanField(
        label=_("Yes, you may keep my application and write to me about other positions."),
        error_messages={"required": _("Tick the box if you agree, or go back if you do not.")},
    )


class OwnDataForm(InnerForm):
    """The same fields as when applying; another address counts when it is confirmed."""

    name = NameField(
        label=_("Your name"),
        error_messages={"required": _("Enter your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = AddressField(
        help_text=_(
            "We email a link to a new address. The change takes effect once you confirm it there."
        )
    )
    phone = LineField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )


class LostLinkForm(InnerForm):
    email = AddressField(help_text=_("The address you used to apply."))
