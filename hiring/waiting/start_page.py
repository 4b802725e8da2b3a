"""What the start page of the admin says: what waits for one person, as numbers with links."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.models import Application, MailDelivery
from applications.models.answer_promise import with_promised_day
from applications.models.application import SEE_EVERY_APPLICATION
from applications.models.erasure_day import filter_held
from careers.models import Posting
from careers.status.upkeep import filter_ending, filter_stale
from hiring.enums import OutgoingState
from hiring.models import Decision, OutgoingMail
from hiring.rights import (
    MAY_CHANGE_POSTINGS,
    MAY_MOVE,
    MAY_OPEN,
    MAY_READ_DECISIONS,
    MAY_READ_MAILS,
    MAY_READ_POSTINGS,
)
from hiring.waiting.capped_counts import count_up_to, words_for_number
from hiring.waiting.copy_deadlines import describe_deadline, read_copy_deadlines
from hiring.waiting.keeping import narrow_to_erased_soon
from hiring.waiting.kinds import NEAR, WaitingKind, filter_by_waiting
from hiring.waiting.start_items import GROUPS, ITEMS
from hiring.waiting.undecided import FIRST_WARNING, filter_unanswered, find_undecided

if TYPE_CHECKING:
    from django.contrib.auth.models import User


COUNTED_KINDS = (
    *(WaitingKind.UNREAD, WaitingKind.DOCUMENTS, WaitingKind.OUTSTANDING),
    *(WaitingKind.MISSING, WaitingKind.HARMFUL, WaitingKind.UNCHECKED),
)


@dataclass(frozen=True)
class Waiting:
    """A line of the page: how many there are, and a note on the one that waits longest."""

    number: str
    words: str
    url: str
    tone: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    title: str
    lines: list[Waiting]


@dataclass(frozen=True)
class PromisedDays:
    """How many answers are overdue or due soon, and the first promised day of either."""

    late: int = 0
    soon: int = 0
    first_late: date | None = None
    first_soon: date | None = None


def read_start_page(user: "User", now: datetime) -> list[Group]:
    """What waits for this person, in groups without those that are empty; three queries at most."""
    numbers = count_up_to(user, parts_of(user, now))
    promised = read_promises(user, now)
    copies, today = read_copy_deadlines(user, now), timezone.localdate(now)
    numbers |= {"late": promised.late, "soon": promised.soon, "copies": copies.total}
    notes = promise_notes(promised, today)
    if copies.first is not None:
        notes["copies"] = describe_deadline((copies.first - today).days).words
    tones = {"copies": copies.tone}
    groups = [
        Group(
            str(title),
            [
                build_line(name, numbers[name], note=notes.get(name, ""), tone=tones.get(name, ""))
                for name in names
                if numbers.get(name)
            ],
        )
        for title, names in GROUPS
    ]
    return [group for group in groups if group.lines]


def build_line(name: str, number: int, *, note: str, tone: str) -> Waiting:
    """The tone is that of the item, where it does not depend on the day."""
    item = ITEMS[name]
    query = f"?{urlencode(item.query)}" if item.query else ""
    return Waiting(
        number=words_for_number(number),
        words=str(item.words % {"number": number}),
        url=reverse(item.view) + query,
        tone=tone or item.tone,
        note=note,
    )


def parts_of(user: "User", now: datetime) -> dict[str, QuerySet[Any]]:
    """What is counted for this person: only what they may open."""
    return {
        **application_parts(user, now),
        **mail_parts(user),
        **posting_parts(user, now),
    }


def application_parts(user: "User", now: datetime) -> dict[str, QuerySet[Any]]:
    if not user.has_perm(MAY_OPEN):
        return {}
    visible = Application.objects.for_user(user)
    parts: dict[str, QuerySet[Any]] = {
        kind.value: filter_by_waiting(visible, kind, user=user, now=now) for kind in COUNTED_KINDS
    }
    if user.has_perm(MAY_MOVE):
        parts["erased_soon"] = narrow_to_erased_soon(visible, now)
        parts["held"] = filter_held(visible)
    if user.has_perm(MAY_MOVE) and user.has_perm(SEE_EVERY_APPLICATION):
        today = timezone.localdate(now)
        coming = find_undecided(visible, now, within=FIRST_WARNING)
        parts["undecided"] = find_undecided(visible, now)
        parts["undecided_soon"] = coming.filter(Q(ends_on__gt=today))
    return parts


def mail_parts(user: "User") -> dict[str, QuerySet[Any]]:
    parts: dict[str, QuerySet[Any]] = {}
    if user.has_perm(MAY_READ_MAILS):
        mails = OutgoingMail.objects.for_user(user)
        for state in (OutgoingState.REFUSED, OutgoingState.DOUBTFUL, OutgoingState.WAITING):
            parts[state.value] = mails.filter(state=state)
        parts["automatic"] = MailDelivery.objects.for_user(user).with_refusal()
    if user.has_perm(MAY_READ_DECISIONS):
        parts["pending"] = Decision.objects.for_user(user).pending()
    return parts


def posting_parts(user: "User", now: datetime) -> dict[str, QuerySet[Any]]:
    parts: dict[str, QuerySet[Any]] = {}
    if user.has_perm(MAY_READ_POSTINGS):
        parts["ending"] = filter_ending(Posting.objects.for_user(user), now)
    if user.has_perm(MAY_CHANGE_POSTINGS):
        parts["stale"] = filter_stale(Posting.objects.for_user(user), now)
    return parts


def read_promises(user: "User", now: datetime) -> PromisedDays:
    """One query over what is not answered yet; none for those who see no application."""
    if not user.has_perm(MAY_OPEN):
        return PromisedDays()
    today = timezone.localdate(now)
    late = Q(promised_on__lt=today)
    soon = Q(promised_on__gte=today, promised_on__lte=today + NEAR)
    waiting = with_promised_day(filter_unanswered(Application.objects.for_user(user)))
    found = waiting.order_by().aggregate(
        late=Count("pk", filter=late),
        soon=Count("pk", filter=soon),
        first_late=Min("promised_on", filter=late),
        first_soon=Min("promised_on", filter=soon),
    )
    return PromisedDays(**found)


def promise_notes(promised: PromisedDays, today: date) -> dict[str, str]:
    notes = {}
    if promised.first_late is not None:
        days = (today - promised.first_late).days
        notes["late"] = ngettext(
            "the longest for one day", "the longest for %(days)d days", days
        ) % {"days": days}
    if promised.first_soon is not None:
        days = (promised.first_soon - today).days
        notes["soon"] = (
            ngettext("the first in one day", "the first in %(days)d days", days) % {"days": days}
            if days
            else str(_("the first today"))
        )
    return notes
