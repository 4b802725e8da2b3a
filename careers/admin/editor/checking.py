"""What the editor asks the server while somebody types: previews and the ad check."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from careers.admin.editor.findings import Panel, Shown, build_panel
from careers.checks import build_draft_facts, check_posting, stored_draft
from careers.checks.corpus_cache import load_corpus
from careers.forms import EditorForms, typed_draft
from careers.forms.sections import render_texts
from careers.models import Posting, TextBlock
from careers.text.invisible_characters import to_line_feeds
from careers.text.pasted_text import mend_pasted_text
from careers.text.rendering import render_markdown

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Posting]
else:
    Base = object

LONGEST_PREVIEW = 100_000
LONGEST_PASTE = 1_000_000  # A word processor's HTML is mostly styles.


class PostingChecking(Base):
    def get_urls(self) -> list[URLPattern]:
        pages = [
            path("markdown/", self.wrap_view(require_POST(self.markdown_view)), name="markdown"),
            path("mend/", self.wrap_view(require_POST(self.mend_view)), name="mend"),
            path("block/<int:pk>/", self.wrap_view(require_GET(self.block_view)), name="block"),
            path("check/", self.wrap_view(require_POST(self.check_view)), name="check"),
            path("<int:pk>/check/", self.wrap_view(require_POST(self.check_view)), name="check"),
        ]
        for page in pages:
            page.name = f"careers_posting_{page.name}"
        return [*pages, *super().get_urls()]

    def wrap_view(self, view: Any) -> Any:
        return self.admin_site.admin_view(view)

    def refuse_readers(self, request: HttpRequest, posting: Posting | None = None) -> None:
        """Only who may write a posting asks for these."""
        may = self.has_change_permission(request, posting)
        if not may and not (posting is None and self.has_add_permission(request)):
            raise PermissionDenied

    def markdown_view(self, request: HttpRequest) -> HttpResponse:
        """The HTML of the Markdown that was posted as `text`."""
        self.refuse_readers(request)
        text = to_line_feeds(request.POST.get("text", ""))[:LONGEST_PREVIEW]
        return HttpResponse(render_markdown(text))

    def mend_view(self, request: HttpRequest) -> HttpResponse:
        """What was pasted as `text`, plain or HTML, as Markdown; 413 if it is too long."""
        self.refuse_readers(request)
        text = request.POST.get("text", "")
        if len(text) > LONGEST_PASTE:
            return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return HttpResponse(mend_pasted_text(text), content_type="text/plain; charset=utf-8")

    def block_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A text block as it stands in a section's card."""
        self.refuse_readers(request)
        block = get_object_or_404(TextBlock, pk=pk)
        context = {"block": block, "texts": render_texts(block)}
        return render(request, "admin/careers/posting/_block.html", context)

    def check_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """The ad check of what stands in the form; stores nothing."""
        posting = get_object_or_404(self.get_queryset(request), pk=pk) if pk else None
        self.refuse_readers(request, posting)
        form_class = self.get_form(request, posting, change=posting is not None)
        form: Any = form_class(request.POST, instance=posting)
        sections, questions = (
            formset_class(request.POST, instance=form.instance)
            for formset_class, _inline in self.get_formsets_with_inlines(request, posting)
        )
        context = {"panel": typed_panel(EditorForms(form, sections, questions))}
        return render(request, "admin/careers/posting/_check.html", context)


def stored_panel(posting: Posting, forms: EditorForms) -> Panel:
    """The ad check of the draft as it is stored, with the way to the fields of unbound forms."""
    rows = (forms.sections.initial_forms, forms.questions.initial_forms)
    return check_draft(Shown(stored_draft(posting), *map(form_prefixes, rows)))


def typed_panel(forms: EditorForms) -> Panel:
    draft = typed_draft(forms)
    rows = (forms.sections.forms_in_order(), forms.questions.forms_in_order())
    return check_draft(Shown(draft, *map(form_prefixes, rows)))


def form_prefixes(forms: Iterable[BaseForm]) -> list[str]:
    return [form.prefix or "" for form in forms]


def check_draft(shown: Shown) -> Panel:
    facts = build_draft_facts(shown.draft, now=timezone.now(), corpus=load_corpus())
    return build_panel(check_posting(facts), shown)
