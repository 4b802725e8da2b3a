"""The list of applications; the page of one is in hiring.admin.desk."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from hiring.admin.bulk_pages import decide_selected
from hiring.admin.desk.access import MAY_MOVE
from hiring.admin.desk.application_page import ApplicationPage


@admin.register(Application)
class ApplicationAdmin(ApplicationPage):
    """Applications to read, download and move; what the applicant wrote is never changed here."""

    list_display = ("name", "reference", "posting", "stage", "submitted_at", "document_count")
    list_filter = ("stage", ("posting", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("posting",)
    list_per_page = 50
    search_fields = ("name", "email", "reference")
    search_help_text = _("Name, e-mail or reference")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = (decide_selected,)

    @admin.display(description=_("documents"), ordering="document_count")
    def document_count(self, application: Application) -> int:
        return int(getattr(application, "document_count", 0))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Application]:
        return Application.objects.for_user(request.user).with_counts()

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_MOVE)
