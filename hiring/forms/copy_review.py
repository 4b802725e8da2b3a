"""The forms by which HR reviews a full copy, notes a request that came on paper, and tells a reason."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.forms.typed import LineField, TypedField
from applications.models import copy_request
from careers.forms import DayField
from hiring.exports.reviewed_copy import Chosen
from hiring.models import copy_choice
from hiring.reviews.copy_entries import CopyEntry
from hiring.services.copy_review import EntryVerdict

RELEASE, BLACK_OUT = "release", "black_out"


class EntryForm(forms.Form):
    """What shall become of one entry; nothing is chosen for whoever has not read it."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("What the applicant gets"),
        choices=[
            (RELEASE, pgettext_lazy("entry", "Release")),
            (BLACK_OUT, pgettext_lazy("entry", "Black out")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    reason = LineField(
        label=gettext_lazy("Reason if blacked out"),
        max_length=copy_choice.REASON_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None, *, entry: CopyEntry, initial: Any) -> None:
        """`seen` tells which words of the entry were read: it may change while the page is open."""
        shown = {"seen": entry.digest, **initial}
        super().__init__(data, initial=shown, prefix=entry.key.replace(":", "-"))
        self.entry = entry

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("verdict") == BLACK_OUT and not cleaned.get("reason"):
            self.add_error("reason", _("Say why: the applicant reads it in place of the entry."))
        return cleaned

    @property
    def chosen(self) -> EntryVerdict | None:
        """The verdict, once the form is valid; None if there is none yet."""
        verdict, seen = self.cleaned_data["verdict"], self.cleaned_data["seen"]
        if verdict == RELEASE:
            return EntryVerdict(seen, is_released=True)
        if verdict == BLACK_OUT:
            return EntryVerdict(seen, is_released=False, reason=self.cleaned_data["reason"])
        return None


def build_entry_forms(
    chosen: Iterable[Chosen], data: Mapping[str, Any] | None = None
) -> list[EntryForm]:
    """One form an entry, with what was chosen before."""
    return [EntryForm(data, entry=one.entry, initial=read_initial(one)) for one in chosen]


def read_initial(chosen: Chosen) -> dict[str, str]:
    if chosen.choice is None:
        return {}
    verdict = RELEASE if chosen.choice.is_released else BLACK_OUT
    return {"verdict": verdict, "reason": chosen.choice.reason}


class CopyReasonForm(forms.Form):
    """Why it is refused, or takes longer."""

    reason = TypedField(
        label=gettext_lazy("Reason"),
        max_length=copy_request.REASON_LENGTH,
        help_text=gettext_lazy(
            "The applicant reads it, in the email and on their page. Write in their language."
        ),
        widget=forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
    )


class EnteredCopyRequestForm(forms.Form):
    """A request that came by letter or mail."""

    received_on = DayField(
        label=gettext_lazy("Received on"),
        help_text=gettext_lazy("The month for the answer runs from this day."),
    )
