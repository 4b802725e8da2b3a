"""Which application comes next: in the order of a list, and for somebody who rates one after the other."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Count, Exists, F, Q, QuerySet

from applications.enums import FINAL_STAGES
from applications.models import Application
from hiring.models import Rating

NEWEST_FIRST = ("-submitted_at", "-pk")
LONGEST_LIST = 5000
"""In longer lists there is a next one and no "12 / 45"."""


@dataclass(frozen=True)
class Position:
    """Where an application stands in a list: the neighbours' keys, its place from 1, and of how many."""

    previous: int | None
    next: int | None
    place: int
    total: int


def find_position(applications: QuerySet[Application], pk: int) -> Position | None:
    """None if it is further down than anybody goes one by one.

    Reading may take an application out of the list, as one of the unread; it keeps its place in it
    for as long as its page is open.
    """
    keys = list_keys(applications)
    if pk not in keys and len(keys) < LONGEST_LIST:
        is_one = Q(pk__in=applications.order_by().values("pk")) | Q(pk=pk)
        order = applications.query.order_by or NEWEST_FIRST
        keys = list_keys(Application.objects.filter(is_one).order_by(*order))
    if pk not in keys:
        return None
    index = keys.index(pk)
    return Position(
        previous=keys[index - 1] if index else None,
        next=keys[index + 1] if index + 1 < len(keys) else None,
        place=index + 1,
        total=len(keys),
    )


def list_keys(applications: QuerySet[Application]) -> list[int]:
    return list(applications.values_list("pk", flat=True)[:LONGEST_LIST])


def find_next_to_rate(
    applications: QuerySet[Application], user: User, *, current: int, skipped: Collection[int] = ()
) -> int | None:
    """The key of one that the person has not rated: fewest ratings first, then the oldest.

    What is decided on needs no rating any more. Skipped ones come when nothing else is left.
    """
    open_ones = applications.exclude(stage__in=FINAL_STAGES).filter(erasure_requested_at=None)
    own = Rating.objects.of_each().filter(user=user.pk)
    unrated = open_ones.exclude(pk=current).filter(~Exists(own))
    counts = Q(ratings__posting=F("posting"))
    counted = unrated.annotate(rating_count=Count("ratings", filter=counts, distinct=True))
    ordered = counted.order_by("rating_count", "submitted_at", "pk").values_list("pk", flat=True)
    return ordered.exclude(pk__in=skipped).first() or ordered.first()
