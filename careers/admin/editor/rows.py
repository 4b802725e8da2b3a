"""Rows inside a posting's editor: whoever may read or change the posting may do so with them."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

if TYPE_CHECKING:
    Base = admin.StackedInline[Any, Any]
else:
    Base = object


class RowsOfPosting(Base):
    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        # Says which of two bases counts: their signatures differ, and mypy asks.
        return super().get_readonly_fields(request, obj)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Django would build a thousand forms more, whose page takes many seconds."""
        return super().get_formset(request, obj, **{"absolute_max": self.max_num, **kwargs})

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("careers.view_posting") or self.may_change(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change(request)

    def may_change(self, request: HttpRequest) -> bool:
        perms = ("careers.change_posting", "careers.add_posting")
        return any(request.user.has_perm(perm) for perm in perms)
