"""The list of postings: its columns, filters and search."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from careers.admin.edition import short_time
from careers.admin.languages import in_each_language, search_columns
from careers.languages import language_name
from careers.models import Posting
from careers.states import PostingState, in_state, state_case, state_of

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Posting]
else:
    Base = object


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return PostingState.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Posting]) -> QuerySet[Posting]:
        return in_state(queryset, self.value()) if self.value() else queryset


class PostingList(Base):
    list_display = ("titles", "department", "state", "language_names", "deadline", "changed")
    list_display_links = ("titles",)
    list_filter = (StateFilter, "department", "workplace_type")
    list_select_related = ("department", "current_edition")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("reference", "public_id")
    ordering = ("-updated_at", "-pk")
    actions = None

    @admin.display(description=_("title"))
    def titles(self, posting: Posting) -> SafeString:
        return in_each_language(posting, "title") or format_html("#{}", posting.public_id)

    @admin.display(description=_("state"), ordering="state")
    def state(self, posting: Posting) -> SafeString:
        state = PostingState(getattr(posting, "state", None) or state_of(posting))
        return format_html('<span class="state state-{}">{}</span>', state.value, state.label)

    @admin.display(description=_("published in"))
    def language_names(self, posting: Posting) -> str:
        edition = posting.current_edition
        return ", ".join(language_name(code) for code in edition.languages) if edition else ""

    @admin.display(description=_("deadline"), ordering="closes_at")
    def deadline(self, posting: Posting) -> str:
        return short_time(posting.closes_at)

    @admin.display(description=_("changed"), ordering="updated_at")
    def changed(self, posting: Posting) -> str:
        return short_time(posting.updated_at)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Posting]:
        postings = (
            super()
            .get_queryset(request)
            .filter(pk__in=Posting.objects.for_user(cast(User, request.user)).values("pk"))
        )
        return postings.annotate(state=state_case())

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return [*self.search_fields, *search_columns("title")]
