"""Forms of a posting's questions to applicants, inside its editor."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from careers.editions.application_form import question_text
from careers.enums import QuestionKind
from careers.forms.ordering import Cell, OrderedForm, OrderedFormSet
from careers.languages import language_codes, localized_column, text_in_first_language
from careers.models import PostingQuestion

BESIDE = {"kind", "is_required", "position"}


class AskingForm(OrderedForm):
    """One question; a language may lack its words while the posting is a draft."""

    def has_changed(self) -> bool:
        """A new one in which nobody wrote anything is none."""
        is_blank = not self.instance.pk and set(self.changed_data) <= BESIDE
        return not is_blank and super().has_changed()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        is_kept = self.has_changed() and not self.cleaned_data.get("DELETE")
        labels = [
            self.cleaned_data.get(localized_column("label", code)) for code in language_codes()
        ]
        if is_kept and not any(labels):
            raise ValidationError(_("Write the question in one language at least."), code="empty")
        return cleaned

    def rows(self) -> Iterator[list[Cell]]:
        """Words, hint and choices, each with its field in every language."""
        for name in ("label", "hint", "choices"):
            yield [Cell(code, self[localized_column(name, code)]) for code in language_codes()]

    def shown_texts(self) -> list[dict[str, Any]]:
        """What applicants would read, in every language."""
        codes = language_codes()
        return [{"language": code, **question_text(self.instance, code)} for code in codes]

    @property
    def is_spare(self) -> bool:
        """The empty one waits at the end of a new posting, too: most ask nothing of their own."""
        return not self.instance.pk and not (self.is_bound and self.has_changed())

    @property
    def name(self) -> str:
        """What the card of the question is called."""
        return text_in_first_language(self.instance, "label")

    @property
    def kind_name(self) -> str:
        return str(QuestionKind(self.instance.kind).label)


class AskingFormSet(OrderedFormSet):
    related = "questions"
    model = PostingQuestion
