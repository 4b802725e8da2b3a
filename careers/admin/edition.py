"""The pages of an edition: what the public saw, read only."""

from datetime import datetime
from typing import Any, NamedTuple, cast

from django.contrib import admin
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from careers.admin.page_of_keys import PageOfKeys
from careers.editions.comparison import facts_by_name, texts_by_language
from careers.editions.contents import section_heading
from careers.languages import language_name
from careers.models import Edition, EditionText, Posting

EDITION_FIELDS = (
    ("posting_link", "number", "language_names"),
    ("published_at", "published_by"),
    ("opens_at", "closes_at"),
)
LIST_FILTERS = "list_filters"
RARE_FIELDS = ("pay_reason", "overridden_findings", "override_reason")


def edition_name(edition: Edition) -> str:
    return _("Edition %(number)d") % {"number": edition.number}


class ShownText(NamedTuple):
    """One language of an edition as it stood on the page; labels and headings in that language."""

    text: EditionText
    facts: dict[str, str]
    sections: list[tuple[str, str]]


def shown_texts(edition: Edition) -> list[ShownText]:
    """Every language of an edition, in the order of publication."""
    found = []
    for text in texts_by_language(edition).values():
        with override(text.language):
            facts = dict(list(facts_by_name(text).items())[len(("title", "summary")) :])
            sections = [(section_heading(one), one["html"]) for one in text.sections]
        shown = {name: value for name, value in facts.items() if value}
        found.append(ShownText(text, shown, sections))
    return found


def format_short_time(moment: datetime | None) -> str:
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""


@admin.register(Edition)
class EditionAdmin(admin.ModelAdmin[Edition]):
    """What the public saw, to look up and never to change; reached from the posting."""

    fields = EDITION_FIELDS
    readonly_fields = ("posting_link", "language_names", "overridden_findings")
    list_display = ("__str__", "published_at", "published_by", "language_names")
    list_select_related = ("published_by",)
    show_full_result_count = False
    change_form_template = "admin/careers/edition/change_form.html"

    @admin.display(description=gettext_lazy("posting"))
    def posting_link(self, edition: Edition) -> SafeString:
        url = reverse("admin:careers_posting_change", args=[edition.posting_id])
        filters = getattr(edition, LIST_FILTERS, "")
        context = {"opts": Posting._meta, "preserved_filters": filters}
        return format_html(
            '<a href="{}">{}</a>', add_preserved_filters(context, url), edition.posting
        )

    @admin.display(description=gettext_lazy("languages"))
    def language_names(self, edition: Edition) -> str:
        return ", ".join(language_name(code) for code in edition.languages)

    @admin.display(description=gettext_lazy("overridden findings"))
    def overridden_findings(self, edition: Edition) -> str:
        return ", ".join(edition.overridden)

    def get_fields(self, request: HttpRequest, obj: Edition | None = None) -> Any:
        """Reasons and overridden findings only where there are some."""
        values = {"overridden_findings": obj.overridden} if obj else {}
        rare = [name for name in RARE_FIELDS if values.get(name, getattr(obj, name, ""))]
        return [*EDITION_FIELDS, *rare]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[PageOfKeys]:
        return PageOfKeys

    def get_queryset(self, request: HttpRequest) -> Any:
        visible = Posting.objects.for_user(cast(User, request.user))
        return super().get_queryset(request).filter(posting__in=visible)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Edition | None:
        """The edition, with the filters of the list of postings for the link back to its own."""
        edition = super().get_object(request, object_id, from_field)
        if edition is not None:
            setattr(edition, LIST_FILTERS, self.get_preserved_filters(request))
        return edition

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        edition = self.get_object(request, object_id or "")
        texts = shown_texts(edition) if edition else []
        context = {**(extra_context or {}), "texts": texts, "posting_opts": Posting._meta}
        return super().changeform_view(request, object_id, form_url, context)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return request.user.has_perm("careers.view_posting")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False
