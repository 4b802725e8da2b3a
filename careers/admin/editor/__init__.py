"""The page on which people write a posting: its sections, how it is saved, and its ad check."""

from careers.admin.editor.checking import PostingChecking, stored_panel, typed_panel
from careers.admin.editor.page import PostingPage
from careers.admin.editor.questions import QuestionInline
from careers.admin.editor.saving import PostingSaving
from careers.admin.editor.sections import FIRST_SECTIONS, SectionInline

__all__ = [
    "FIRST_SECTIONS",
    "PostingChecking",
    "PostingPage",
    "PostingSaving",
    "QuestionInline",
    "SectionInline",
    "stored_panel",
    "typed_panel",
]
