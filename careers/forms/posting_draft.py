"""What stands in the editor's forms, as a draft that the ad check can read; nothing is stored."""

from typing import NamedTuple

from careers.checks import Draft
from careers.forms.posting import PostingForm
from careers.forms.questions import AskingFormSet
from careers.forms.sections import SectionForm, SectionFormSet
from careers.models import Contact, Department, Location, PostingSection
from careers.models.confirmation import note_changes


class EditorForms(NamedTuple):
    """All forms of the editor."""

    posting: PostingForm
    sections: SectionFormSet
    questions: AskingFormSet


def typed_draft(forms: EditorForms) -> Draft:
    """The draft as it would be after saving; a field that is not valid keeps its stored value."""
    for form in forms:
        form.is_valid()
    posting = forms.posting.instance
    chosen = forms.posting.cleaned_data
    posting.department = getattr(posting, "department", Department())
    note_changes(posting, None)
    return Draft(
        posting,
        tuple(typed_section(each) for each in forms.sections.forms_in_order()),
        tuple(chosen.get("contacts", Contact.objects.none())),
        tuple(chosen.get("locations", Location.objects.none())),
        tuple(form.instance for form in forms.questions.forms_in_order()),
    )


def typed_section(form: SectionForm) -> PostingSection:
    section: PostingSection = form.instance
    if form.has_changed():
        note_changes(section, None)
    return section
