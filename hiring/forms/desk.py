"""What the staff fills in on the page of an application: ratings, notes, records, exclusions."""

from typing import Any, cast

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from applications.forms.typed import LineField, TypedField
from applications.models import Application
from hiring.enums import Recommendation
from hiring.models import HiringRecord, OwnStage, Tag
from hiring.models.note import NOTE_LENGTH
from hiring.models.rating import HIGHEST_SCORE, LOWEST_SCORE
from hiring.reviews.colleagues import find_readers, full_name
from hiring.reviews.seen_ratings import RatingsSeen
from hiring.services.ratings import Opinion
from hiring.services.records import RecordData

POINTS = [(str(value), str(value)) for value in range(LOWEST_SCORE, HIGHEST_SCORE + 1)]


class ColleagueField(forms.ModelMultipleChoiceField["User"]):
    def label_from_instance(self, obj: Any) -> str:
        return full_name(obj)


class MemberField(forms.ModelChoiceField["User"]):
    def label_from_instance(self, obj: Any) -> str:
        return full_name(obj)


class RatingForm(forms.Form):
    """Points for each criterion, and the recommendation: the button by which it is sent."""

    recommendation = forms.TypedChoiceField(
        choices=Recommendation.choices, coerce=Recommendation, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, seen: RatingsSeen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = {f"criterion_{one.pk}": one for one in seen.criteria}
        for name, criterion in self.criteria.items():
            self.fields[name] = forms.TypedChoiceField(
                label=str(criterion),
                choices=POINTS,
                coerce=int,
                empty_value=None,
                required=False,
                initial=str(seen.own_points.get(criterion.pk, "")),
                widget=forms.RadioSelect,
            )

    def read_points(self) -> dict[int, int]:
        """Points by the key of the criterion; those that were left open are left out."""
        values = {one.pk: self.cleaned_data[name] for name, one in self.criteria.items()}
        return {key: value for key, value in values.items() if value is not None}

    @property
    def opinion(self) -> Opinion:
        return Opinion(self.cleaned_data["recommendation"], self.read_points())

    @property
    def score_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.criteria]


class NoteForm(forms.Form):
    use_required_attribute = False  # a rating is sent by the same form, with or without a note

    text = TypedField(
        label=_("Note"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the staff reads it. Applicants may ask for it as part of their data."),
    )
    mentioned = ColleagueField(
        label=_("Point colleagues to it by email"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, application: Application, writer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(ColleagueField, self.fields["mentioned"])
        field.queryset = find_readers(application).exclude(pk=writer.pk)


def read_record(application: Application) -> dict[str, object]:
    """What is kept about it, as the form begins with it."""
    record = HiringRecord.objects.filter(application=application).first()
    if record is None:
        return {}
    tags = list(record.tags.values_list("pk", flat=True))
    return {"is_reserve": record.is_reserve, "own_stage": record.own_stage_id, "tags": tags}


class RecordForm(forms.Form):
    own_stage = forms.ModelChoiceField(
        label=_("Own stage"), queryset=OwnStage.objects.none(), required=False, empty_label="–"
    )
    is_reserve = forms.BooleanField(label=_("On the reserve list"), required=False)
    tags = forms.ModelMultipleChoiceField(
        label=_("Tags"),
        queryset=Tag.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    new_tag = LineField(label=_("New tag"), max_length=40, required=False)

    def __init__(self, data: Any = None, *, application: Application, **kwargs: Any) -> None:
        super().__init__(data, initial=read_record(application), **kwargs)
        field = cast("forms.ModelChoiceField[OwnStage]", self.fields["own_stage"])
        field.queryset = OwnStage.objects.filter(public_stage=application.stage, is_active=True)

    @property
    def data_to_keep(self) -> RecordData:
        typed = self.cleaned_data
        return RecordData(
            own_stage=typed["own_stage"],
            is_reserve=typed["is_reserve"],
            tags=typed["tags"],
            new_tag=typed["new_tag"],
        )


class ExclusionForm(forms.Form):
    member = MemberField(label=_("Person"), queryset=User.objects.none())
    reason = LineField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Only those who may lift the exclusion read it."),
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(MemberField, self.fields["member"])
        field.queryset = find_readers(application)


class ReturnForm(forms.Form):
    reason = LineField(
        label=_("What is wrong with it"),
        max_length=300,
        help_text=_("The applicant reads it, and is asked for the document once more."),
    )
