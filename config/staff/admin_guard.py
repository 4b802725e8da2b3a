"""What the admin's pages read from their address: "?department__id__exact=3", "add/?posting=3".

Django lets a list be narrowed by every relation of its model, those too that lead from other tables to it
(which postings have the application with this key?), and by every lookup that PostgreSQL has, many of which
fail with an error for a value that does not fit; and its forms begin with whatever stands there.
"""

from collections.abc import Sequence
from typing import Any, cast

from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

PLAIN = {"exact", "in", "isnull", "gt", "gte", "lt", "lte"}
"""What the filters of Django's own lists ask."""
KEYS = {"pk", "id"}
"""The key of the row that a choice leads to may stand before the lookup."""


class SearchedChoice(AutocompleteSelect):
    """Shows nothing for what was typed and can be no key, where Django would look for it."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        key = self.field.target_field
        return super().optgroups(name, [one for one in value if is_key(key, one)], attr)


class GuardedAdmin(ModelAdmin[Any]):
    """Lets a list be asked by plain lookups of columns of its own; Django answers 400 to others.

    What a list's query computes (annotations) is no column, unless a filter of ours has its name. A
    name that is none at all is left to Django, which leads back to the whole list.
    """

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        if lookup in {
            getattr(each, "parameter_name", "") for each in self.get_list_filter(request)
        }:
            return True
        name, *steps = lookup.split(LOOKUP_SEP)
        try:
            field = self.opts.get_field(self.opts.pk.name if name == "pk" else name)
        except FieldDoesNotExist:
            is_own = name not in self.get_queryset(request).query.annotations
        else:
            leads_here = field.auto_created and not field.concrete
            is_own = not leads_here and is_plain(steps)
        return is_own and super().lookup_allowed(lookup, value, request)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Only values that their fields can hold: Django would look for a posting with the key "abc"."""
        asked = super().get_changeform_initial_data(request)
        return {name: value for name, value in asked.items() if can_hold(self.opts, name, value)}

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SearchedChoice(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Called like the list, where Django says what to do with it.

        Of the rows that were ticked only those that can be some: Django would look for one with the key "abc".
        """
        if request.method == "POST":
            ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
            form = request.POST.copy()
            form.setlist(ACTION_CHECKBOX_NAME, [key for key in ticked if is_key(self.opts.pk, key)])
            cast(Any, request).POST = form
        name = getattr(self, "menu_name", None) or capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": name, **(extra_context or {})})


def is_plain(steps: list[str]) -> bool:
    """Whether these follow a column's name: nothing, the key of a choice, a plain lookup, or both."""
    rest = steps[1:] if KEYS.intersection(steps[:1]) else steps
    return len(rest) <= 1 and PLAIN.issuperset(rest)


def can_hold(model: Any, name: str, value: object) -> bool:
    """Whether a choice of another row can be one of those; True for all that is no choice.

    In: the model's options, the name of a field, a key or several as they were typed.
    """
    try:
        field = model.get_field(name)
    except FieldDoesNotExist:
        return True
    if not (field.is_relation and field.concrete):
        return True
    keys = value if isinstance(value, list) else [value]
    return all(is_key(field.target_field, one) for one in keys)


def is_key(field: Any, typed: object) -> bool:
    """Whether a row may have this in its field."""
    try:
        field.run_validators(field.to_python(typed))
    except (ValidationError, TypeError):
        return False
    return True


def guard(admin_class: type[ModelAdmin[Any]]) -> type[ModelAdmin[Any]]:
    """The same class with these rules before its own."""
    if issubclass(admin_class, GuardedAdmin):
        return admin_class
    members = {"__module__": admin_class.__module__, "__doc__": admin_class.__doc__}
    return type(admin_class.__name__, (GuardedAdmin, admin_class), members)
