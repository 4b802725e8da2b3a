"""Deadlines in nights in which dates are hard; the clock of web and worker is another one, PostgreSQL's is not."""

import time
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.utils import timezone

from applications.models import Application
from careers.models import Posting
from careers.services import extend_posting
from faults.scene import Scene, case
from faults.stack import Stack
from faults.waiting import wait_until

BERLIN = ZoneInfo("Europe/Berlin")
BEFORE = timedelta(seconds=90)
"""So long before the deadline web and worker begin."""
AFTER = 5.0
"""Seconds for which people go on trying after it."""
NEVER = datetime(2030, 6, 1, tzinfo=BERLIN)
NIGHTS = {
    "deadline": (datetime(2026, 12, 31, 23, 59, tzinfo=BERLIN), "the last day of a year at 23:59"),
    "dst-spring": (datetime(2027, 3, 28, 3, tzinfo=BERLIN), "the moment when 2:00 becomes 3:00"),
    "dst-autumn": (
        datetime(2027, 10, 31, 2, 30, tzinfo=BERLIN, fold=1),
        "2:30 for the second time",
    ),
    "leap-day": (datetime(2028, 2, 29, 23, 59, tzinfo=BERLIN), "29 February at 23:59"),
}


def move_deadline(public_id: int, closes_at: datetime) -> None:
    posting = Posting.objects.get(public_id=public_id)
    if posting.closes_at != closes_at:
        reason, now = "A case of faults.", timezone.now()
        extend_posting(posting=posting, actor=None, closes_at=closes_at, reason=reason, now=now)


def begin_before(closes_at: datetime, stack: Stack) -> None:
    move_deadline(stack.public_id, closes_at)
    begins_at = closes_at.astimezone(UTC) - BEFORE  # by the clock on the wall it may be an hour off
    stack.more["FAULTS_CLOCK"] = str((begins_at - timezone.now()).total_seconds())


def pass_deadline(closes_at: datetime, scene: Scene) -> None:
    """Nobody is told of success after the deadline, and nobody who was told is later than it."""
    load = scene.load
    wait_until(
        lambda: any(one.ended for one in load.told), 3 * BEFORE.total_seconds(), "it is closed"
    )
    scene.heal()
    time.sleep(AFTER)
    told = {one.email: one for one in load.told}
    rows = Application.objects.filter(email__in=[*told])
    late = [row.reference for row in rows if row.submitted_at >= closes_at]
    scene.expect(not late, f"later than the deadline: {late}")
    sent = {row.email for row in rows}
    refused = [email for email, one in told.items() if one.ended and email in sent]
    scene.expect(not refused, f"refused, and there all the same: {refused}")
    scene.remarks.append(
        f"{sum(bool(one.ended) for one in told.values())} were told that it is over"
    )


def reopen(stack: Stack) -> None:
    move_deadline(stack.public_id, NEVER)


for name, (closes_at, words) in NIGHTS.items():
    case(
        name,
        f"a deadline passes: {words} (Europe/Berlin)",
        before=partial(begin_before, closes_at),
        after=reopen,
        is_closing=True,
    )(partial(pass_deadline, closes_at))
