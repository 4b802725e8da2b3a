"""The form in which HR sets what the applications for a posting are rated on."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from applications.forms.typed import LineField
from careers.languages import language_codes, language_name, localized_column
from hiring.models import Criterion
from hiring.services.ratings import MOST_CRITERIA, WantedCriterion

NAME_LENGTH = 80


class CriterionForm(forms.Form):
    """One row: a name in each language. Emptied, the criterion goes, with the points for it."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    position = forms.IntegerField(
        label=_("Order"), required=False, min_value=1, max_value=99, widget=forms.NumberInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in language_codes():
            self.fields[localized_column("name", code)] = LineField(
                label=language_name(code),
                max_length=NAME_LENGTH,
                required=False,
                widget=forms.TextInput(attrs={"lang": code}),
            )

    @property
    def names(self) -> dict[str, str]:
        columns = [localized_column("name", code) for code in language_codes()]
        return {column: self.cleaned_data.get(column, "") for column in columns}

    def clean(self) -> dict[str, Any]:
        names = self.names.values()
        if any(names) and not all(names) and not self.errors:
            raise ValidationError(
                _("Name the criterion in every language, or in none to remove it.")
            )
        return self.cleaned_data


def list_wanted(rows: Sequence[CriterionForm]) -> Iterator[WantedCriterion]:
    """In the order of the numbers that were typed; rows without a name are left out."""
    typed = [row for row in rows if any(row.names.values())]
    typed.sort(key=lambda row: row.cleaned_data.get("position") or len(rows) + 1)
    for row in typed:
        yield WantedCriterion(row.names, row.cleaned_data.get("pk"))


CriteriaFormSet = forms.formset_factory(
    CriterionForm, extra=0, max_num=MOST_CRITERIA, validate_max=True
)


def initial_rows(criteria: list[Criterion]) -> list[dict[str, object]]:
    """Those that there are, and empty rows up to the most that there can be."""
    columns = [localized_column("name", code) for code in language_codes()]
    rows: list[dict[str, object]] = [
        {"pk": one.pk, "position": place, **{name: getattr(one, name) for name in columns}}
        for place, one in enumerate(criteria, start=1)
    ]
    return [*rows, *({} for _row in range(MOST_CRITERIA - len(rows)))]
