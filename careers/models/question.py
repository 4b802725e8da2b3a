"""A question that a posting asks its applicants."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext_lazy as _

from careers.enums import QuestionKind
from careers.languages import text_in_first_language
from careers.models.posting import Posting


class PostingQuestion(models.Model):
    """A question of the posting's own that its applicants answer; part of each edition."""

    posting = models.ForeignKey(Posting, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(
        _("kind"), max_length=10, choices=QuestionKind.choices, default=QuestionKind.TEXT
    )
    label = models.CharField(_("question"), max_length=200, blank=True)
    hint = models.CharField(_("hint"), max_length=300, blank=True)
    choices = models.TextField(_("choices"), blank=True, help_text=_("One in each line."))
    is_required = models.BooleanField(_("must be answered"), default=False)

    objects: ClassVar[models.Manager["PostingQuestion"]] = models.Manager()

    if TYPE_CHECKING:
        label_de: str
        label_en: str
        hint_de: str
        hint_en: str
        choices_de: str
        choices_en: str

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                name="question_position_once",
                fields=["posting", "position"],
                deferrable=Deferrable.DEFERRED,
                violation_error_message=_("Two questions cannot have the same position."),
            ),
            models.CheckConstraint(
                name="question_kind_is_known",
                condition=Q(kind__in=QuestionKind.values),
                violation_error_message=_("There is no such kind of question."),
            ),
        )

    def __str__(self) -> str:
        return text_in_first_language(self, "label") or self.get_kind_display()
