"""Which application comes next: in the order of a list, and for somebody who rates one after the other."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Exists, Q, QuerySet

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


def find_position(
    applications: QuerySet[Application], pk: int, *, kept: Iterable[int] = ()
) -> Position | None:
    """None if it is further down than anybody goes one by one.

    Reading or rating may take an application out of the list, as one of the unread. It keeps its
    place for as long as its page is open, and so do those in `kept`, which were gone through.
    """
    keys, wanted = list_keys(applications), {pk, *kept}
    if not wanted.issubset(keys) and len(keys) < LONGEST_LIST:
        keys = list_keys(with_these(applications, wanted))
    if pk not in keys:
        return None
    index = keys.index(pk)
    return Position(
        previous=keys[index - 1] if index else None,
        next=keys[index + 1] if index + 1 < len(keys) else None,
        place=index + 1,
        total=len(keys),
    )


def with_these(applications: QuerySet[Application], keys: Collection[int]) -> QuerySet[Application]:
    """The list and these beside it, in the order of the list."""
    is_one = Q(pk__in=applications.order_by().values("pk")) | Q(pk__in=keys)
    order = applications.query.order_by or NEWEST_FIRST
    return Application.objects.filter(is_one).order_by(*order)


def list_keys(applications: QuerySet[Application]) -> list[int]:
    return list(applications.values_list("pk", flat=True)[:LONGEST_LIST])


def find_next_to_rate(
    applications: QuerySet[Application], user: User, *, current: int, skipped: Collection[int] = ()
) -> int | None:
    """The key of the next one in the list that the person has not rated; after the last comes the first.

    What is decided on needs no rating any more. Skipped ones come when nothing else is left.
    """
    open_ones = applications.exclude(stage__in=FINAL_STAGES).filter(erasure_requested_at=None)
    own = Rating.objects.of_each().filter(user=user.pk)
    keys = list_keys(with_these(open_ones.filter(~Exists(own)), [current]))
    place = keys.index(current) if current in keys else len(keys)
    following = [*keys[place + 1 :], *keys[:place]]
    return next((key for key in following if key not in skipped), next(iter(following), None))
