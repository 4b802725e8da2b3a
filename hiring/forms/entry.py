"""The forms by which HR enters an application that came by post, mail or an agency."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.documents.refusals import RefusedUpload
from applications.enums import BY_HAND, DocumentKind, Source
from applications.forms.files import DocumentsField
from applications.forms.questions import collect_answers, field_name, question_field
from applications.forms.typed import AddressField, LineField, NameField
from applications.services import ApplicantData
from applications.services.entry import Entry
from careers.editions.application_form import asked_questions
from careers.forms import DayField
from careers.models import EditionText, Posting

WIDE = {"class": "vTextField"}


class EntryTargetForm(forms.Form):
    """For which posting, and in which language the person is written to."""

    posting = forms.ModelChoiceField(
        queryset=Posting.objects.filter(current_edition__isnull=False).order_by("-pk"),
        label=gettext_lazy("Posting"),
        help_text=gettext_lazy("Every posting that was published once, also a closed one."),
    )
    language = forms.ChoiceField(
        choices=settings.LANGUAGES,
        label=gettext_lazy("Language of the applicant"),
        help_text=gettext_lazy("The person is written to in it, and the questions stand in it."),
    )


class EntryForm(forms.Form):
    """What is known of the person; files are no values of it: `held` are the kinds the draft has."""

    name = NameField(label=gettext_lazy("Name"), widget=forms.TextInput(attrs=WIDE))
    email = AddressField(
        required=False,
        help_text=gettext_lazy(
            "An email tells the person what is kept, with the link to their page."
        ),
    )
    told_on_paper = forms.BooleanField(
        label=gettext_lazy("The information of Art. 14 GDPR was given on paper"),
        required=False,
        help_text=gettext_lazy("Necessary where there is no email address; the history keeps it."),
    )
    phone = LineField(
        label=gettext_lazy("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs=WIDE),
    )
    source = forms.TypedChoiceField(
        label=gettext_lazy("How it came"),
        choices=[(one.value, one.label) for one in BY_HAND],
        coerce=Source,
    )
    received_on = DayField(label=gettext_lazy("Received on"))

    def __init__(
        self,
        *args: Any,
        text: EditionText,
        held: Iterable[str] = (),
        refused: Mapping[DocumentKind, Sequence[RefusedUpload]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for kind in DocumentKind:
            self.fields[kind.value] = DocumentsField(
                kind=kind,
                required=False,
                held=kind.value in set(held),
                refused=(refused or {}).get(kind, ()),
            )
        self.questions = asked_questions(text)
        for question in self.questions:
            optional = question.copy()
            optional["is_required"] = False
            self.fields[field_name(question)] = question_field(optional)

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come."), code="future")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "email" in data and not data["email"] and not data.get("told_on_paper"):
            sentence = _("Enter an address, or tick that the information was given on paper.")
            self.add_error("email", sentence)
        return data

    def entry(self, language: str) -> Entry:
        data = self.cleaned_data
        return Entry(
            applicant=ApplicantData(
                name=data["name"],
                email=data["email"],
                phone=data["phone"],
                language=language,
                answers=collect_answers(self.questions, data),
            ),
            source=data["source"],
            received_on=data["received_on"],
            told_on_paper=data["told_on_paper"],
        )
