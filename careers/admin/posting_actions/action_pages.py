"""The pages beside the editor: a question before each move, what would change, the preview link."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from careers import services
from careers.admin.confirmation import show_outdated
from careers.admin.posting_actions.action_table import ACTIONS, PostingAction
from careers.admin.posting_actions.comparison import compare_with_public
from careers.checks import PREFETCHED
from careers.forms.posting_actions import PublishForm, QuestionForm
from careers.models import Posting
from careers.web.preview_links import preview_links

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Posting]
else:
    Base = object


class PostingActionPages(Base):
    """Adds the pages to the admin of postings: whoever may change a posting may move it.

    Whoever may read it, the hiring team included, may compare it and hand on the preview.
    """

    def get_urls(self) -> list[URLPattern]:
        pages = [
            *(self.page_url(name, self.action_view, name=name) for name in ACTIONS),
            self.page_url("changes", require_safe(self.changes_view)),
            self.page_url("preview", require_safe(self.preview_view)),
        ]
        return [*pages, *super().get_urls()]

    def page_url(self, page: str, view: Callable[..., HttpResponse], **options: str) -> URLPattern:
        guarded = self.admin_site.admin_view(view)
        return path(f"<int:pk>/{page}/", guarded, options, name=f"careers_posting_{page}")

    @transaction.atomic
    def action_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """What is published is what the form looked at: a POST keeps others out meanwhile."""
        posting = get_object_or_404(self.postings_with_content(request), pk=pk)
        if not self.may_run_action(request, posting, name):
            raise PermissionDenied
        move = ACTIONS[name]
        form = move.form(request.POST if request.method == "POST" else None, posting=posting)
        moved = self.run_action(request, move, form) if form.is_valid() else None
        if moved is not None:
            return redirect("admin:careers_posting_change", moved.pk)
        context: dict[str, Any] = {"move": move, "form": form}
        if isinstance(form, PublishForm):
            context |= {
                "comparison": compare_with_public(posting),
                "outdated": show_outdated(form.outdated),
                "may_change_blocks": request.user.has_perm("careers.change_textblock"),
            }
        return self.render_page(request, move.template, posting, {"title": move.verb, **context})

    def may_run_action(self, request: HttpRequest, posting: Posting, name: str) -> bool:
        may_add = name != "duplicate" or self.has_add_permission(request)
        return may_add and self.has_change_permission(request, posting)

    def run_action(
        self, request: HttpRequest, move: PostingAction, form: QuestionForm
    ) -> Posting | None:
        """The posting to go on with; None if the move was refused, for the reasons in the form."""
        posting = form.posting
        try:
            result = move.run(posting, cast(User, request.user), form.cleaned_data)
        except services.PostingRefused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
            return None
        messages.success(request, str(move.done) % {"posting": posting, **form.done_words})
        if not isinstance(result, Posting) or result.pk == posting.pk:
            return posting
        self.log_addition(request, result, _("Duplicate of #%d") % posting.public_id)
        return result

    def changes_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        posting = self.get_readable_posting(request, pk)
        context = {
            "title": _("Unpublished changes"),
            "comparison": compare_with_public(posting),
            "may_publish": self.has_change_permission(request, posting),
        }
        return self.render_page(request, "admin/careers/posting/changes.html", posting, context)

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Links that whoever has them may follow for some days; making them stores nothing."""
        posting = self.get_readable_posting(request, pk)
        context = {"title": _("Preview"), "preview": preview_links(posting, timezone.now())}
        return self.render_page(request, "admin/careers/posting/preview.html", posting, context)

    def get_readable_posting(self, request: HttpRequest, pk: int) -> Posting:
        posting = get_object_or_404(self.postings_with_content(request), pk=pk)
        if not self.has_view_permission(request, posting):
            raise PermissionDenied
        return posting

    def postings_with_content(self, request: HttpRequest) -> "QuerySet[Posting]":
        """Those that the person may see, with draft and current edition; locked for a POST."""
        postings = self.get_queryset(request).select_related("department", "current_edition")
        if request.method == "POST":
            postings = postings.select_for_update(of=("self",))
        return postings.prefetch_related(*PREFETCHED, "current_edition__texts")

    def render_page(
        self, request: HttpRequest, template: str, posting: Posting, context: dict[str, Any]
    ) -> HttpResponse:
        known = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "subtitle": str(posting),
            "original": posting,
            **context,
        }
        return TemplateResponse(request, template, known)
