"""The forms by which staff decide: about one application, about several, about all of a posting."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.enums import Stage
from applications.forms.typed import LineField
from hiring.enums import BY_PROCEDURE, STAGE_OCCASIONS, Occasion
from hiring.mails.departure_words import describe_planned_departure
from hiring.models import MailTemplate, RejectionReason
from hiring.models.rejection_reason import FILLED, NOT_DECIDED
from hiring.services.bulk_steps import BulkStep, apply_step, decide_step
from hiring.services.decisions import Choice

DECIDING_WORDS = {
    Stage.INTERVIEW: pgettext_lazy("decision", "interview (invite)"),
    Stage.OFFER: pgettext_lazy("decision", "offer (make an offer)"),
    Stage.REJECTED: pgettext_lazy("decision", "rejected (turn down)"),
}
"""What somebody does who chooses the stage, where its name does not say so."""
MANY = 30
"""Whoever does something to more applications at once types their number."""


class ReasonField(forms.ModelChoiceField["RejectionReason"]):
    """The coded reasons that the organisation offers."""

    def __init__(self, **kwargs: Any) -> None:
        offered = RejectionReason.objects.filter(is_active=True).exclude(slug=NOT_DECIDED)
        super().__init__(
            queryset=offered,
            label=gettext_lazy("Reason for a rejection"),
            required=False,
            empty_label=gettext_lazy("– choose for a rejection –"),
            help_text=gettext_lazy("Only staff read it."),
            **kwargs,
        )


class TemplateField(forms.ModelChoiceField["MailTemplate"]):
    """The templates that are offered for decisions; without a choice the one that the occasion begins with."""

    def __init__(self, occasion: Occasion | None = None, **kwargs: Any) -> None:
        offered = MailTemplate.objects.filter(is_active=True).exclude(occasion=Occasion.TRANSFER)
        first = gettext_lazy("the one that fits the stage")
        if occasion is not None:
            offered, first = (
                MailTemplate.objects.for_occasion(occasion),
                gettext_lazy("the first one"),
            )
        values = {"label": gettext_lazy("Email"), "empty_label": first} | kwargs
        super().__init__(queryset=offered, required=False, **values)


class AnsweringForm(forms.Form):
    """Which letter the applicants get; that they get none has to be ticked."""

    template = TemplateField()
    without_mail = forms.BooleanField(
        label=gettext_lazy("Without an email"),
        required=False,
        help_text=gettext_lazy(
            "If ticked: the applicant's page changes at once, and nobody is written to."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"].help_text = describe_planned_departure(timezone.now())

    def choose_template(self, occasion: Occasion | None) -> MailTemplate | None:
        """The chosen one, or the first of the occasion; None without a mail. ValidationError if there is none."""
        if self.cleaned_data.get("without_mail"):
            return None
        chosen: MailTemplate | None = self.cleaned_data.get("template")
        found = chosen or MailTemplate.objects.first_of(occasion)
        if found is None:
            raise ValidationError(
                _("There is no email template for this. Choose one, or tick “without an email”."),
                code="template",
            )
        return found


class DecisionForm(AnsweringForm):
    """Offers only the stages to which the applications may be moved by hand from where they are."""

    field_order: tuple[str, ...] = ("to", "reason", "note", "template", "without_mail")
    to = forms.TypedChoiceField(label=gettext_lazy("New stage"), coerce=Stage)
    reason = ReasonField()
    note = LineField(
        label=gettext_lazy("Note"),
        max_length=500,
        required=False,
        help_text=gettext_lazy(
            "For the history; applicants do not see it unless they ask for their data."
        ),
    )

    def __init__(self, *args: Any, stages: Iterable[Stage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.TypedChoiceField, self.fields["to"])
        offered = [
            (one.value, DECIDING_WORDS.get(one, one.label))
            for one in stages
            if one not in BY_PROCEDURE
        ]
        field.choices = [("", _("– choose –")), *offered]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        to = cleaned.get("to")
        if to == Stage.REJECTED and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("A rejection needs a reason. Choose one from the list."))
        if to is not None:
            try:
                cleaned["template"] = self.choose_template(STAGE_OCCASIONS.get(to))
            except ValidationError as error:
                self.add_error("template", error)
        return cleaned

    @property
    def choice(self) -> Choice:
        """What was chosen, once the form is valid."""
        cleaned = self.cleaned_data
        reason = cleaned["reason"] if cleaned["to"] == Stage.REJECTED else None
        return Choice(cleaned["to"], reason, cleaned["note"])


class CountForm(forms.Form):
    """Has the number of applications typed where they are many, so that nobody is hit by mistake."""

    form_token = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    typed_count = forms.CharField(
        label=gettext_lazy("How many are they?"), required=False, max_length=9
    )

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = count
        if count <= MANY:
            del self.fields["typed_count"]

    @property
    def token(self) -> UUID:
        """That of this form, once it is valid: what is sent twice is done once."""
        return self.cleaned_data.get("form_token") or uuid4()

    def clean_typed_count(self) -> str:
        typed: str = self.cleaned_data["typed_count"].strip()
        if typed != str(self.count):
            raise ValidationError(
                _("This is about %(count)d applications. Type this number to confirm.")
                % {"count": self.count},
                code="count",
            )
        return typed


class BulkDecisionForm(CountForm, DecisionForm):
    """One decision on several applications."""

    field_order = (*DecisionForm.field_order, "typed_count")

    def make_step(self, *, only_note: bool) -> BulkStep:
        return decide_step(self.choice, self.cleaned_data["template"], only_note=only_note)


class ApplyPendingForm(CountForm, AnsweringForm):
    """Letters for pending decisions: the one that fits each stage, or the one chosen."""

    field_order = ("template", "without_mail", "typed_count")

    def make_step(self, decisions: Iterable[int]) -> BulkStep:
        """For the decisions with these keys."""
        typed = self.cleaned_data
        with_mail = not typed["without_mail"]
        return apply_step(typed["template"], decisions=decisions, with_mail=with_mail)


class CloseFilledForm(CountForm, AnsweringForm):
    """Closing a posting as filled, and what those get who still wait."""

    field_order = ("template", "without_mail", "typed_count")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        try:
            cleaned["template"] = self.choose_template(Occasion.POSTING_FILLED)
        except ValidationError as error:
            self.add_error("template", error)
        return cleaned

    @property
    def step(self) -> BulkStep:
        reason = RejectionReason.objects.get(slug=FILLED)
        return decide_step(Choice(Stage.REJECTED, reason), self.cleaned_data["template"])
