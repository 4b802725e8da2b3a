"""What somebody asks of the inbox, as it stands in the address of the list.

Every parameter has one value, so that it survives Django's `_changelist_filters` and every link.
What is unknown or not on offer is left out: an address never widens what a person sees.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.db.models import OrderBy, QuerySet
from django.utils.translation import gettext_lazy as _

from applications.enums import OPEN_STAGES, Stage
from applications.models import Application
from applications.models.answer_promise import promised_day
from applications.models.erasure_day import erasure_day
from careers.text.search_limits import cut_search_words
from careers.web.row_keys import is_number
from hiring.inbox.answer_filters import build_answer_filters
from hiring.inbox.effective_stage import Decided, read_decided, stands_in
from hiring.inbox.filter_table import FILTERS, Choice, InboxFilter
from hiring.inbox.scope import MOST_COUNTED, Scope, readable_postings
from hiring.inbox.word_search import filter_by_words, rank_by_words
from hiring.waiting.keeping import ERASED_SOON
from hiring.waiting.kinds import WaitingKind

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.utils.functional import _StrPromise

POSTING, STAGE, WORDS, ORDER, PAGE = "posting", "stage", "q", "order", "page"
OPEN = "open"
POSTING_OF_DJANGO = "posting__id__exact"
"""What lists of the admin have for it; an address that names a posting never means all of them."""
MOST_DIGITS = 5

type Columns = tuple[str | OrderBy, ...]

NEWEST, BEST, PROMISE, ERASURE = "newest", "best", "promise", "erasure"
ORDERS: dict[str, tuple["str | _StrPromise", Callable[[], Columns]]] = {
    NEWEST: (_("newest first"), lambda: ("-submitted_at", "-pk")),
    "oldest": (_("oldest first"), lambda: ("submitted_at", "pk")),
    "name": (_("by name"), lambda: ("name", "pk")),
    PROMISE: (_("oldest promise first"), lambda: (promised_day().asc(nulls_last=True), "pk")),
    ERASURE: (_("first to be erased first"), lambda: (erasure_day().asc(nulls_last=True), "pk")),
    BEST: (_("best match first"), lambda: ("-submitted_at", "-pk")),
}
USUAL_ORDERS = {
    ("waiting", WaitingKind.ANSWER_LATE.value): PROMISE,
    ("waiting", WaitingKind.ANSWER_SOON.value): PROMISE,
    ("keeping", ERASED_SOON): ERASURE,
}
"""What a filter is for: the most urgent ones come first, unless another order is chosen."""
MOST_OF_A_POSTING = 20_000


class NoSuchPosting(Exception):
    """There is no such posting, or its applications are not for this person."""


class Found(NamedTuple):
    """An application of the list, and where it stands for the staff."""

    application: int
    stage: Stage


@dataclass(frozen=True)
class InboxQuery:
    """One list: whose, of which posting, narrowed how, and in which order."""

    scope: Scope
    given: Mapping[str, str]

    @cached_property
    def filters(self) -> list[tuple[InboxFilter, list[Choice]]]:
        """Every filter with what it offers here."""
        offered = [*FILTERS, *build_answer_filters(self.scope)]
        return [(each, list(each.choices(self.scope))) for each in offered]

    @cached_property
    def chosen(self) -> list[tuple[InboxFilter, Choice]]:
        """The filters in use; a value that is not on offer counts as none."""
        return [
            (each, choice)
            for each, choices in self.filters
            for choice in choices
            if choice.value == self.given.get(each.name)
        ]

    @property
    def words(self) -> str:
        """What is searched for; it may come from a list's address that another page was given."""
        return cut_search_words(self.given.get(WORDS, "")).strip()

    @property
    def stage(self) -> str:
        """A value of Stage, "open", or nothing."""
        stage = self.given.get(STAGE, "")
        return stage if stage in {*Stage.values, OPEN} else ""

    @property
    def usual_order(self) -> str:
        if self.words:
            return BEST
        orders = (USUAL_ORDERS.get(pair) for pair in self.given.items())
        return next(filter(None, orders), NEWEST)

    @property
    def order(self) -> str:
        """The chosen one; what matches best can only be told of a search."""
        order = self.given.get(ORDER, "")
        is_offered = order in ORDERS and (order != BEST or self.words)
        return order if is_offered else self.usual_order

    @property
    def page(self) -> int:
        page = self.given.get(PAGE, "")
        return (
            max(1, int(page))
            if page.isascii() and page.isdigit() and len(page) <= MOST_DIGITS
            else 1
        )

    @cached_property
    def in_every_stage(self) -> QuerySet[Application]:
        """What the filters and the search find, in no order."""
        found = self.scope.applications
        for each, choice in self.chosen:
            found = each.narrow(found, self.scope, choice.value)
        return filter_by_words(found, self.scope, self.words) if self.words else found

    @property
    def applications(self) -> QuerySet[Application]:
        """What the list shows, in its order, on all pages."""
        found = self.in_stages(*self.stages) if self.stages else self.in_every_stage
        return found.order_by(*self.order_columns)

    def in_stages(self, *stages: Stage) -> QuerySet[Application]:
        """What the filters find there, in no order; the tab that is open has no part in it."""
        return self.in_every_stage.filter(stands_in(stages, self.decided))

    @cached_property
    def decided(self) -> list[Decided]:
        """What the staff has decided, and its author does not know yet, whatever the filters say."""
        return read_decided(self.scope.applications)

    @property
    def most_counted(self) -> int:
        return MOST_OF_A_POSTING if self.scope.posting else MOST_COUNTED

    @cached_property
    def first_found(self) -> list[Found]:
        """In the order of the list, one more than are counted: what tabs and most pages need."""
        rows = self.in_every_stage.order_by(*self.order_columns).values_list("pk", "stage")
        decided = {one.application: one.to_stage for one in self.decided}
        some = rows[: self.most_counted + 1]
        return [Found(key, Stage(decided.get(key, stage))) for key, stage in some]

    def read_keys(self, start: int, end: int) -> list[int]:
        """Of what the list shows, from one position to before another; with filters out of first_found."""
        if self.is_narrowed:
            stages = self.stages or tuple(Stage)
            found = [one.application for one in self.first_found if one.stage in stages]
            if end <= len(found) or len(self.first_found) <= self.most_counted:
                return found[start:end]
        return list(self.applications.values_list("pk", flat=True)[start:end])

    @property
    def stages(self) -> tuple[Stage, ...]:
        """Those of the tab that is open; none for all."""
        if self.stage == OPEN:
            return OPEN_STAGES
        return (Stage(self.stage),) if self.stage else ()

    @property
    def order_columns(self) -> Columns:
        columns = ORDERS[self.order][1]()
        return (*rank_by_words(self.words), *columns) if self.order == BEST else columns

    @property
    def is_narrowed(self) -> bool:
        return bool(self.chosen or self.words)

    @cached_property
    def values(self) -> dict[str, str]:
        """What is in use, in a fixed order: two addresses of one list are the same."""
        posting = str(self.scope.posting.pk) if self.scope.posting else ""
        order = "" if self.order == self.usual_order else self.order
        found = {
            POSTING: posting,
            STAGE: self.stage,
            **{each.name: choice.value for each, choice in self.chosen},
            WORDS: self.words,
            ORDER: order,
            PAGE: str(self.page) if self.page > 1 else "",
        }
        return {name: value for name, value in found.items() if value}

    def address(self, **changes: str) -> str:
        """The parameters with some changed; an empty value takes one away. A change starts on page 1."""
        kept = self.values if PAGE in changes else {**self.values, PAGE: ""}
        return urlencode({name: value for name, value in {**kept, **changes}.items() if value})


def read_query(user: "User", given: Mapping[str, str]) -> InboxQuery:
    """Raises NoSuchPosting for one that is not there, or not for this person."""
    key = given.get(POSTING) or given.get(POSTING_OF_DJANGO, "")
    is_searched = bool(given.get(WORDS, "").strip())
    if not key:
        return InboxQuery(Scope(user, is_searched=is_searched), given)
    posting = readable_postings(user).filter(pk=int(key)).first() if is_number(key) else None
    if posting is None:
        raise NoSuchPosting(key)
    return InboxQuery(Scope(user, posting, is_searched), given)


def read_address(user: "User", address: str) -> InboxQuery:
    """The list that `_changelist_filters` names, for pages that go through it row by row."""
    return read_query(user, dict(parse_qsl(address)))
