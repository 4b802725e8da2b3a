"""Publish, close and reopen: each asks on a page of its own, and only its POST changes anything."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from careers import services
from careers.forms import CloseForm, PublishForm, QuestionForm
from careers.models import Posting
from careers.states import PostingState

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Posting]
else:
    Base = object


class Move(NamedTuple):
    """One button: its name, words, the form that asks, and the service it calls."""

    name: str
    verb: str | Promise
    question: str | Promise
    done: str | Promise
    form: type[QuestionForm]
    run: Callable[[Posting, User, dict[str, Any]], object]


def publish(posting: Posting, actor: User, answers: dict[str, Any]) -> object:
    return services.publish_posting(posting=posting, actor=actor, languages=answers["languages"])


def close(posting: Posting, actor: User, answers: dict[str, Any]) -> object:
    return services.close_posting(posting=posting, actor=actor, reason=answers["reason"])


def reopen(posting: Posting, actor: User, answers: dict[str, Any]) -> object:
    return services.reopen_posting(posting=posting, actor=actor)


MOVES = {
    "publish": Move(
        "publish",
        _("Publish"),
        _("The public sees this posting as it is saved now."),
        _("“%(posting)s” is published."),
        PublishForm,
        publish,
    ),
    "close": Move(
        "close",
        _("Close the posting"),
        _("Nobody can apply any more. The page stays and says that the posting is closed."),
        _("“%(posting)s” is closed."),
        CloseForm,
        close,
    ),
    "reopen": Move(
        "reopen",
        _("Reopen"),
        _("Candidates can apply again, to the posting as it was last published."),
        _("“%(posting)s” is open again."),
        QuestionForm,
        reopen,
    ),
}


def moves_of(state: str) -> list[Move]:
    """Those that fit the state; a closed posting may be opened as it was, or published anew."""
    if state == PostingState.CLOSED:
        return [MOVES["publish"], MOVES["reopen"]]
    return [MOVES["publish"]] if state == PostingState.DRAFT else [MOVES["publish"], MOVES["close"]]


class PostingMoves(Base):
    """Adds the pages of MOVES to the admin of postings; whoever may change a posting may move it."""

    def get_urls(self) -> list[URLPattern]:
        pages = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(self.move_view),
                {"name": name},
                name=f"careers_posting_{name}",
            )
            for name in MOVES
        ]
        return [*pages, *super().get_urls()]

    def move_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        posting = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, posting):
            raise PermissionDenied
        move = MOVES[name]
        form = move.form(request.POST if request.method == "POST" else None, posting=posting)
        if form.is_valid():
            return self.run_move(request, posting, move, form.cleaned_data)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"{move.verb}: {posting}",
            "original": posting,
            "move": move,
            "form": form,
        }
        return TemplateResponse(request, "admin/careers/posting/confirm.html", context)

    def run_move(
        self, request: HttpRequest, posting: Posting, move: Move, answers: dict[str, Any]
    ) -> HttpResponse:
        try:
            move.run(posting, cast(User, request.user), answers)
        except services.PostingRefused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
        else:
            messages.success(request, str(move.done) % {"posting": posting})
        return redirect("admin:careers_posting_change", posting.pk)
