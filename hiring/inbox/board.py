"""The board: a column for each stage and each own stage, its cards paged."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import CharField, Q, QuerySet, Value

from applications.enums import Stage
from applications.models import Application
from hiring.inbox.columns import Column, shown_columns
from hiring.inbox.counting import count_each
from hiring.inbox.list_rows import Row, read_rows
from hiring.inbox.query import PAGE, InboxQuery
from hiring.models import OwnStage
from hiring.waiting.capped_counts import words_for_number

PER_COLUMN = 15
VIEW, BOARD = "view", "board"
"""In the address of the list, which then is shown as a board."""
COLUMN = "column"
"""Which column the page in the address is of; the others show their first one."""


@dataclass(frozen=True)
class Lane:
    """A column of the board: a public stage, or an own stage inside of it."""

    stage: Stage
    own_stage: OwnStage | None
    siblings: tuple[int, ...]
    """The own stages of the public stage, which have lanes of their own."""

    @property
    def key(self) -> str:
        return f"{self.stage.value}-{self.own_stage.pk}" if self.own_stage else self.stage.value

    @property
    def label(self) -> str:
        return str(self.own_stage) if self.own_stage else str(self.stage.label)


@dataclass(frozen=True)
class ShownLane:
    """A lane with the cards of one page."""

    lane: Lane
    number: str
    rows: list[Row]
    previous_address: str | None
    next_address: str | None


def build_lanes() -> list[Lane]:
    """Each public stage, followed by its own stages that are offered."""
    by_stage = defaultdict[str, list[OwnStage]](list)
    for own in OwnStage.objects.filter(is_active=True):
        by_stage[own.public_stage].append(own)
    lanes = []
    for stage in Stage:
        siblings = tuple(own.pk for own in by_stage[stage])
        lanes.append(Lane(stage, None, siblings))
        lanes.extend(Lane(stage, own, siblings) for own in by_stage[stage])
    return lanes


def read_board(query: InboxQuery) -> list[ShownLane]:
    """All lanes with their cards; the keys of all cards are found by one query."""
    lanes = build_lanes()
    opened = query.given.get(COLUMN, "")
    pages = {lane.key: query.page if lane.key == opened else 1 for lane in lanes}
    keys = find_keys(query, lanes, pages)
    numbers = count_each(query, {lane.key: find_cards(query, lane) for lane in lanes})
    shown = {lane.key: keys[lane.key][:PER_COLUMN] for lane in lanes}
    rows = read_rows(
        query, [key for each in shown.values() for key in each], columns_of_cards(query)
    )
    by_key = {row.application.pk: row for row in rows}
    return [
        ShownLane(
            lane=lane,
            number=words_for_number(numbers[lane.key], query.most_counted),
            rows=[by_key[key] for key in shown[lane.key] if key in by_key],
            previous_address=lane_address(query, lane, pages[lane.key] - 1),
            next_address=lane_address(query, lane, pages[lane.key] + 1)
            if len(keys[lane.key]) > PER_COLUMN
            else None,
        )
        for lane in lanes
    ]


def columns_of_cards(query: InboxQuery) -> list[Column]:
    return shown_columns(["posting"], query.scope)


def find_lane(lanes: list[Lane], stage: Stage, own_stage: int | None) -> Lane:
    """Where an application is: its own stage counts only inside of its public one."""
    inside = [lane for lane in lanes if lane.stage == stage]
    own = (lane for lane in inside if lane.own_stage and lane.own_stage.pk == own_stage)
    return next(own, inside[0])


def lane_address(query: InboxQuery, lane: Lane, page: int) -> str | None:
    if page < 1:
        return None
    return query.address(**{VIEW: BOARD, COLUMN: lane.key, PAGE: str(page) if page > 1 else ""})


def find_keys(query: InboxQuery, lanes: list[Lane], pages: dict[str, int]) -> dict[str, list[int]]:
    """For each lane the keys of its page, and one more if there is a next one."""
    first, *others = (find_lane_keys(query, lane, pages[lane.key]) for lane in lanes)
    found = defaultdict[str, list[int]](list)
    for key, lane in first.union(*others, all=True).order_by():
        found[lane].append(key)
    return found


def find_lane_keys(
    query: InboxQuery, lane: Lane, page: int
) -> QuerySet[Application, tuple[int, str]]:
    start = (page - 1) * PER_COLUMN
    key = Value(lane.key, output_field=CharField())
    cards = find_cards(query, lane).order_by(*query.order_columns).values_list("pk", key)
    return cards[start : start + PER_COLUMN + 1]


def find_cards(query: InboxQuery, lane: Lane) -> QuerySet[Application]:
    return query.in_stages(lane.stage).filter(own_stage_condition(lane))


def own_stage_condition(lane: Lane) -> Q:
    if lane.own_stage:
        return Q(hiring_record__own_stage=lane.own_stage)
    return ~Q(hiring_record__own_stage__in=lane.siblings) if lane.siblings else Q()
