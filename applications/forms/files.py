"""File inputs: what is chosen goes through the upload check and into the draft before a form is judged."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from applications.documents.limits import accept_attribute
from applications.documents.refusals import RefusedUpload
from applications.enums import DocumentKind

LIMITS_ID = "document-limits"
LABELS = {
    DocumentKind.CV: _("CV"),
    DocumentKind.COVER_LETTER: _("Cover letter"),
    DocumentKind.CERTIFICATE: _("Certificates"),
    DocumentKind.OTHER: _("Further documents"),
}
MISSING = {
    DocumentKind.CV: _("Choose the file with your CV."),
    DocumentKind.COVER_LETTER: _("Choose the file with your cover letter."),
    DocumentKind.CERTIFICATE: _("Choose at least one certificate."),
    DocumentKind.OTHER: _("Choose at least one further document."),
}


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class DocumentsBoundField(BoundField):
    @property
    def aria_describedby(self) -> str:
        """The limits, which stand once for all inputs, and then what is wrong with this one."""
        return " ".join(filter(None, (LIMITS_ID, super().aria_describedby)))


class DocumentsField(forms.Field):
    """Any number of files of one kind; of interest is only whether the draft holds one by now."""

    widget = FilesInput

    def __init__(
        self,
        *,
        kind: DocumentKind,
        required: bool,
        held: bool = False,
        refused: Sequence[RefusedUpload] = (),
    ) -> None:
        super().__init__(
            label=LABELS[kind], required=required, error_messages={"required": MISSING[kind]}
        )
        self.held, self.refused = held, refused
        self.widget.attrs |= {"accept": accept_attribute(), "multiple": True}

    def clean(self, value: Any) -> None:
        if self.refused:
            raise ValidationError(
                [ValidationError(str(one), code=one.cause) for one in self.refused]
            )
        if self.required and not self.held:
            raise ValidationError(self.error_messages["required"], code="required")

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> DocumentsBoundField:
        return DocumentsBoundField(form, self, field_name)
