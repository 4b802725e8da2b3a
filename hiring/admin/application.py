"""The list of applications; the page of one is in hiring.admin.desk."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from applications.models import Application
from hiring.admin.bulk_pages import decide_selected
from hiring.admin.desk.access import MAY_MOVE
from hiring.admin.desk.application_page import ApplicationPage
from hiring.admin.exports.asking import export_selected
from hiring.admin.inbox import InboxPages


@admin.register(Application)
class ApplicationAdmin(InboxPages, ApplicationPage):
    """Applications to read, download and move; what the applicant wrote is never changed here."""

    actions = (decide_selected, export_selected)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Application]:
        return Application.objects.for_user(request.user)

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_MOVE)
