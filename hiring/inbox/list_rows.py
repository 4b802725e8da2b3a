"""The rows of one page of the list, in a constant number of queries."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from applications.enums import Stage
from applications.models import Application
from hiring.enums import DecisionState
from hiring.inbox.columns import Column
from hiring.inbox.effective_stage import with_live_decision
from hiring.inbox.query import InboxQuery
from hiring.inbox.read_states import ReadState, read_state, with_reading
from hiring.inbox.snippets import Snippet, find_snippet, with_texts
from hiring.rights import MAY_DOWNLOAD

PER_PAGE = 50
LONG_TEXTS = ("message", "answers")
"""They stay in the database: no column shows them."""


class Cell(NamedTuple):
    """What one column says about one application, and the opening tag of its place in the table."""

    tag: SafeString
    words: str


@dataclass(frozen=True)
class Row:
    """One application as the list and the board show it."""

    application: Application
    place: str
    """The address of the list, below which each application has its own."""
    cells: list[Cell]
    snippet: Snippet | None

    @cached_property
    def stage(self) -> Stage:
        """As the staff sees it."""
        return Stage(getattr(self.application, "effective_stage", self.application.stage))

    @cached_property
    def reading(self) -> ReadState:
        return read_state(self.application)

    @property
    def is_unread(self) -> bool:
        return self.reading is not ReadState.READ

    @property
    def is_marked_unread(self) -> bool:
        """Of one that is closed nobody has to read anything."""
        return self.is_unread and not self.stage.is_final

    @property
    def reference(self) -> str:
        return self.application.reference

    @property
    def mark(self) -> str:
        return decision_mark(self.application)

    @property
    def url(self) -> str:
        return f"{self.place}{self.application.pk}/change/"

    @property
    def name(self) -> str:
        return self.application.name

    @property
    def cells_html(self) -> SafeString:
        """The cells of the table, joined here: a loop in the template takes five times as long."""
        return format_html_join("", "{}{}</td>", self.cells)

    @property
    def move_url(self) -> str:
        """Where the board asks whether it shall be moved."""
        return f"{self.place}{self.application.pk}/board/"


@dataclass(frozen=True)
class Page:
    """Some rows, and whether others come after them."""

    rows: list[Row]
    has_next: bool


def read_page(query: InboxQuery, columns: list[Column], per_page: int = PER_PAGE) -> Page:
    start = (query.page - 1) * per_page
    keys = query.read_keys(start, start + per_page + 1)
    return Page(read_rows(query, keys[:per_page], columns), len(keys) > per_page)


def read_rows(query: InboxQuery, keys: list[int], columns: list[Column]) -> list[Row]:
    """In the order of the keys."""
    some = Application.objects.filter(pk__in=keys).order_by()
    found = with_reading(with_live_decision(some), query.scope.user)
    for column in columns:
        found = column.annotate(found, query.scope)
    found = found.select_related("hiring_record__own_stage")
    if shows_snippets(query):
        found = with_texts(found).defer("answers")
    else:
        found = found.defer(*LONG_TEXTS)
    found = found.prefetch_related("hiring_record__tags")
    by_key = {application.pk: application for application in found}
    tags = [open_cell(column) for column in columns]
    words = query.words if shows_snippets(query) else ""
    place = reverse("admin:applications_application_changelist")
    return [
        Row(
            application=by_key[key],
            place=place,
            cells=[
                Cell(tag, column.render(by_key[key]))
                for column, tag in zip(columns, tags, strict=True)
            ],
            snippet=find_snippet(by_key[key], words) if words else None,
        )
        for key in keys
        if key in by_key
    ]


def leave_empty_out(columns: list[Column], rows: list[Row]) -> list[Column]:
    """Takes the columns without a single word on this page out of its rows; returns the others."""
    filled = [place for place in range(len(columns)) if any(row.cells[place].words for row in rows)]
    for row in rows:
        row.cells[:] = [row.cells[place] for place in filled]
    return [columns[place] for place in filled]


def shows_snippets(query: InboxQuery) -> bool:
    """To those whose search looks into documents, too."""
    return bool(query.words) and query.scope.user.has_perm(MAY_DOWNLOAD)


def open_cell(column: Column) -> SafeString:
    """On a narrow screen the label stands beside the words."""
    label = capfirst(str(column.label))
    return format_html('<td class="field-{}" data-label="{}">', column.name, label)


def decision_mark(application: Application) -> str:
    """What only the staff knows: a decision that is collected, or one whose mail waits."""
    state = getattr(application, "live_state", None)
    if state is None:
        return ""
    if state == DecisionState.DECIDED:
        return _("email waiting")
    to = Stage(getattr(application, "live_to", application.stage))
    return _("pending: %(stage)s") % {"stage": to.label}
