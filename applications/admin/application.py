from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from applications.admin import letters
from applications.admin.downloads import download
from applications.admin.moves import MAY_MOVE, move
from applications.admin.record import record
from applications.answers import answer_in_words
from applications.forms import MoveForm
from applications.forms.staff import DocumentRequestForm, HoldForm, MessageForm
from applications.models import Application

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Application]
else:
    Base = admin.ModelAdmin


@admin.register(Application)
class ApplicationAdmin(Base):
    """Applications to read, download and move; what the applicant wrote is never changed here."""

    list_display = ("name", "posting", "stage", "submitted_at", "document_count")
    list_filter = ("stage", ("posting", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("posting",)
    list_per_page = 50
    search_fields = ("name", "email", "reference")
    search_help_text = _("Name, e-mail or reference")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None
    readonly_fields = ("erased_on",)
    fieldsets = (
        (None, {"fields": (("posting", "edition"), ("stage", "submitted_at", "reference"))}),
        (_("Applicant"), {"fields": (("name", "email"), ("phone", "language"), "message")}),
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

    @admin.display(description=_("documents"), ordering="document_count")
    def document_count(self, application: Application) -> int:
        return int(getattr(application, "document_count", 0))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Application]:
        return Application.objects.for_user(request.user).with_counts()

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
            "record": record(application),
            "letters": application.letters.select_related("by"),
            "document_requests": application.document_requests.select_related("by"),
            "move_form": self.move_form(request, application),
            **writing_forms(request, application),
            **(extra_context or {}),
        }
        return super().change_view(request, object_id, form_url, context)

    def move_form(self, request: HttpRequest, application: Application) -> MoveForm | None:
        if not request.user.has_perm(MAY_MOVE) or not application.next_stages:
            return None
        return MoveForm(application=application)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        name = "applications_application"
        return [
            path("<int:pk>/move/", view(move), name=f"{name}_move"),
            path("<int:pk>/message/", view(letters.write), name=f"{name}_message"),
            path("<int:pk>/request/", view(letters.ask), name=f"{name}_request"),
            path("<int:pk>/hold/", view(letters.hold), name=f"{name}_hold"),
            path("<int:pk>/links/", view(letters.revoke), name=f"{name}_revoke"),
            path("documents/<int:pk>/", view(download), name="applications_document_download"),
            *super().get_urls(),
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Application | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Application | None = None) -> bool:
        return False


def writing_forms(request: HttpRequest, application: Application) -> dict[str, object]:
    """The forms that this user may send for this application; none in the place of others."""
    user, is_free = request.user, not application.is_restricted
    may_ask = is_free and application.is_open and user.has_perm(letters.MAY_ASK)
    may_keep = user.has_perm(MAY_MOVE)
    held = {"reason": application.hold_reason}
    return {
        "message_form": MessageForm(auto_id="message_%s")
        if is_free and user.has_perm(letters.MAY_WRITE)
        else None,
        "request_form": DocumentRequestForm(auto_id="request_%s") if may_ask else None,
        "hold_form": HoldForm(initial=held, auto_id="hold_%s") if may_keep else None,
    }
