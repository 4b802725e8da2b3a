"""File fields whose values have been through the gate."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from applications.documents.formats import accept_attribute
from applications.documents.gate import CheckedUpload, check_upload
from applications.documents.refusals import RefusedUpload
from applications.enums import DocumentKind

type Upload = UploadedFile[bytes]


def checked(upload: Upload, kind: DocumentKind) -> CheckedUpload:
    """The gate's answer; its refusal as an error of the form."""
    try:
        return check_upload(upload).as_kind(kind)
    except RefusedUpload as refusal:
        raise ValidationError(str(refusal), code=refusal.cause) from None


class FilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(
        self, data: Any, files: MultiValueDict[str, Upload], name: str
    ) -> list[Upload]:
        return files.getlist(name)


class DocumentField(forms.Field):
    """One file; its value is a CheckedUpload of the given kind, or None."""

    widget = forms.FileInput

    def __init__(self, *, kind: DocumentKind, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind = kind
        self.widget.attrs["accept"] = accept_attribute()

    def to_python(self, value: Any) -> CheckedUpload | None:
        return checked(value, self.kind) if value is not None else None


class DocumentsField(forms.Field):
    """Any number of files; its value is a list of CheckedUpload, and each refusal is an error."""

    widget = FilesInput

    def __init__(self, *, kind: DocumentKind, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind = kind
        self.widget.attrs["accept"] = accept_attribute()

    def to_python(self, value: Any) -> list[CheckedUpload]:
        passed, refused = [], []
        for upload in value:
            try:
                passed.append(checked(upload, self.kind))
            except ValidationError as error:
                refused.append(error)
        if refused:
            raise ValidationError(refused)
        return passed
