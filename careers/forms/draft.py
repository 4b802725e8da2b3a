"""What stands in the editor's forms, as a draft that the ad check can read; nothing is stored."""

from careers.checks import Draft
from careers.forms.posting import PostingForm
from careers.forms.sections import SectionForm, SectionFormSet
from careers.models import Contact, Department, Location, PostingSection
from careers.models.confirmation import note_changes


def typed_draft(form: PostingForm, formset: SectionFormSet) -> Draft:
    """The draft as it would be after saving; a field that is not valid keeps its stored value."""
    form.is_valid()
    formset.is_valid()
    posting = form.instance
    chosen = form.cleaned_data
    posting.department = getattr(posting, "department", Department())
    note_changes(posting, None)
    return Draft(
        posting,
        tuple(typed_section(each) for each in forms_in_order(formset)),
        tuple(chosen.get("contacts", Contact.objects.none())),
        tuple(chosen.get("locations", Location.objects.none())),
    )


def forms_in_order(formset: SectionFormSet) -> list[SectionForm]:
    """The forms of the sections that would be there after saving, by position."""
    return sorted(formset.kept_forms(), key=lambda form: form.instance.position)


def typed_section(form: SectionForm) -> PostingSection:
    if form.has_changed():
        note_changes(form.instance, None)
    return form.instance
