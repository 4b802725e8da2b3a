"""Forms that ask before a posting moves: publish, close, reopen."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from careers.completeness import complete_languages, missing_texts
from careers.languages import language_codes, language_name
from careers.models import Posting


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
