"""A filter by state whose list begins with those that somebody has to do something about."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet, TextChoices
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


class StateFilter(admin.SimpleListFilter):
    """By the column `state`; without a choice the list shows `first`."""

    title = gettext_lazy("state")
    parameter_name = "state"
    first: ClassVar[TextChoices]
    words_for_all: ClassVar[Promise]

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        others = [one for one in type(self.first).choices if one[0] != self.first]
        return [("all", self.words_for_all), *others]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        yield {**first, "display": self.first.label}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "all":
            return queryset
        known = self.value() in type(self.first).values
        return queryset.filter(state=self.value() if known else self.first)
