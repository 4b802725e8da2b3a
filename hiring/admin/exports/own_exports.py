"""The pages of long exports: those of one person, the progress of each, its file."""

from http import HTTPStatus

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hiring.admin.exports.handing_out import hand_out_stored
from hiring.admin.own_pages import OwnPagesAdmin, refuse_strangers
from hiring.models import Export
from hiring.services.exports import discard_export

MINE, PROGRESS = "admin/hiring/export/mine.html", "admin/hiring/export/progress.html"


@admin.register(Export)
class ExportAdmin(OwnPagesAdmin):
    """Everybody sees what they asked for, and nobody else's."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("", view(require_safe(self.mine_view)), name="hiring_export_mine"),
            path(
                "<int:pk>/", view(require_safe(self.progress_view)), name="hiring_export_progress"
            ),
            path("<int:pk>/file/", view(require_safe(self.file_view)), name="hiring_export_file"),
            path(
                "<int:pk>/discard/",
                view(require_POST(self.discard_view)),
                name="hiring_export_discard",
            ),
        ]

    def find_export(self, request: HttpRequest, pk: int) -> Export:
        """One that this person asked for and that still is; all others are not there (404)."""
        refuse_strangers(request)
        rows = Export.objects.of_user(request.user).select_related("user")
        return get_object_or_404(rows.filter(expires_at__gt=timezone.now()), pk=pk)

    def mine_view(self, request: HttpRequest) -> HttpResponse:
        refuse_strangers(request)
        rows = Export.objects.of_user(request.user).filter(expires_at__gt=timezone.now())
        context: dict[str, object] = {"title": _("My exports"), "exports": rows}
        return self.render(request, MINE, context)

    def progress_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.render_progress(request, self.find_export(request, pk))

    def render_progress(
        self, request: HttpRequest, export: Export, status: int = HTTPStatus.OK
    ) -> HttpResponse:
        context = {"title": export.get_kind_display(), "export": export}
        return self.render(request, PROGRESS, context, status)

    def file_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The file, or the page that says why it is none any more (410)."""
        export = self.find_export(request, pk)
        answer = hand_out_stored(export, timezone.now())
        return answer or self.render_progress(request, export, HTTPStatus.GONE)

    def discard_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        discard_export(export=self.find_export(request, pk))
        messages.success(request, _("The export is deleted."))
        return redirect("admin:hiring_export_mine")
