"""The list of applications and the page of one."""

from collections.abc import Callable
from copy import copy
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from applications.answers import answer_in_words
from applications.models import Application
from careers.text.email_addresses import to_readable_address
from hiring.admin import applicant_messages
from hiring.admin.bulk_pages import decide_selected
from hiring.admin.downloads import download_document
from hiring.admin.inbox import InboxPages
from hiring.admin.moves import MAY_MOVE, post_move, post_take_back
from hiring.admin.timeline import history_entries
from hiring.forms.decisions import DecisionForm

type Action = Callable[[HttpRequest, int], HttpResponse | forms.Form]

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Application]
else:
    Base = admin.ModelAdmin


@admin.register(Application)
class ApplicationAdmin(InboxPages, Base):
    """Applications to read, download and move; what the applicant wrote is never changed here."""

    actions = (decide_selected,)
    readonly_fields = ("address", "erased_on", "language_name")
    fieldsets = (
        (None, {"fields": (("posting", "edition"), ("stage", "submitted_at", "reference"))}),
        (_("Applicant"), {"fields": (("name", "address"), ("phone", "language_name"), "message")}),
        (_("Record"), {"fields": (("decided_at", "receipt_sent_at", "notice_version"),)}),
        (
            _("Keeping"),
            {"fields": (("erased_on", "hold_reason"), ("erasure_requested_at", "pool_until"))},
        ),
    )

    @admin.display(description=_("erased on"))
    def erased_on(self, application: Application) -> str:
        until = None if application.hold_reason else application.retained_until
        return date_format(until) if until else self.get_empty_value_display()

    @admin.display(description=_("e-mail"))
    def address(self, application: Application) -> str:
        return to_readable_address(application.email)

    @admin.display(description=_("language"))
    def language_name(self, application: Application) -> str:
        return str(get_language_info(application.language)["name_translated"])

    def get_queryset(self, request: HttpRequest) -> QuerySet[Application]:
        return Application.objects.for_user(request.user)

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
        """Django's page with documents, history and moves added below."""
        application = self.get_object(request, object_id)
        context = {
            "title": application.name,
            "documents": application.documents.all(),
            "may_download": request.user.has_perm("applications.view_document"),
            "answers": [(one["label"], answer_in_words(one)) for one in application.answers],
            "record": history_entries(application),
            "letters": application.letters.select_related("by"),
            "document_requests": application.document_requests.select_related("by"),
            "move_form": self.build_move_form(request, application),
            "live_decision": application.decisions.live().select_related("mail", "by").first(),
            **build_writing_forms(request, application),
            **(extra_context or {}),
        }
        return super().change_view(request, object_id, form_url, context)

    def build_move_form(
        self, request: HttpRequest, application: Application
    ) -> DecisionForm | None:
        if not request.user.has_perm(MAY_MOVE) or not application.next_stages:
            return None
        return DecisionForm(stages=application.next_stages)

    def get_urls(self) -> list[URLPattern]:
        view, act = self.admin_site.admin_view, self.action_view
        name = "applications_application"
        return [
            path("<int:pk>/move/", act(post_move, "move_form"), name=f"{name}_move"),
            path("<int:pk>/take-back/", view(post_take_back), name=f"{name}_take_back"),
            path(
                "<int:pk>/message/",
                act(applicant_messages.post_message, "message_form"),
                name=f"{name}_message",
            ),
            path(
                "<int:pk>/request/",
                act(applicant_messages.post_request, "request_form"),
                name=f"{name}_request",
            ),
            path(
                "<int:pk>/hold/",
                act(applicant_messages.post_hold, "hold_form"),
                name=f"{name}_hold",
            ),
            path(
                "<int:pk>/links/",
                act(applicant_messages.post_revocation, ""),
                name=f"{name}_revoke",
            ),
            path(
                "documents/<int:pk>/",
                view(download_document),
                name="applications_document_download",
            ),
            *super().get_urls(),
        ]

    def action_view(self, action: Action, name: str) -> Callable[..., HttpResponseBase]:
        """The view of a button; a form that was filled in wrong is shown again as it was sent."""

        @wraps(action)
        def run_action(request: HttpRequest, pk: int) -> HttpResponse:
            answer = action(request, pk)
            if isinstance(answer, HttpResponse):
                return answer
            return self.render_wrong_form(request, pk, name, answer)

        return self.admin_site.admin_view(run_action)

    def render_wrong_form(
        self, request: HttpRequest, pk: int, name: str, form: forms.Form
    ) -> HttpResponse:
        for field, errors in form.errors.items():
            messages.error(request, " ".join(map(str, errors)))
            form.fields[field].widget.attrs["autofocus"] = True
        shown = copy(request)
        shown.method = "GET"  # Django's page is only shown, and would save what is posted to it
        response = self.change_view(shown, str(pk), extra_context={name: form})
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_MOVE)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Application | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Application | None = None) -> bool:
        return False


def build_writing_forms(request: HttpRequest, application: Application) -> dict[str, object]:
    """The forms that this user may send for this application; none in the place of others."""
    user, is_free = request.user, not application.is_restricted
    may_ask = is_free and application.is_open and user.has_perm(applicant_messages.MAY_ASK)
    may_keep = user.has_perm(MAY_MOVE)
    held = {"reason": application.hold_reason}
    return {
        "message_form": applicant_messages.message_form()
        if is_free and user.has_perm(applicant_messages.MAY_WRITE)
        else None,
        "request_form": applicant_messages.request_form() if may_ask else None,
        "hold_form": applicant_messages.hold_form(initial=held) if may_keep else None,
    }
