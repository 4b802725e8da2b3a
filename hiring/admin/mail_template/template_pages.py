"""The pages of a mail template besides its form: preview, versions, and "still right"."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _

from careers.languages import language_codes, language_name
from careers.web.row_keys import is_number
from hiring.admin.mail_template.letter_preview import (
    Preview,
    build_preview,
    suggest_applications,
    visible_applications,
)
from hiring.admin.mail_template.template_panels import shown_versions
from hiring.forms.mail_template import ApplicationSearchForm
from hiring.models import MailTemplate
from hiring.services.templates import TemplateRefused, confirm_template

if TYPE_CHECKING:
    Base = admin.ModelAdmin[MailTemplate]
else:
    Base = object

PREVIEW = "admin/hiring/mailtemplate/preview.html"
VERSIONS = "admin/hiring/mailtemplate/versions.html"


class TemplatePages(Base):
    def get_urls(self) -> list[URLPattern]:
        pages = [
            self.page_url("confirm", self.confirm_view),
            self.page_url("preview", self.preview_view),
        ]
        return [*pages, *super().get_urls()]

    def page_url(self, name: str, view: Callable[..., HttpResponse]) -> URLPattern:
        """The address of a page of one template: admin:hiring_mailtemplate_<name>."""
        wrapped = self.admin_site.admin_view(view)
        return path(f"<int:pk>/{name}/", wrapped, name=f"hiring_mailtemplate_{name}")

    def confirm_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Only what was shown is confirmed: POST `language` and the state's `seen`."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        template = get_object_or_404(MailTemplate, pk=pk)
        language = request.POST.get("language", "")
        if language in language_codes():
            self.confirm(request, template, language)
        return redirect("admin:hiring_mailtemplate_change", pk)

    def confirm(self, request: HttpRequest, template: MailTemplate, language: str) -> None:
        seen = request.POST.get("seen", "")
        try:
            confirm_template(template=template, language=language, seen=seen)
        except TemplateRefused as refused:
            messages.error(request, str(refused))
        else:
            said = _("%(language)s is confirmed as still right.")
            messages.success(request, said % {"language": language_name(language)})

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Filled in with the application that `application` names, which the user has to see."""
        template = self.template_to_view(request, str(pk))
        form = ApplicationSearchForm(request.GET)
        words = form.cleaned_data["q"] if form.is_valid() else ""
        rows = visible_applications(request.user)
        found = suggest_applications(rows, words)
        chosen = request.GET.get("application", "")
        candidates = [get_object_or_404(rows, reference=chosen)] if chosen else found
        application = next(iter(candidates), None)
        made = (
            build_preview(template, application, timezone.now())
            if application is not None
            else None
        )
        context = {
            "title": _("Preview: %(template)s") % {"template": template},
            "form": form,
            "words": words,
            "found": found,
            "application": application,
            "preview": made if isinstance(made, Preview) else None,
            "refusal": "" if isinstance(made, Preview) else made,
        }
        return self.render_page(request, template, PREVIEW, context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Takes the place of Django's own history, which knows changes of rows and no words."""
        template = self.template_to_view(request, object_id)
        context = {
            "title": _("Versions: %(template)s") % {"template": template},
            "versions": shown_versions(template),
            **(extra_context or {}),
        }
        return self.render_page(request, template, VERSIONS, context)

    def template_to_view(self, request: HttpRequest, key: str) -> MailTemplate:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(MailTemplate, pk=int(key) if is_number(key) else None)

    def render_page(
        self, request: HttpRequest, template: MailTemplate, page: str, context: dict[str, Any]
    ) -> HttpResponse:
        shared = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": template,
        }
        return TemplateResponse(request, page, shared | context)
