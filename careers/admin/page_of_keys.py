"""Lists of the admin over many rows: what a page shows is looked up by key, after its rows are known."""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet, Window
from django.http import HttpRequest


class PageOfKeys(ChangeList):
    """Sorts and cuts keys alone, and reads whole rows for those of one page.

    Else the database sorts all rows with all their columns and computes each annotation for each of them, before it
    drops all but one page. The number of all rows comes with the keys: a costly filter is computed once.
    """

    result_list: Any

    def get_results(self, request: HttpRequest) -> None:
        keys, number = self.read_keys()
        self.paginator = Paginator(range(number), self.list_per_page)
        self.result_count, self.full_result_count = number, None
        self.show_full_result_count, self.show_admin_actions = False, True
        self.can_show_all = number <= self.list_max_show_all
        self.multi_page = number > self.list_per_page
        rows = self.apply_select_related(self.root_queryset.model.objects.filter(pk__in=keys))
        found = {row.pk: row for row in self.fill_rows(rows)}
        self.result_list = [found[key] for key in keys if key in found]

    def read_keys(self) -> tuple[list[Any], int]:
        """Those of the page, and how many there are in all; IncorrectLookupParameters if there is no such page."""
        size = self.list_max_show_all if self.show_all else self.list_per_page
        start = (self.page_num - 1) * size
        if start < 0:
            raise IncorrectLookupParameters
        numbered = self.queryset.annotate(all_rows=Window(Count("pk")))
        found = list(numbered.values_list("pk", "all_rows")[start : start + size])
        if not found and start:
            raise IncorrectLookupParameters
        number = found[0][1] if found else 0
        shown = found if number <= self.list_max_show_all else found[: self.list_per_page]
        return [key for key, _all in shown], number

    def fill_rows(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """The rows of the page with all that is shown of them."""
        return rows
