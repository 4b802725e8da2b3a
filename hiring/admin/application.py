"""The list of applications; the page of one is in hiring.admin.desk."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from applications.documents.multipart import accept_files
from applications.models import Application
from hiring.admin.address_page import ask_for_right_address
from hiring.admin.bulk_pages import decide_selected
from hiring.admin.bulk_writing import ask_selected, tag_selected, write_selected
from hiring.admin.desk.application_page import ApplicationPage
from hiring.admin.entry_pages import enter_by_hand
from hiring.admin.exports.asking import export_selected
from hiring.admin.inbox import InboxPages
from hiring.admin.letter_page import write_own_letter
from hiring.admin.merge_pages import merge_doubles
from hiring.admin.transfer_pages import ask_for_transfer, post_transfer_take_back
from hiring.rights import MAY_ASK, MAY_MOVE, MAY_WRITE


@admin.register(Application)
class ApplicationAdmin(InboxPages, ApplicationPage):
    """Applications to read, download and move; what the applicant wrote is never changed here."""

    actions = (decide_selected, tag_selected, ask_selected, write_selected, export_selected)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Application]:
        return Application.objects.for_user(request.user)

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view, "applications_application"
        return [
            path("add/", accept_files(view(self.add_view)), name=f"{name}_add"),
            path("<int:pk>/address/", view(self.address_view), name=f"{name}_address"),
            path("<int:pk>/merge/", view(self.merge_view), name=f"{name}_merge"),
            path("<int:pk>/transfer/", view(self.transfer_view), name=f"{name}_transfer"),
            path(
                "<int:pk>/transfer/take-back/",
                view(post_transfer_take_back),
                name=f"{name}_transfer_take_back",
            ),
            path("<int:pk>/message/", view(self.message_view), name=f"{name}_message"),
            *super().get_urls(),
        ]

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Django's page makes rows from columns; an application is made from what came by post."""
        return enter_by_hand(self, request)

    def address_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return ask_for_right_address(self, request, pk)

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return merge_doubles(self, request, pk)

    def transfer_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return ask_for_transfer(self, request, pk)

    def message_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return write_own_letter(self, request, pk)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_MOVE)

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_MOVE)

    def has_ask_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_ASK)

    def has_write_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_WRITE)
