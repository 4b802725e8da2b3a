"""What changed in one language after the other was confirmed, and saying that it is still right."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers import services
from careers.editions.comparison import Change
from careers.languages import language_codes
from careers.models import Posting
from careers.status.translations import LanguageState, OutdatedText, language_states
from careers.text.diff import word_diff

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Posting]
else:
    Base = object


class ShownText(NamedTuple):
    """A text that is out of date, with what changed in the other language."""

    text: OutdatedText
    change: Change


class ShownLanguage(NamedTuple):
    state: LanguageState
    texts: list[ShownText]


def show_outdated(states: Iterable[LanguageState]) -> list[ShownLanguage]:
    """Those of the languages in which something is out of date, with what changed."""
    return [
        ShownLanguage(state, [show_text(text) for text in state.outdated])
        for state in states
        if state.outdated
    ]


def show_text(text: OutdatedText) -> ShownText:
    pieces = tuple(word_diff(text.before, text.now))
    return ShownText(text, Change(text.other_name, pieces))


class PostingConfirming(Base):
    """Adds the page that shows what changed, and the button that says it is still right."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        pages = [
            path("<int:pk>/outdated/", wrap(self.outdated_view), name="careers_posting_outdated"),
            path("<int:pk>/confirm/", wrap(self.confirm_view), name="careers_posting_confirm"),
        ]
        return [*pages, *super().get_urls()]

    def outdated_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = self.get_queryset(request).prefetch_related("sections__block", "questions")
        posting = get_object_or_404(rows, pk=pk)
        if not self.has_view_permission(request, posting):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": posting,
            "title": _("What changed: %(posting)s") % {"posting": posting},
            "languages": show_outdated(language_states(posting)),
            "may_confirm": self.has_change_permission(request, posting),
            "may_change_blocks": request.user.has_perm("careers.change_textblock"),
        }
        return TemplateResponse(request, "admin/careers/posting/outdated.html", context)

    def confirm_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Only what was shown is confirmed: POST `language` and the state's `seen`."""
        posting = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, posting):
            raise PermissionDenied
        if request.method != "POST":
            return redirect("admin:careers_posting_outdated", pk)
        language = request.POST.get("language", "")
        if language not in language_codes():
            raise Http404
        return self.confirm(request, posting, language)

    def confirm(self, request: HttpRequest, posting: Posting, language: str) -> HttpResponse:
        answers: dict[str, Any] = {"language": language, "seen": request.POST.get("seen", "")}
        try:
            left = services.confirm_language(
                posting=posting, actor=cast(User, request.user), **answers
            )
        except services.ConfirmRefused as refused:
            messages.error(request, str(refused))
            return redirect("admin:careers_posting_outdated", posting.pk)
        messages.success(request, _("%(language)s is confirmed.") % {"language": left.name})
        if left.outdated:
            messages.warning(request, still_outdated_notice(left))
        return redirect("admin:careers_posting_change", posting.pk)


def still_outdated_notice(left: LanguageState) -> str:
    count = len(left.outdated)
    sentence = ngettext(
        "%(count)d text is still out of date: it comes from a text block that others share.",
        "%(count)d texts are still out of date: they come from text blocks that others share.",
        count,
    )
    return sentence % {"count": count}
