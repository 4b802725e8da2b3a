"""By when requests for the full copy have to be answered (Art. 12(3) GDPR), and which are near or past that."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.models import CopyRequest

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NEAR_DUE = timedelta(days=7)
URGENT, SOON, CALM = "urgent", "soon", "calm"


@dataclass(frozen=True)
class CopyDeadlines:
    """How many open requests are past their day, near it and further away, and the first day of all."""

    late: int = 0
    soon: int = 0
    calm: int = 0
    first: date | None = None

    @property
    def total(self) -> int:
        return self.late + self.soon + self.calm

    @property
    def tone(self) -> str:
        if self.late:
            return URGENT
        return SOON if self.soon else CALM


def read_copy_deadlines(user: "User", now: datetime) -> CopyDeadlines:
    """One query over what is open; none for those who review no copies."""
    if not CopyRequest.may_be_reviewed_by(user):
        return CopyDeadlines()
    today = timezone.localdate(now)
    late, calm = Q(due_on__lt=today), Q(due_on__gt=today + NEAR_DUE)
    found = CopyRequest.objects.for_user(user).waiting().order_by()
    return CopyDeadlines(
        **found.aggregate(
            late=Count("pk", filter=late),
            soon=Count("pk", filter=~late & ~calm),
            calm=Count("pk", filter=calm),
            first=Min("due_on"),
        )
    )


class Deadline(NamedTuple):
    """How urgent an open request is, and the days there are, in the active language."""

    tone: str
    words: str


def describe_deadline(left: int) -> Deadline:
    """For so many days left; negative after the day."""
    if left < 0:
        words = ngettext("%(days)d day overdue", "%(days)d days overdue", -left)
        return Deadline(URGENT, words % {"days": -left})
    if left == 0:
        return Deadline(SOON, _("due today"))
    tone = SOON if left <= NEAR_DUE.days else CALM
    return Deadline(
        tone, ngettext("%(days)d day left", "%(days)d days left", left) % {"days": left}
    )
