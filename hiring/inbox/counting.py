"""How many applications there are, for tabs, pages and postings."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from applications.enums import FINAL_STAGES, OPEN_STAGES, Stage
from applications.models import Application
from hiring.enums import DecisionState
from hiring.inbox.query import OPEN, InboxQuery
from hiring.models import Decision, ReadMark
from hiring.waiting.capped_counts import count_each_up_to, count_up_to, words_for_number

if TYPE_CHECKING:
    from django.contrib.auth.models import User

STAGES_OF_TABS = ("", OPEN, *(stage.value for stage in Stage))


@dataclass(frozen=True)
class StageCounts:
    """How many stand in each effective stage; where counting stopped, there are more."""

    numbers: dict[str, int]
    most: int

    def count(self, stage: str) -> int:
        """Of one stage, of all open ones, or of all for an empty name."""
        if stage == OPEN:
            return sum(self.numbers.get(each, 0) for each in OPEN_STAGES)
        return self.numbers.get(stage, 0) if stage else sum(self.numbers.values())

    def in_words(self, stage: str) -> str:
        return words_for_number(self.count(stage), self.most)


def count_each(query: InboxQuery, parts: Mapping[str, QuerySet[Application]]) -> dict[str, int]:
    """How many each of these has, up to one more than are counted, in one query."""
    return count_up_to(query.scope.user, parts, query.most_counted)


def count_stages(query: InboxQuery) -> StageCounts:
    """What the other filters leave in each stage."""
    counted = (
        Counter(one.stage.value for one in query.first_found)
        if query.is_narrowed
        else count_all(query)
    )
    return StageCounts(counted, query.most_counted)


def count_all(query: InboxQuery) -> Counter[str]:
    """By the stage that an index knows; then each decided one is counted where the staff put it."""
    farthest = query.most_counted + len(query.decided)
    rows = query.in_every_stage
    numbers = count_each_up_to(query.scope.user, rows, "stage", Stage.values, farthest)
    for one in query.decided:
        numbers[one.stage] -= 1
        numbers[one.to_stage] += 1
    return Counter(numbers)


@dataclass(frozen=True)
class PostingCounts:
    """Of one posting: what is being decided on, and what of it the person has not opened yet."""

    open: int = 0
    new: int = 0


def count_by_posting(user: "User", postings: Iterable[int]) -> dict[int, PostingCounts]:
    """For postings by their keys, in one query; those without an open application are left out."""
    marks = ReadMark.objects.filter(user=user, application=OuterRef("pk"))
    ended = Decision.objects.filter(
        application=OuterRef("pk"), state=DecisionState.DECIDED, to_stage__in=FINAL_STAGES
    )
    open_ones = Q(posting__in=list(postings), stage__in=OPEN_STAGES) & ~Q(Exists(ended))
    visible = Application.objects.for_user(user).filter(open_ones)
    counted = (
        visible.order_by()
        .annotate(is_read=Exists(marks))
        .values("posting")
        .annotate(open=Count("pk"), new=Count("pk", filter=Q(is_read=False)))
    )
    return {row["posting"]: PostingCounts(row["open"], row["new"]) for row in counted}
