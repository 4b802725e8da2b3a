"""The list of mail templates: occasion, state of each language, which is offered first."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.db.models import Case, When
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from careers.admin.edition import format_short_time
from careers.admin.posting_list import language_chip
from careers.languages import localized_columns
from hiring.enums import Occasion
from hiring.mails.template_state import template_states
from hiring.models import MailTemplate

IN_ORDER = Case(*(When(occasion=each, then=number) for number, each in enumerate(Occasion)))
"""As an application goes through them, whatever their codes are."""

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
    ordering = (IN_ORDER, "-is_default", "name")
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
