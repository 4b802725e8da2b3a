"""The list of mail templates: occasion, state of each language, which is offered first."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from careers.admin.edition import format_short_time
from careers.admin.posting_list import language_chip
from careers.languages import localized_columns
from hiring.mails.template_state import template_states
from hiring.models import MailTemplate

if TYPE_CHECKING:
    Base = admin.ModelAdmin[MailTemplate]
else:
    Base = object


class TemplateList(Base):
    list_display = (
        "name",
        "occasion",
        "language_states",
        "is_default",
        "is_active",
        "change_time",
    )
    list_filter = ("occasion", "is_active")
    show_facets = admin.ShowFacets.NEVER
    search_fields = ("name",)

    @admin.display(description=_("languages"))
    def language_states(self, template: MailTemplate) -> SafeString:
        states = template_states(template)
        rows = [(state.language.upper(), language_chip(state)) for state in states]
        return format_html_join(
            "", '<span class="in-language"><abbr>{}</abbr> <span>{}</span></span>', rows
        )

    @admin.display(description=_("changed"), ordering="updated_at")
    def change_time(self, template: MailTemplate) -> str:
        return format_short_time(template.updated_at)

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return ["name", *localized_columns("subject", "body")]
