"""The form of a posting's draft."""

from typing import Any, ClassVar, cast

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from careers.enums import EmploymentType
from careers.forms.choices import Choices
from careers.forms.numbers import NumberField
from careers.forms.texts import LIMITS, show_limit
from careers.languages import language_codes, localized_column
from careers.models import Posting

OVERTAKEN = "overtaken"
CHOSEN = {"department", "locations", "contacts", "hiring_team"}


class VersionField(forms.IntegerField):
    """The version of the draft that the page was made from; by itself it is no change."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class PostingForm(forms.ModelForm[Posting]):
    """Refuses to save over a version of the draft that its author has not seen.

    `version` is the one that was read; `overwrite` is the one that the author was shown and
    wants to save over. The row must be locked while this is decided.
    """

    choices: ClassVar[Choices] = {}
    """What the fields in CHOSEN offer; whoever shows the form reads it beforehand."""

    employment_types = forms.MultipleChoiceField(
        label=_("Employment types"),
        choices=EmploymentType.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    version = VersionField(required=False)
    overwrite = VersionField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.initial["version"] = self.instance.version
        for name in CHOSEN & self.fields.keys():
            choosing = cast(forms.ModelChoiceField[Any], self.fields[name])
            blank = [("", "---------")] if name == "department" else []
            choosing.choices = [*blank, *self.choices.get(name, [])]
        if self.instance.pk and "hiring_team" in self.fields:
            self.keep_team(cast(forms.ModelMultipleChoiceField[User], self.fields["hiring_team"]))
        for model_field in Posting._meta.fields:
            number = self.fields.get(model_field.name)
            if isinstance(number, NumberField):
                number.take_limits(model_field.validators)
        for name, limit in LIMITS.items():
            for code in language_codes():
                if field := self.fields.get(localized_column(name, code)):
                    show_limit(field, limit)

    def keep_team(self, field: forms.ModelMultipleChoiceField[User]) -> None:
        """Members whose account is no longer offered may stay, so that no save drops them unasked."""
        offered = self.choices.get("hiring_team", [])
        keys = {key for key, _name in offered}
        gone = [member for member in self.instance.hiring_team.all() if member.pk not in keys]
        rows = field.queryset
        if gone and rows is not None:
            field.queryset = rows.model.objects.filter(
                Q(pk__in=[member.pk for member in gone]) | Q(pk__in=rows.values("pk"))
            )
            field.choices = [
                *offered,
                *((member.pk, inactive_member_name(member)) for member in gone),
            ]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.is_overtaken:
            raise ValidationError(
                _(
                    "Somebody saved this posting after you opened it. Nothing of yours is saved "
                    "yet, and nothing is lost: your texts are below."
                ),
                code=OVERTAKEN,
            )
        return cleaned

    @property
    def is_overtaken(self) -> bool:
        """Whether a version that the author has not seen lies between reading and saving."""
        if not self.is_bound or not self.instance.pk:
            return False
        seen = (self.cleaned_data.get(name) for name in ("version", "overwrite"))
        return self.instance.version not in seen


def inactive_member_name(member: User) -> str:
    name = member.get_full_name() or member.get_username()
    return _("%(name)s (inactive)") % {"name": name}
