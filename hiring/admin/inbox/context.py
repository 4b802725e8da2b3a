"""What the pages of the inbox show around their rows: tabs, filters, pages, saved filters."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.enums import Stage
from hiring.inbox.board import BOARD, COLUMN, VIEW
from hiring.inbox.counting import STAGES_OF_TABS, StageCounts
from hiring.inbox.filter_table import Choice
from hiring.inbox.list_rows import Page, Row
from hiring.inbox.query import (
    BEST,
    NEWEST,
    OPEN,
    ORDER,
    ORDERS,
    PAGE,
    POSTING,
    STAGE,
    WORDS,
    InboxQuery,
)
from hiring.inbox.scope import PostingName, postings_to_choose
from hiring.models import SavedFilter
from hiring.rights import MAY_READ_POSTINGS

UNFILTERED = urlencode({ORDER: NEWEST})
"""The whole list has an address, too: who comes from it goes on in it, and not in one posting."""
FILTERS = "_changelist_filters"
"""The parameter by which Django's admin hands on the address of a list."""


class Tab(NamedTuple):
    """A stage to look at, with the number of what the other filters leave there."""

    label: str
    number: str
    address: str
    is_current: bool


class Field(NamedTuple):
    """One select of the form."""

    name: str
    label: str
    choices: list[Choice]
    value: str

    @property
    def options_html(self) -> SafeString:
        """The options, joined here: a loop in the template takes several times as long."""
        options = (
            (each.value, " selected" if each.value == self.value else "", each.label)
            for each in self.choices
        )
        return format_html_join("", '<option value="{}"{}>{}</option>', options)


class Chip(NamedTuple):
    """A filter in use, and the address of the list without it."""

    label: str
    address: str


class Saved(NamedTuple):
    """A filter under a name; the current one can be renamed and deleted."""

    row: SavedFilter
    address: str
    is_current: bool


def build_tabs(query: InboxQuery, counts: StageCounts) -> list[Tab]:
    names = {
        "": pgettext("applications", "All"),
        OPEN: pgettext("applications", "Open"),
        **{stage.value: capfirst(str(stage.label)) for stage in Stage},
    }
    return [
        Tab(
            label=names[stage],
            number=counts.in_words(stage),
            address=query.address(**{STAGE: stage}),
            is_current=query.stage == stage,
        )
        for stage in STAGES_OF_TABS
    ]


def build_fields(query: InboxQuery) -> list[Field]:
    """A select for each filter that has something to choose from."""
    chosen = {each.name: choice.value for each, choice in query.chosen}
    return [
        Field(each.name, str(each.label), choices, chosen.get(each.name, ""))
        for each, choices in query.filters
        if choices
    ]


def build_posting_fields(query: InboxQuery) -> list[Field]:
    """One to choose a posting by, where none is chosen."""
    if query.scope.posting is not None:
        return []
    postings = postings_to_choose(query.scope.user)
    choices = [Choice(str(one.pk), name_posting(one)) for one in postings]
    return [Field(POSTING, _("Posting"), choices, "")] if choices else []


def name_posting(posting: PostingName) -> str:
    return _("%s (closed)") % posting.title if posting.is_closed else posting.title


def build_order_field(query: InboxQuery) -> Field:
    offered = {name: label for name, (label, _columns) in ORDERS.items() if name != BEST}
    if query.words:
        offered = {BEST: ORDERS[BEST][0], **offered}
    choices = [Choice(name, str(label)) for name, label in offered.items()]
    return Field(ORDER, _("Order"), choices, query.order)


def build_chips(query: InboxQuery) -> list[Chip]:
    words = (
        [Chip(_("“%(title)s”") % {"title": query.words}, query.address(**{WORDS: ""}))]
        if query.words
        else []
    )
    return words + [
        Chip(f"{each.label}: {choice.label}", query.address(**{each.name: ""}))
        for each, choice in query.chosen
    ]


def build_saved(query: InboxQuery) -> list[Saved]:
    current = query.address(**{PAGE: ""})
    saved = SavedFilter.objects.for_user(query.scope.user)
    return [Saved(row, row.query, row.query == current) for row in saved]


def find_first_unread(rows: Iterable[Row]) -> Row | None:
    return next((row for row in rows if row.is_unread), None)


def keep_list(address: str) -> str:
    """The parameter by which a page beside the list finds its way back."""
    return urlencode({FILTERS: address or UNFILTERED})


def board_address(query: InboxQuery) -> str:
    """Of this board as it is now, with the page of the column that was paged."""
    column = query.given.get(COLUMN, "")
    return query.address(**{VIEW: BOARD, COLUMN: column, PAGE: query.values.get(PAGE, "")})


def posting_url(query: InboxQuery) -> str | None:
    """The way back to the posting, for those who may read it in the admin."""
    posting = query.scope.posting
    if posting is None or not query.scope.user.has_perm(MAY_READ_POSTINGS):
        return None
    return reverse("admin:careers_posting_change", args=[posting.pk])


def build_context(query: InboxQuery) -> dict[str, Any]:
    """What list and board have in common."""
    return {
        "query": query,
        "posting": query.scope.posting,
        "posting_url": posting_url(query),
        "fields": [*build_posting_fields(query), *build_fields(query)],
        "order_field": build_order_field(query),
        "chips": build_chips(query),
        "saved": build_saved(query),
        "list_address": query.address(),
        "board_address": query.address(**{VIEW: BOARD}),
        "everything_address": query.address(**dict.fromkeys(query.values, "")),
    }


def build_page_context(query: InboxQuery, page: Page, counts: StageCounts) -> dict[str, Any]:
    number = query.page
    return {
        "tabs": build_tabs(query, counts),
        "kept": keep_list(query.address(**{PAGE: query.values.get(PAGE, "")})),
        "rows": page.rows,
        "number": counts.in_words(query.stage),
        "first_unread": find_first_unread(page.rows),
        "page_number": number,
        "previous_address": query.address(**{PAGE: str(number - 1)}) if number > 1 else None,
        "next_address": query.address(**{PAGE: str(number + 1)}) if page.has_next else None,
    }
