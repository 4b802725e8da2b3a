"""The questions to applicants inside a posting's editor."""

from typing import Any

from django.db import models
from django.forms import Textarea
from django.http import HttpRequest
from modeltranslation.admin import TranslationStackedInline

from careers.admin.editor.rows import RowsOfPosting
from careers.admin.side_by_side import SideBySide
from careers.forms import AskingForm, AskingFormSet
from careers.models import Posting, PostingQuestion

MOST_QUESTIONS = 20


class QuestionInline(RowsOfPosting, SideBySide, TranslationStackedInline[PostingQuestion, Posting]):
    model = PostingQuestion
    form = AskingForm
    formset = AskingFormSet
    template = "admin/careers/posting/_questions.html"
    fieldsets = ((None, {"fields": ("kind", "is_required", "label", "hint", "choices")}),)
    formfield_overrides = {models.TextField: {"widget": Textarea(attrs={"rows": 4})}}
    max_num = MOST_QUESTIONS
    extra = 1

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return super().get_readonly_fields(request, obj)
