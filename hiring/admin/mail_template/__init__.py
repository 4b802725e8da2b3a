"""Mail templates in the admin: both languages side by side, with placeholders, preview and versions."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from modeltranslation.admin import TranslationAdmin

from careers.admin.side_by_side import SideBySide
from hiring.admin.mail_template.template_list import TemplateList
from hiring.admin.mail_template.template_pages import TemplatePages
from hiring.admin.mail_template.template_panels import find_overtaking, language_panels
from hiring.forms.mail_template import MailTemplateForm
from hiring.mails.placeholders import placeholders_of
from hiring.models import MailTemplate
from hiring.services.templates import save_template

SAVE_AND_PREVIEW = "_preview"


@admin.register(MailTemplate)
class MailTemplateAdmin(TemplatePages, TemplateList, SideBySide, TranslationAdmin[MailTemplate]):
    form = MailTemplateForm
    fieldsets = (
        (
            None,
            {"fields": ("subject", "body", ("name", "occasion"), ("is_default", "is_active"))},
        ),
    )
    change_form_template = "admin/hiring/mailtemplate/change_form.html"

    def save_model(self, request: HttpRequest, obj: MailTemplate, form: Any, change: Any) -> None:
        """What was not changed is not saved, so that nothing seems newer than it is."""
        if change and not form.has_changed():
            return
        save_template(template=obj, actor=cast(User, request.user), now=timezone.now())

    def response_add(self, request: HttpRequest, obj: MailTemplate, *args: Any) -> HttpResponse:
        answer = super().response_add(request, obj, *args)
        return self.on_to_preview(request, obj) or answer

    def response_change(self, request: HttpRequest, obj: MailTemplate) -> HttpResponse:
        return self.on_to_preview(request, obj) or super().response_change(request, obj)

    def on_to_preview(self, request: HttpRequest, obj: MailTemplate) -> HttpResponse | None:
        if SAVE_AND_PREVIEW not in request.POST:
            return None
        return redirect("admin:hiring_mailtemplate_preview", obj.pk)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        template: MailTemplate | None = kwargs["obj"]
        usable = placeholders_of(template.occasion if template else "")
        context |= {"show_save_and_add_another": False, "placeholders": usable}
        if template is not None:
            stored = MailTemplate.objects.get(pk=template.pk)
            context |= {
                "overtaking": find_overtaking(context["adminform"].form),
                "languages": language_panels(stored),
                "may_confirm": self.has_change_permission(request, template),
            }
        return super().render_change_form(request, context, *args, **kwargs)
