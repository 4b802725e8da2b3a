"""Forms of the admin: the draft of a posting, its sections, and the questions before a change."""

from careers.forms.moments import DayField, LocalMomentField
from careers.forms.numbers import NumberField, WholeNumberField
from careers.forms.ordering import STEP
from careers.forms.posting import PostingForm
from careers.forms.posting_actions import (
    CloseForm,
    ExtendForm,
    PublishForm,
    QuestionForm,
    ReopenForm,
)
from careers.forms.posting_draft import EditorForms, typed_draft
from careers.forms.questions import AskingForm, AskingFormSet
from careers.forms.sections import SectionForm, SectionFormSet
from careers.forms.texts import LinesField, MarkdownText

__all__ = [
    "STEP",
    "AskingForm",
    "AskingFormSet",
    "CloseForm",
    "DayField",
    "EditorForms",
    "ExtendForm",
    "LinesField",
    "LocalMomentField",
    "MarkdownText",
    "NumberField",
    "PostingForm",
    "PublishForm",
    "QuestionForm",
    "ReopenForm",
    "SectionForm",
    "SectionFormSet",
    "WholeNumberField",
    "typed_draft",
]
