"""How many applications there are, for tabs, pages and postings."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.formats import number_format

from applications.enums import Stage
from applications.models import Application
from hiring.inbox.effective_stage import EFFECTIVE_STAGE, OPEN_STAGES, with_effective_stage
from hiring.inbox.query import OPEN, InboxQuery
from hiring.models import ReadMark

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_COUNTED = 1_000
"""What is narrowed over all postings is counted so far, and then "1,000+": counting it all takes long."""


@dataclass(frozen=True)
class StageCounts:
    """How many stand in each effective stage; if it was cut, at least so many."""

    numbers: dict[str, int]
    is_cut: bool = False

    def count(self, stage: str) -> int:
        """Of one stage, of all open ones, or of all for an empty name."""
        if stage == OPEN:
            return sum(self.numbers.get(each, 0) for each in OPEN_STAGES)
        return self.numbers.get(stage, 0) if stage else sum(self.numbers.values())

    def in_words(self, stage: str) -> str:
        return number_format(self.count(stage)) + ("+" if self.is_cut else "")


def count_stages(query: InboxQuery) -> StageCounts:
    """In one query, whatever the list is narrowed by."""
    found = query.in_every_stage
    may_cut = query.is_narrowed and query.scope.posting is None
    if may_cut:
        some = found.order_by().values("pk")[: MOST_COUNTED + 1]
        found = Application.objects.filter(pk__in=some)
    numbers = group_by_stage(found)
    if not may_cut or sum(numbers.values()) <= MOST_COUNTED:
        return StageCounts(numbers)
    return StageCounts(numbers, is_cut=True)


def group_by_stage(applications: QuerySet[Application]) -> dict[str, int]:
    grouped = with_effective_stage(applications).order_by().values(EFFECTIVE_STAGE)
    return dict(grouped.annotate(number=Count("pk")).values_list(EFFECTIVE_STAGE, "number"))


@dataclass(frozen=True)
class PostingCounts:
    """Of one posting: what is being decided on, and what of it the person has not opened yet."""

    open: int = 0
    new: int = 0


def count_by_posting(user: "User", postings: Iterable[int]) -> dict[int, PostingCounts]:
    """For postings by their keys, in one query; those without an open application are left out."""
    marks = ReadMark.objects.filter(user=user, application=OuterRef("pk"))
    visible = Application.objects.for_user(user).filter(
        posting__in=list(postings), stage__in=OPEN_STAGES
    )
    counted = (
        visible.order_by()
        .annotate(is_read=Exists(marks))
        .values("posting")
        .annotate(open=Count("pk"), new=Count("pk", filter=Q(is_read=False)))
    )
    return {row["posting"]: PostingCounts(row["open"], row["new"]) for row in counted}


STAGES_OF_TABS = ("", OPEN, *(stage.value for stage in Stage))
