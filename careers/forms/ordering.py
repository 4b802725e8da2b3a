"""Rows inside a posting's editor that have an order: sections, and questions."""

from collections.abc import Mapping
from itertools import count
from typing import Any, ClassVar, NamedTuple, cast

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from careers.forms.numbers import PositionField
from careers.models import Posting

STEP = 10
LAST_POSITION = 30_000


class Cell(NamedTuple):
    """One language of a row in the editor."""

    language: str
    field: forms.BoundField


class OrderedForm(forms.ModelForm[Any]):
    """`position` is the form's own field: OrderedFormSet says which one a row really gets."""

    position = PositionField(
        label=_("Position"),
        required=False,
        min_value=0,
        max_value=LAST_POSITION,
        help_text=_("Empty: after the others."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.moved = False
        if self.instance.pk:
            self.initial["position"] = self.instance.position

    def has_changed(self) -> bool:
        return self.moved or super().has_changed()

    @property
    def is_spare(self) -> bool:
        """Whether this is the empty one at the end of a stored posting."""
        is_new = not self.instance.pk and self.instance.posting_id is not None
        return is_new and not (self.is_bound and self.has_changed())


class OrderedFormSet(BaseInlineFormSet[Any, Posting, forms.ModelForm[Any]]):
    """Rows in the order of their positions; those without one come last, as they were entered.

    People may type the same position twice: what was entered first comes first.
    """

    related: ClassVar[str]
    """What the posting calls its rows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.data = self.restore_deleted_rows(self.data)
            vars(self).pop("management_form", None)  # which is kept, and counts once more

    def restore_deleted_rows(self, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """Rows that somebody deleted meanwhile count as new ones, so that no text is lost."""
        stored = {str(row.pk) for row in self.get_queryset()}
        total = self.total_form_count()
        numbers = range(min(self.initial_form_count(), total))
        gone = [one for one in numbers if data.get(f"{self.prefix}-{one}-id") not in stored]
        if not gone:
            return data
        kept = [one for one in numbers if one not in gone]
        others = range(len(numbers), total)
        settled = {name: data[name] for name in data} | {
            f"{self.prefix}-INITIAL_FORMS": str(len(kept))
        }
        for new, old in enumerate([*kept, *gone, *others]):
            settled |= rename_prefix(data, f"{self.prefix}-{old}-", f"{self.prefix}-{new}-")
            if old in gone:
                settled[f"{self.prefix}-{new}-id"] = ""
        return settled

    def get_queryset(self) -> Any:
        """The posting's prefetched rows, if there are some."""
        if self.related in getattr(self.instance, "_prefetched_objects_cache", {}):
            return getattr(self.instance, self.related).all()
        return super().get_queryset()

    def clean(self) -> None:
        super().clean()
        self.assign_positions(self.forms_to_save(), self.foreign_positions())

    def forms_to_save(self) -> list[Any]:
        """The forms of the rows that are there after saving, in the order of the page."""
        return [form for form in cast(list[OrderedForm], self.forms) if self.is_kept(form)]

    def forms_in_order(self) -> list[Any]:
        """The same by position, which cleaning the formset has settled."""
        return sorted(self.forms_to_save(), key=lambda form: form.instance.position)

    def is_kept(self, form: OrderedForm) -> bool:
        is_there = bool(form.instance.pk) or form.has_changed()
        return is_there and form.is_valid() and not form.cleaned_data.get("DELETE")

    def foreign_positions(self) -> set[int]:
        """Positions of stored rows that the page did not know of."""
        if not self.instance.pk:
            return set()
        known = [form.instance.pk for form in self.forms if form.instance.pk]
        others = getattr(self.instance, self.related).exclude(pk__in=known)
        return set(others.values_list("position", flat=True))

    def assign_positions(self, kept: list[OrderedForm], taken: set[int]) -> None:
        """Gives each form a position of its own, as near as can be to the one that was typed."""
        typed = [form for form in kept if form.cleaned_data.get("position") is not None]
        blank = [form for form in kept if form.cleaned_data.get("position") is None]
        last = -1
        for form in [*sorted(typed, key=lambda form: form.cleaned_data["position"]), *blank]:
            wanted = form.cleaned_data.get("position")
            last = max(last + 1, wanted if wanted is not None else max(last, 0) + STEP)
            while last in taken:
                last += 1
            form.instance.position = last
        if last > LAST_POSITION:
            renumber_positions(kept, taken)
        for form in kept:
            is_stored = bool(form.instance.pk)
            form.moved = is_stored and form.initial.get("position") != form.instance.position


def renumber_positions(kept: list[OrderedForm], taken: set[int]) -> None:
    """The same order from the beginning, where positions have run out."""
    free = (number for number in count(STEP, STEP) if number not in taken)
    for form in sorted(kept, key=lambda form: form.instance.position):
        form.instance.position = next(free)


def rename_prefix(data: Mapping[str, Any], old: str, new: str) -> dict[str, Any]:
    return {new + name.removeprefix(old): data[name] for name in data if name.startswith(old)}
