"""The list of postings: its columns, filters and search."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from careers.admin.edition import format_short_time
from careers.admin.page_of_keys import PageOfKeys
from careers.admin.side_by_side import texts_in_each_language
from careers.dates import days_until, last_moment
from careers.languages import language_codes, language_name, localized_columns
from careers.models import Posting
from careers.status.lifecycle import PostingState, filter_by_state, read_state, state_case
from careers.status.translations import (
    LanguageState,
    LanguageStatus,
    filter_by_language_state,
    language_states,
)
from careers.status.unpublished import has_unpublished_changes, unpublished_case
from careers.status.upkeep import filter_ending, filter_stale

UNPUBLISHED = _("unpublished changes")
PUBLIC = _("public")
CHIP = '<span class="state state-{}" title="{}">{}</span>'
LANGUAGE_CHIP = '<span class="state state-{}" title="{}"><abbr title="{}">{}</abbr> {}</span>'
COMPLETE = '<span aria-hidden="true">✓</span><span class="visually-hidden">{}</span>'
SOON = 7
"""Days before a deadline from which on it stands out."""

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
        return filter_by_state(queryset, self.value()) if self.value() else queryset


class LanguageFilter(admin.SimpleListFilter):
    """How far one language is; each language of the portal has a filter of its own."""

    language = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return LanguageStatus.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Posting]) -> QuerySet[Posting]:
        wanted = next((one for one in LanguageStatus if one.value == self.value()), None)
        return filter_by_language_state(queryset, self.language, wanted) if wanted else queryset


def build_language_filter(code: str) -> type[LanguageFilter]:
    names = {"language": code, "title": language_name(code), "parameter_name": f"language_{code}"}
    return type(f"LanguageFilter_{code}", (LanguageFilter,), names)


class UnpublishedFilter(admin.SimpleListFilter):
    title = UNPUBLISHED
    parameter_name = "unpublished"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Posting]) -> QuerySet[Posting]:
        if self.value() not in {"yes", "no"}:
            return queryset
        ahead = queryset.alias(is_ahead=unpublished_case())
        return ahead.filter(is_ahead=self.value() == "yes", current_edition__isnull=False)


class UpkeepFilter(admin.SimpleListFilter):
    """What the start page counts."""

    title = _("needs attention")
    parameter_name = "upkeep"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [
            ("ending", _("ends within a week")),
            ("stale", _("draft untouched for two weeks")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Posting]) -> QuerySet[Posting]:
        wanted = {"ending": filter_ending, "stale": filter_stale}.get(self.value() or "")
        return wanted(queryset, timezone.now()) if wanted else queryset


class ListOfPostings(PageOfKeys):
    """Fetches all that a row shows in a constant number of queries, for the rows of the page alone."""

    def fill_rows(self, rows: QuerySet[Posting]) -> QuerySet[Posting]:
        """What is ahead of the public is told from the rows: for 50 of them that is cheaper than planning the query."""
        shared = ("locations", "contacts")
        with_state = rows.annotate(state=state_case())
        return with_state.prefetch_related("sections__block", "questions", *shared)


def language_line(posting: Posting) -> SafeString:
    """One line of chips, such as "DE ✓ EN 1 out of date"; below it what the public sees if that is not all."""
    chips = (
        (status, texts, language_name(code), code.upper(), label)
        for code, status, texts, label in chips_of_languages(language_states(posting))
    )
    public = posting.current_edition.languages if posting.current_edition else []
    seen = [code.upper() for code in language_codes() if code in public]
    is_part = 0 < len(seen) < len(language_codes())
    note = format_html(" <small>{}: {}</small>", PUBLIC, ", ".join(seen)) if is_part else ""
    return format_html("{}{}", format_html_join(" ", LANGUAGE_CHIP, chips), note)


def chips_of_languages(
    states: Iterable[LanguageState],
) -> Iterator[tuple[str, str, str, SafeString]]:
    """Of each language its code, and of each chip the status, the texts that it is about, and its words."""
    for state in states:
        for part in split_state(state):
            status, texts, label = chip_values(part)
            is_complete = part.status == LanguageStatus.COMPLETE
            yield (
                state.language,
                status,
                texts,
                format_html(COMPLETE if is_complete else "{}", label),
            )


def language_chip(state: LanguageState) -> SafeString:
    """What is missing and what is out of date, each in a chip that names the texts."""
    return format_html_join("", CHIP, (chip_values(part) for part in split_state(state)))


def split_state(state: LanguageState) -> list[LanguageState]:
    """What is missing and what is out of date apart; the state as it is where neither is."""
    lacking = LanguageState(state.language, state.missing, [])
    old = LanguageState(state.language, [], state.outdated)
    return [part for part in (lacking, old) if part.status != LanguageStatus.COMPLETE] or [state]


def chip_values(state: LanguageState) -> tuple[str, str, str]:
    texts = [*state.missing, *(text.label for text in state.outdated)]
    return state.status.value, ", ".join(texts), state.label


def describe_deadline(posting: Posting, today: date) -> SafeString | str:
    """How many days are left, and the day; with its hour if that is not the end of the day."""
    if posting.closes_at is None:
        return ""
    moment = last_moment(posting.closes_at)
    is_end = (moment.hour, moment.minute) == (23, 59)
    day = date_format(moment, "SHORT_DATE_FORMAT" if is_end else "SHORT_DATETIME_FORMAT")
    left = days_until(moment, today)
    if left < 0 or posting.closed_at:
        return day
    words = ngettext("%(days)d day left", "%(days)d days left", left) % {"days": left}
    chip = '<span class="state due-soon">{}</span> <small>{}</small>'
    return format_html(
        chip if left <= SOON else "{} <small>{}</small>", words if left else _("closes today"), day
    )


class PostingList(Base):
    list_display = ("titles", "state", "languages", "deadline", "change_day")
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
        titles = texts_in_each_language(posting, "title") or f"#{posting.public_id}"
        return format_html("{}<small>{}</small>", titles, posting.department.name)

    @admin.display(description=_("state"), ordering="state")
    def state(self, posting: Posting) -> SafeString:
        state = PostingState(getattr(posting, "state", None) or read_state(posting))
        chip = format_html('<span class="state state-{}">{}</span>', state.value, state.label)
        if not has_unpublished_changes(posting):
            return chip
        return format_html('{} <span class="state state-ahead">{}</span>', chip, UNPUBLISHED)

    @admin.display(description=_("languages"))
    def languages(self, posting: Posting) -> SafeString:
        return language_line(posting)

    @admin.display(description=_("deadline"), ordering="closes_at")
    def deadline(self, posting: Posting) -> SafeString | str:
        return describe_deadline(posting, timezone.localdate())

    @admin.display(description=_("changed"), ordering="updated_at")
    def change_day(self, posting: Posting) -> SafeString:
        moment = timezone.localtime(posting.updated_at)
        time, day = format_short_time(moment), date_format(moment, "SHORT_DATE_FORMAT")
        return format_html('<span title="{}">{}</span>', time, day)

    def get_list_filter(self, request: HttpRequest) -> Any:
        languages = [build_language_filter(code) for code in language_codes()]
        return [
            *self.list_filter[:1],
            UnpublishedFilter,
            UpkeepFilter,
            *languages,
            *self.list_filter[1:],
        ]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ListOfPostings

    def get_queryset(self, request: HttpRequest) -> QuerySet[Posting]:
        visible = Posting.objects.for_user(cast(User, request.user))
        return visible.annotate(state=state_case()).order_by(*self.ordering)

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return [*self.search_fields, *localized_columns("title")]
