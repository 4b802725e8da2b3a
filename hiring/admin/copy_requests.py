"""The list of requests for the full copy, and entering one that came on paper; the review is in copy_review."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from applications.enums import CopyState
from applications.models import CopyRequest
from applications.models.copy_request import REVIEW_COPIES
from applications.services.copy_requests import (
    CopyAskedAlready,
    CopyRequestRefused,
    enter_copy_request,
)
from applications.services.locking import ApplicationGone
from careers.admin.page_of_keys import PageOfKeys
from hiring.admin import copy_review
from hiring.admin.desk.access import get_permitted_application, signed_in
from hiring.admin.moves import GONE
from hiring.admin.state_filter import StateFilter
from hiring.forms.copy_review import EnteredCopyRequestForm
from hiring.waiting.copy_deadlines import describe_deadline

if TYPE_CHECKING:
    Base = admin.ModelAdmin[CopyRequest]
else:
    Base = admin.ModelAdmin

NAME = "applications_copyrequest"
entered_form = partial(EnteredCopyRequestForm, auto_id="copy_request_%s")


@require_POST
def post_copy_request(request: HttpRequest, pk: int) -> HttpResponse | forms.Form:
    """A button of the page of an application: HR notes a request that came by letter or mail."""
    application = get_permitted_application(request, pk, REVIEW_COPIES)
    if not CopyRequest.may_be_reviewed_by(request.user):
        raise PermissionDenied
    form = entered_form(request.POST)
    if not form.is_valid():
        return form
    try:
        made = enter_copy_request(
            application=application,
            received_on=form.cleaned_data["received_on"],
            actor=signed_in(request),
            now=timezone.now(),
        )
    except ApplicationGone:
        raise Http404(GONE) from None
    except CopyAskedAlready:
        messages.error(request, _("A request for the full copy is open already."))
    except CopyRequestRefused as refusal:
        form.add_error("received_on", str(refusal))
        return form
    else:
        return redirect(copy_review.REVIEW, made.pk)
    return redirect("admin:applications_application_change", pk)


class CopyStateFilter(StateFilter):
    """What is open has to be answered."""

    first = CopyState.OPEN
    words_for_all = pgettext_lazy("requests", "all")


@admin.register(CopyRequest)
class CopyRequestAdmin(Base):
    """Requests on the applications that somebody may see, for those who may review them all."""

    list_display = ("applicant", "due_shown", "received_on", "posting", "state")
    list_display_links = ("applicant",)
    list_filter = (CopyStateFilter,)
    list_select_related = ("application__posting",)
    list_per_page = 50
    search_fields = ("application__name", "application__reference")
    search_help_text = gettext_lazy("Name or reference")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None
    menu_name = gettext_lazy("Full copies (Art. 15 GDPR)")

    @admin.display(description=gettext_lazy("applicant"), ordering="application__name")
    def applicant(self, request: CopyRequest) -> str:
        return f"{request.application.name} ({request.application})"

    @admin.display(description=gettext_lazy("posting"))
    def posting(self, request: CopyRequest) -> str:
        return str(request.application.posting)

    @admin.display(description=gettext_lazy("to be answered by"), ordering="due_on")
    def due_shown(self, request: CopyRequest) -> SafeString:
        """The day, and how far it is while the request is open."""
        day = date_format(request.due_on)
        if not request.is_open:
            return format_html("{}", day)
        deadline = describe_deadline(request.days_left(timezone.localdate()))
        markup = '{} <span class="state due-{}">{}</span>'
        return format_html(markup, day, *deadline)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[PageOfKeys]:
        return PageOfKeys

    def get_queryset(self, request: HttpRequest) -> QuerySet[CopyRequest]:
        return CopyRequest.objects.for_user(request.user)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> CopyRequest:
        """A request about a hidden application is answered like one that does not exist."""
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404(_("There is no such request."))
        return found

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        pages: dict[str, Callable[..., HttpResponseBase]] = {
            "preview": require_safe(partial(copy_review.preview_copy, self)),
            "release": require_POST(partial(copy_review.post_release, self)),
            "refuse": partial(copy_review.ask_for_reason, copy_review.REFUSE, self),
            "extend": partial(copy_review.ask_for_reason, copy_review.EXTEND, self),
            "file": require_POST(partial(copy_review.download_released, self)),
        }
        return [
            *(
                path(f"<int:pk>/{name}/", view(act), name=f"{NAME}_{name}")
                for name, act in pages.items()
            ),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        return super().changelist_view(request, {"title": self.menu_name, **(extra_context or {})})

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return copy_review.review_copy(self, request, object_id)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CopyRequest | None = None) -> bool:
        return False
