"""What somebody has done to several applications: how far it is, and what was refused."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hiring.admin.bulk_pages import PROGRESS, done_words
from hiring.admin.own_pages import OwnPagesAdmin, refuse_strangers
from hiring.enums import BulkKind, BulkState
from hiring.models import BulkRun
from hiring.services.bulk_runs import resume_run

MINE_PAGE, PROGRESS_PAGE = "admin/hiring/bulkrun/mine.html", "admin/hiring/bulkrun/progress.html"
MOST_SHOWN = 500
"""Refused applications that one page names; of the others there is the number."""
MOST_LISTED = 50


@admin.register(BulkRun)
class BulkRunAdmin(OwnPagesAdmin):
    """Everybody sees what they began, and nobody else's."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("", view(require_safe(self.mine_view)), name="hiring_bulkrun_mine"),
            path(
                "<int:pk>/", view(require_safe(self.progress_view)), name="hiring_bulkrun_progress"
            ),
            path(
                "<int:pk>/resume/",
                view(require_POST(self.resume_view)),
                name="hiring_bulkrun_resume",
            ),
        ]

    def find_run(self, request: HttpRequest, pk: int) -> BulkRun:
        """One that this person began; all others are not there (404)."""
        refuse_strangers(request)
        return get_object_or_404(BulkRun.objects.of_user(request.user), pk=pk)

    def mine_view(self, request: HttpRequest) -> HttpResponse:
        refuse_strangers(request)
        rows = BulkRun.objects.of_user(request.user)[:MOST_LISTED]
        context: dict[str, object] = {"title": _("My bulk steps"), "runs": rows}
        return self.render(request, MINE_PAGE, context)

    def progress_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.find_run(request, pk)
        counts = run.count_items()
        context = {
            "title": run.get_kind_display(),
            "run": run,
            "counts": counts,
            "seen": run.total - counts.waiting,
            "done": done_words(BulkKind(run.kind), counts.done),
            "mails": run.items.filter(mail__isnull=False).count(),
            "refused": run.items.refused_for(request.user)[:MOST_SHOWN],
            "is_broken_off": run.state == BulkState.FAILED,
        }
        return self.render(request, PROGRESS_PAGE, context)

    def resume_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        resume_run(run=self.find_run(request, pk))
        return redirect(PROGRESS, pk)
