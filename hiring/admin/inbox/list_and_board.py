"""List and board in the place of Django's list of applications."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from applications.models import Application
from careers.web.row_keys import is_number
from hiring.admin.inbox import board_moves, saved_filters
from hiring.admin.inbox.context import (
    board_address,
    build_context,
    build_page_context,
    keep_list,
)
from hiring.inbox.board import BOARD, VIEW, read_board
from hiring.inbox.columns import offered_columns, read_column_names, shown_columns
from hiring.inbox.counting import count_stages
from hiring.inbox.list_rows import leave_empty_out, read_page
from hiring.inbox.query import InboxQuery, NoSuchPosting, read_query
from hiring.rights import MAY_MOVE

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Application]
else:
    Base = object


class InboxPages(Base):
    """The list keeps Django's address and name, so that every way back to it still leads there."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        query = find_query(request)
        if request.method == "POST":
            # A streamed file is an answer, too, whatever the signature of Django's admin says.
            return cast(HttpResponse, self.act_on_selection(request, query))
        if request.GET.get(VIEW) == BOARD:
            return self.render_page(request, "admin/hiring/inbox/board.html", build_board(query))
        actions = self.get_action_choices(request, [])
        content = {**build_list(query), "actions": actions, "checkbox_name": ACTION_CHECKBOX_NAME}
        return self.render_page(request, "admin/hiring/inbox/list.html", content)

    def act_on_selection(self, request: HttpRequest, query: InboxQuery) -> HttpResponseBase:
        """One of the admin's actions on the rows that are ticked, or on all that the list finds."""
        actions = self.get_actions(request)
        chosen = actions.get(request.POST.get("action", ""))
        found = query.applications
        if request.POST.get("select_across") != "1":
            found = found.filter(pk__in=read_selected_keys(request))
        if chosen is None or not found.exists():
            messages.warning(
                request, _("Tick the applications that this is about, and choose what to do.")
            )
            return redirect(request.get_full_path())
        answer: HttpResponseBase | None = chosen.func(self, request, found)
        return answer or redirect(request.get_full_path())

    def render_page(
        self, request: HttpRequest, template: str, content: dict[str, Any]
    ) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, **content}
        return TemplateResponse(request, template, context)

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view, "applications_application"
        return [
            path("<int:pk>/board/", view(self.move_view), name=f"{name}_board"),
            path("filters/", view(saved_filters.post_filter), name=f"{name}_filters"),
            path("filters/<int:pk>/", view(saved_filters.post_change), name=f"{name}_filter"),
            path("columns/", view(saved_filters.post_columns), name=f"{name}_columns"),
            *super().get_urls(),
        ]

    def move_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        answer = board_moves.answer_move(request, pk)
        if isinstance(answer, HttpResponse):
            return answer
        response = self.render_page(request, "admin/hiring/inbox/move.html", answer)
        response.status_code = 422 if answer["form"].is_bound else 200
        return response


def read_selected_keys(request: HttpRequest) -> list[int]:
    """The keys of the rows that are ticked; anything else is left out."""
    typed = request.POST.getlist(ACTION_CHECKBOX_NAME)
    return [int(key) for key in typed if is_number(key)]


def build_list(query: InboxQuery) -> dict[str, Any]:
    names = read_column_names(query.scope.user)
    chosen = [(each.name, choice.value) for each, choice in query.chosen]
    columns = shown_columns(names, query.scope, chosen)
    page = read_page(query, columns)
    offered = offered_columns(query.scope.user)
    return {
        "title": page_title(query),
        **build_context(query),
        **build_page_context(query, page, count_stages(query)),
        "columns": leave_empty_out(columns, page.rows),
        "all_columns": [(column, column.name in names) for column in offered],
    }


def build_board(query: InboxQuery) -> dict[str, Any]:
    return {
        "title": page_title(query),
        **build_context(query),
        "kept": keep_list(board_address(query)),
        "lanes": read_board(query),
        "may_move": query.scope.user.has_perm(MAY_MOVE),
    }


def page_title(query: InboxQuery) -> str:
    """The posting's; of all applications with what the only filter in use says."""
    if query.scope.posting:
        return str(query.scope.posting)
    if len(query.chosen) != 1 or query.words:
        return _("Applications")
    [(_filter, choice)] = query.chosen
    return _("Applications: %(filter)s") % {"filter": choice.label}


def find_query(request: HttpRequest) -> InboxQuery:
    try:
        return read_query(cast(User, request.user), request.GET.dict())
    except NoSuchPosting:
        raise Http404(_("There is no such position.")) from None
