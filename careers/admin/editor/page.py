"""What the editor shows around its forms, and where its buttons lead."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from careers import services
from careers.admin.confirmation import still_outdated_notice
from careers.admin.editor.checking import stored_panel, typed_panel
from careers.admin.editor.saving import last_save
from careers.admin.editor.section_moves import run_section_action
from careers.admin.editor.sections import read_editor_choices
from careers.admin.posting_actions import ACTIONS, find_fitting_actions
from careers.admin.side_by_side import column_labels
from careers.checks.rules import length
from careers.forms import EditorForms, PostingForm
from careers.languages import language_codes
from careers.models import Posting
from careers.status.lifecycle import PostingState
from careers.status.translations import language_states
from careers.status.unpublished import has_unpublished_changes

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Posting]
else:
    Base = object


PREVIEW = "preview"


class PostingPage(Base):
    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """With the language in the labels, those of readers, too."""
        form: Any = super().get_form(
            request, *args, **{"labels": column_labels(self.model), **kwargs}
        )
        form.choices = read_editor_choices(request)
        return form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        posting: Posting | None = kwargs["obj"]
        state = PostingState(getattr(posting, "state", PostingState.DRAFT))
        context |= {"state": state, "is_editor": self.may_write(request, posting)}
        if posting is not None:
            context["language_states"] = language_states(posting)
            context["is_ahead"] = has_unpublished_changes(posting)
        if context["is_editor"]:
            context["moves"] = find_fitting_actions(state) if posting else [ACTIONS["publish"]]
            context["lengths"] = (length.SHORTEST, length.LONGEST)
            context |= editing_context(context, posting)
        return super().render_change_form(request, context, *args, **kwargs)

    def may_write(self, request: HttpRequest, posting: Posting | None) -> bool:
        may_add = posting is None and self.has_add_permission(request)
        return may_add or self.has_change_permission(request, posting)

    def response_add(
        self, request: HttpRequest, obj: Posting, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self.next_page(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Posting) -> HttpResponse:
        return self.next_page(request, obj) or super().response_change(request, obj)

    def next_page(self, request: HttpRequest, posting: Posting) -> HttpResponse | None:
        """Where the button leads that was pressed, now that everything typed is saved."""
        if not self.has_change_permission(request, posting):
            return None
        move, section, language = (
            request.POST.get(name, "") for name in ("_move", "_section", "_confirm")
        )
        if move in ACTIONS or move == PREVIEW:
            return redirect(f"admin:careers_posting_{move}", posting.pk)
        here = reverse("admin:careers_posting_change", args=[posting.pk])
        if section:
            return redirect(f"{here}#section-{run_section_action(request, posting, section)}")
        if language:
            confirm_language(request, posting, language)
            return redirect(here)
        return None


def confirm_language(request: HttpRequest, posting: Posting, wanted: str) -> None:
    """Says that a language is still right; `wanted` is its code, a colon, and what was seen."""
    language, _colon, seen = wanted.partition(":")
    if language not in language_codes():
        return
    try:
        left = services.confirm_language(
            posting=posting, language=language, actor=cast(User, request.user), seen=seen
        )
    except services.ConfirmRefused as refused:
        messages.error(request, str(refused))
        return
    messages.success(request, _("%(language)s is confirmed.") % {"language": left.name})
    if left.outdated:
        messages.warning(request, still_outdated_notice(left))


def editing_context(context: dict[str, Any], posting: Posting | None) -> dict[str, Any]:
    """The ad check, and who saved before if somebody did."""
    form = cast(PostingForm, context["adminform"].form)
    sections, questions = (inline.formset for inline in context["inline_admin_formsets"])
    forms = EditorForms(form, sections, questions)
    if form.is_bound:
        overtaken = posting is not None and form.is_overtaken
        shown = typed_panel(forms)
        return {"panel": shown, "last_save": last_save(posting) if overtaken and posting else None}
    return {"panel": stored_panel(posting, forms)} if posting else {}
