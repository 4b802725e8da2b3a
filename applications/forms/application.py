"""The form by which people apply; it says its limits before anybody runs into them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Fieldset, Layout
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from applications.documents.refusals import RefusedUpload
from applications.enums import DocumentKind
from applications.forms.boxes import find_boxes
from applications.forms.files import LABELS, DocumentsField
from applications.forms.questions import collect_answers, field_name, question_field
from applications.forms.typed import AddressField, LineField, NameField, TypedField
from applications.services import ApplicantData
from careers.editions.application_form import asked_documents, asked_questions
from careers.enums import Demand
from careers.models import EditionText
from careers.web.localized_urls import current_language

type Refused = Mapping[DocumentKind, Sequence[RefusedUpload]]

PERSON = ("name", "email", "phone")
HIDDEN = ("token", "edition")


class ApplicationForm(forms.Form):
    """Asks for what the edition asks for, and name and address; everything else is optional.

    `token` makes one form one application, `edition` is the number of the edition its reader saw.
    Files are no values of it: `held` are the kinds that the draft has; tell_files() says it later, and
    what was just sent and could not be kept.
    """

    name = NameField(
        label=_("Your name"),
        error_messages={"required": _("Enter your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = AddressField(help_text=_("We send the receipt and our reply to this address."))
    phone = LineField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    message = TypedField(
        label=_("Message"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)
    edition = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        text: EditionText,
        held: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.language = text.language
        self.demands = document_demands(text)
        self.boxes = find_boxes(self.demands)
        self.questions = asked_questions(text)
        self.refused_kinds = list[str]()
        for kind, demand in self.demands.items():
            required = demand == Demand.REQUIRED
            self.fields[kind.value] = DocumentsField(kind=kind, required=required)
        self.describe_shared_box()
        self.tell_files(held, {})
        for question in self.questions:
            self.fields[field_name(question)] = question_field(question)
        self.order_fields([*PERSON, *self.demands, *self.question_names, "message"])
        if self.letter_is_optional:
            self.fields["message"].help_text = gettext(
                "Anything you would like to add. You do not need a cover letter."
            )

    def tell_files(self, held: Iterable[str], refused: Refused) -> None:
        """Have the form know what became of the files, before it is judged."""
        held = set(held)
        self.refused_kinds = [self.boxes[kind].value for kind in refused]
        for kind in self.demands:
            field, taken = self.documents_field(kind), self.kinds_in_box(kind)
            field.held = kind.value in held
            field.refused = [one for each in taken for one in refused.get(each, ())]

    def documents_field(self, kind: DocumentKind) -> DocumentsField:
        return cast(DocumentsField, self.fields[kind.value])

    def kinds_in_box(self, box: DocumentKind) -> list[DocumentKind]:
        """The kinds whose files are chosen in the box of this name; none if it has no box of its own."""
        return [kind for kind, own in self.boxes.items() if own == box]

    def describe_shared_box(self) -> None:
        """A box for several kinds is named after none of them, and says which."""
        for box in set(self.boxes.values()):
            named = [kind for kind in self.kinds_in_box(box) if kind != DocumentKind.OTHER]
            if len(self.kinds_in_box(box)) > 1:
                field = self.fields[box.value]
                field.label = LABELS[DocumentKind.OTHER]
                names = ", ".join(str(LABELS[kind]) for kind in named)
                field.help_text = gettext("For example: %(kinds)s.") % {"kinds": names}

    @property
    def letter_is_optional(self) -> bool:
        return self.demands.get(DocumentKind.COVER_LETTER) != Demand.REQUIRED

    @property
    def question_names(self) -> list[str]:
        return [field_name(question) for question in self.questions]

    @property
    def kinds(self) -> list[DocumentKind]:
        """The kinds of document that are asked for."""
        return list(self.demands)

    @property
    def asked(self) -> str:
        """All that the form reads by until somebody has typed something or sent a file."""
        return repr((self.language, self.demands, self.questions))

    @property
    def helper(self) -> FormHelper:
        """The fields that are seen; what `asked` decides once, whoever asks (templates/applications/apply.html)."""
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf = False, True  # the page has them, and HIDDEN
        helper.layout = Layout(
            Fieldset(gettext("About you"), *PERSON, css_id="about-you"),
            *self.documents_fieldset(),
            *self.questions_fieldset(),
            Fieldset(gettext("Anything else?"), "message", css_id="anything-else"),
        )
        return helper

    def documents_fieldset(self) -> list[Fieldset]:
        if not self.demands:
            return []
        limits = HTML('{% include "applications/_limits.html" %}')
        shown = dict.fromkeys(self.boxes.values())
        parts = [part for box in shown for part in (box.value, held_files_html(box))]
        return [Fieldset(gettext("Your documents"), limits, *parts, css_id="documents")]

    def questions_fieldset(self) -> list[Fieldset]:
        if not self.questions:
            return []
        questions: list[str | HTML] = [*self.question_names]
        if self.language != current_language():
            questions = [HTML(f'<div lang="{self.language}">'), *questions, HTML("</div>")]
        return [Fieldset(gettext("Our questions"), *questions, css_id="questions")]

    def typed_values(self) -> dict[str, str]:
        """What stands in the fields, right or wrong, to be kept in the draft."""
        names = [name for name in self.fields if name not in {*self.demands, *HIDDEN}]
        return {name: self.data[name] for name in names if name in self.data}

    def limit_errors_to(self, names: Iterable[str]) -> None:
        """Judge these fields only: the others are not the matter now."""
        wanted = set(names)
        for name in [name for name in self.errors if name not in wanted]:
            del self.errors[name]

    def applicant_data(self, language: str) -> ApplicantData:
        data = self.cleaned_data
        return ApplicantData(
            name=data["name"],
            email=data["email"],
            phone=data["phone"],
            message=data["message"],
            language=language,
            answers=collect_answers(self.questions, data),
        )


def held_files_html(box: DocumentKind) -> HTML:
    """Where the page shows the files from this box that the draft holds."""
    return HTML(f'{{% include "applications/_held_of.html" with box="{box.value}" %}}')


def document_demands(text: EditionText) -> dict[DocumentKind, Demand]:
    """The documents that are asked for, and whether they must be there."""
    demands = asked_documents(text.edition).items()
    return {DocumentKind(kind): one for kind, one in demands if one != Demand.NOT_ASKED}
