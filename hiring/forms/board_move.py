"""The form that asks before an application is moved on the board."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from hiring.enums import BY_PROCEDURE
from hiring.forms.decisions import DecisionForm
from hiring.inbox.board import Lane
from hiring.services.decisions import Choice


def lanes_to_choose(application: Application, lanes: Iterable[Lane], here: Lane) -> list[Lane]:
    """Where it may go: the next public stages, and the own stages of the one it is in."""
    if application.is_restricted:
        return []
    allowed = {*application.next_stages, here.stage} - {*BY_PROCEDURE}
    return [lane for lane in lanes if lane.stage in allowed and lane != here]


class BoardMoveForm(DecisionForm):
    """A decision by the columns of the board; between own stages of one stage nobody is told anything."""

    to = forms.ChoiceField(label=_("Move to"))  # type: ignore[assignment] # columns, not stages

    def __init__(self, *args: Any, lanes: list[Lane], here: Lane, **kwargs: Any) -> None:
        super().__init__(*args, stages=(), **kwargs)
        self.lanes = {lane.key: lane for lane in lanes}
        self.here = here
        field = cast(forms.ChoiceField, self.fields["to"])
        field.choices = [("", _("– choose –")), *((lane.key, lane.label) for lane in lanes)]

    @property
    def lane(self) -> Lane:
        """What was chosen, once the form is valid."""
        return self.lanes[self.data["to"]]

    @property
    def is_decision(self) -> bool:
        return self.lane.stage != self.here.stage

    @property
    def choice(self) -> Choice:
        """With the own stage, which is reached when the decision is announced."""
        return replace(super().choice, own_stage=self.lane.own_stage)

    def clean(self) -> dict[str, Any]:
        chosen = self.lanes.get(self.cleaned_data.get("to", ""))
        if chosen is None or not self.is_decision:
            return self.cleaned_data
        self.cleaned_data["to"] = chosen.stage
        return super().clean()
