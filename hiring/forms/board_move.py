"""The form that asks before an application is moved on the board."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.enums import Stage
from applications.models import Application
from hiring.inbox.board import Lane

ON_ITS_PAGE = (Stage.REJECTED, Stage.WITHDRAWN)
"""The page of the application asks more about these: a reason, or that its author wants it."""


def lanes_to_choose(application: Application, lanes: list[Lane], here: Lane) -> list[Lane]:
    """Where it may go from the board: other own stages of where it is, or the next public stages."""
    allowed = set() if application.is_restricted else {*application.next_stages, here.stage}
    offered = allowed.difference(ON_ITS_PAGE)
    return [lane for lane in lanes if lane.stage in offered and lane != here]


class BoardMoveForm(forms.Form):
    """A public stage is told to the applicant by mail, so that a move without one is a deliberate tick."""

    lane = forms.ChoiceField(label=_("Move to"), widget=forms.RadioSelect)
    without_mail = forms.BooleanField(
        label=_("Without a mail"),
        required=False,
        help_text=_("The applicant sees the new stage on their page and gets no mail."),
    )

    def __init__(self, *args: Any, lanes: list[Lane], here: Lane, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lanes = {lane.key: lane for lane in lanes}
        self.here = here
        field = cast(forms.ChoiceField, self.fields["lane"])
        field.choices = [(lane.key, lane.label) for lane in lanes]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        lane = self.lanes.get(cleaned.get("lane", ""))
        if lane and lane.stage != self.here.stage and not cleaned.get("without_mail"):
            sentence = _(
                "Tick this if no mail shall go out, or write one on the application's page."
            )
            self.add_error("without_mail", sentence)
        return cleaned
