"""Forms of the admin: the draft of a posting, its sections, and the questions before a change."""

from typing import Any, cast

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from careers.completeness import complete_languages, missing_texts
from careers.enums import EmploymentType
from careers.languages import language_codes, language_name
from careers.models import Posting, PostingSection

STEP = 10


class PostingForm(forms.ModelForm[Posting]):
    employment_types = forms.MultipleChoiceField(
        label=_("Employment types"),
        choices=EmploymentType.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class SectionForm(forms.ModelForm[PostingSection]):
    position = forms.IntegerField(
        label=_("Position"),
        required=False,
        min_value=0,
        max_value=32767,
        help_text=_("Empty: after the others."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk and not self.initial.get("position"):
            self.initial["position"] = None


class SectionFormSet(BaseInlineFormSet[PostingSection, Posting, forms.ModelForm[PostingSection]]):
    """Sections without a position come last, in the order in which they were entered."""

    def clean(self) -> None:
        super().clean()
        last = max((form.cleaned_data.get("position") or 0 for form in self.forms), default=0)
        for form in self.forms:
            if form.has_changed() and form.cleaned_data.get("position") is None:
                last += STEP
                form.instance.position = last


class QuestionForm(forms.Form):
    """What a person is asked before a posting moves; by itself it only wants a yes."""

    is_possible = True

    def __init__(self, *args: Any, posting: Posting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posting = posting


class PublishForm(QuestionForm):
    """Which of the complete languages go public; `missing` says what the others lack."""

    languages = forms.MultipleChoiceField(label=_("Languages"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, posting: Posting, **kwargs: Any) -> None:
        super().__init__(*args, posting=posting, **kwargs)
        complete = complete_languages(posting)
        field = cast(forms.MultipleChoiceField, self.fields["languages"])
        field.choices = [(code, language_name(code)) for code in complete]
        field.initial = complete
        self.is_possible = bool(complete)
        self.missing = {
            language_name(code): missing_texts(posting, code)
            for code in language_codes()
            if code not in complete
        }


class CloseForm(QuestionForm):
    reason = forms.CharField(
        label=_("Reason for closing"),
        max_length=200,
        required=False,
        help_text=_("For your own records; candidates do not see it."),
    )
