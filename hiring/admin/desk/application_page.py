"""The page of one application in the admin, and the addresses of its buttons."""

from collections.abc import Callable
from copy import copy
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from applications.models import Application
from hiring.admin import applicant_messages
from hiring.admin.copy_requests import post_copy_request
from hiring.admin.desk import actions
from hiring.admin.desk.criteria import edit_criteria
from hiring.admin.desk.page_context import build_page
from hiring.admin.downloads import download_document, show_document_page
from hiring.admin.exports.single import download_dossier
from hiring.admin.moves import post_move, post_take_back
from hiring.admin.withheld import post_scan

type Action = Callable[..., HttpResponse | forms.Form | dict[str, forms.Form]]

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Application]
else:
    Base = admin.ModelAdmin

NAME = "applications_application"
# What is done to one application: the address, the view, and the name of its form on the page.
ACTIONS: tuple[tuple[str, Action, str], ...] = (
    ("move", post_move, "move_form"),
    ("request", applicant_messages.post_request, "request_form"),
    ("hold", applicant_messages.post_hold, "hold_form"),
    ("links", applicant_messages.post_revocation, ""),
    ("read", actions.post_read, ""),
    ("unread", actions.post_unread, ""),
    ("rate", actions.post_rating, "rating_form"),
    ("note", actions.post_note, "note_form"),
    ("record", actions.post_record, "record_form"),
    ("exclude", actions.post_exclusion, "exclusion_form"),
    ("lift", actions.post_lift, ""),
    ("full-copy", post_copy_request, "copy_request_form"),
)


class ApplicationPage(Base):
    """What the applicant wrote is read and never changed here; buttons call services."""

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Application:
        """A foreign application is answered like one that does not exist."""
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404(_("There is no such application."))
        return found

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        application = self.get_object(request, object_id)
        if request.method not in {"GET", "HEAD"} or not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            **build_page(request, application),
            **(extra_context or {}),
        }
        template = "admin/applications/application/change_form.html"
        return TemplateResponse(request, template, context)

    def get_urls(self) -> list[URLPattern]:
        view, act = self.admin_site.admin_view, self.action_view
        names = {"links": "revoke", "full-copy": "full_copy"}
        return [
            *(
                path(f"<int:pk>/{name}/", act(action, form), name=f"{NAME}_{names.get(name, name)}")
                for name, action, form in ACTIONS
            ),
            path(
                "<int:pk>/requests/<int:wanted>/accept/",
                act(actions.post_accept, ""),
                name=f"{NAME}_accept",
            ),
            path(
                "<int:pk>/requests/<int:wanted>/return/",
                act(actions.post_return, "return_form"),
                name=f"{NAME}_return",
            ),
            path("<int:pk>/take-back/", view(post_take_back), name=f"{NAME}_take_back"),
            path("<int:pk>/dossier/", view(download_dossier), name=f"{NAME}_dossier"),
            path("criteria/<int:posting>/", view(edit_criteria), name=f"{NAME}_criteria"),
            path(
                "documents/<int:pk>/",
                view(download_document),
                name="applications_document_download",
            ),
            path(
                "documents/<int:pk>/pages/<int:number>/",
                view(show_document_page),
                name="applications_document_page",
            ),
            path("documents/<int:pk>/scan/", view(post_scan), name="applications_document_scan"),
            *super().get_urls(),
        ]

    def action_view(self, action: Action, name: str) -> Callable[..., HttpResponseBase]:
        """The view of a button; a form that was filled in wrong is shown again as it was sent."""

        @wraps(action)
        def run_action(request: HttpRequest, pk: int, **more: int) -> HttpResponse:
            answer = action(request, pk, **more)
            if isinstance(answer, HttpResponse):
                return answer
            wrong = answer if isinstance(answer, dict) else {name: answer}
            return self.render_wrong_forms(request, pk, wrong)

        return self.admin_site.admin_view(run_action)

    def render_wrong_forms(
        self, request: HttpRequest, pk: int, wrong: dict[str, forms.Form]
    ) -> HttpResponse:
        for form in wrong.values():
            for field, errors in form.errors.items():
                messages.error(request, " ".join(map(str, errors)))
                if field in form.fields:
                    form.fields[field].widget.attrs["autofocus"] = True
        shown = copy(request)
        shown.method = "GET"  # the page is only shown
        response = self.change_view(shown, str(pk), extra_context={**wrong})
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Application | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Application | None = None) -> bool:
        return False
