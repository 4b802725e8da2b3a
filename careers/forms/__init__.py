"""Forms of the admin: the draft of a posting, its sections, and the questions before a change."""

from careers.forms.moves import CloseForm, PublishForm, QuestionForm
from careers.forms.posting import PostingForm
from careers.forms.sections import STEP, SectionForm, SectionFormSet

__all__ = [
    "STEP",
    "CloseForm",
    "PostingForm",
    "PublishForm",
    "QuestionForm",
    "SectionForm",
    "SectionFormSet",
]
