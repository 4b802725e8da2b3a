"""Forms of the admin: the draft of a posting, its sections, and the questions before a change."""

from careers.forms.draft import forms_in_order, typed_draft
from careers.forms.moments import LocalMomentField
from careers.forms.moves import CloseForm, ExtendForm, PublishForm, QuestionForm, ReopenForm
from careers.forms.posting import PostingForm
from careers.forms.sections import STEP, SectionForm, SectionFormSet
from careers.forms.texts import MarkdownText, TextLines

__all__ = [
    "STEP",
    "CloseForm",
    "ExtendForm",
    "LocalMomentField",
    "MarkdownText",
    "PostingForm",
    "PublishForm",
    "QuestionForm",
    "ReopenForm",
    "SectionForm",
    "SectionFormSet",
    "TextLines",
    "forms_in_order",
    "typed_draft",
]
