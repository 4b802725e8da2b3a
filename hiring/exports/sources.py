"""The applications of an export, read in steps, so that thousands are never in memory at once."""

from collections.abc import Iterator, Sequence
from itertools import batched
from typing import TYPE_CHECKING

from applications.models import Application

if TYPE_CHECKING:
    from django.contrib.auth.models import User

STEP = 100
PREFETCHED = (
    *("documents", "data_keys", "decisions__reason", "hiring_record__tags"),
    *("ratings__user", "ratings__posting", "ratings__scores__criterion", "staff_notes__by"),
)


class NoLongerVisible(Exception):
    """One of the applications is gone, or this person may not see it any more."""


def read_applications(user: "User", keys: Sequence[int]) -> Iterator[Application]:
    """These applications in this order, with what columns and dossiers ask of them.

    NoLongerVisible if one is missing: whoever gets the file would not know that it is not whole.
    """
    visible = Application.objects.for_user(user)
    rows = visible.select_related("posting", "hiring_record__own_stage").prefetch_related(
        *PREFETCHED
    )
    for step in batched(keys, STEP):
        found = rows.in_bulk(step)
        if len(found) < len(step):
            raise NoLongerVisible
        yield from (found[key] for key in step)
