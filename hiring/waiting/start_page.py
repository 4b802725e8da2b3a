"""What the start page of the admin says: what waits for one person, as numbers with links."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from applications.models import Application
from applications.models.answer_promise import with_promised_day
from applications.models.application import SEE_EVERY_APPLICATION
from careers.models import Posting
from careers.status.upkeep import filter_ending, filter_stale
from hiring.enums import OutgoingState
from hiring.models import Decision, OutgoingMail
from hiring.waiting.capped_counts import count_up_to, words_for_number
from hiring.waiting.kinds import NEAR, WaitingKind, filter_by_waiting
from hiring.waiting.undecided import FIRST_WARNING, filter_unanswered, find_undecided

if TYPE_CHECKING:
    from django.contrib.auth.models import User

INBOX = "admin:applications_application_changelist"
OUTBOX = "admin:hiring_outgoingmail_changelist"
POSTINGS = "admin:careers_posting_changelist"
PENDING = "admin:hiring_decision_changelist"
UNDECIDED = "admin:hiring_decision_undecided"
URGENT, SOON, CALM = "urgent", "soon", "calm"


@dataclass(frozen=True)
class Item:
    """One thing that can wait: its words after the number, where it is listed, how urgent it is."""

    words: Promise
    view: str
    query: dict[str, str]
    tone: str = CALM


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


def in_inbox(kind: WaitingKind) -> dict[str, str]:
    return {"waiting": kind.value}


ITEMS: dict[str, Item] = {
    "late": Item(
        ngettext_lazy("answer overdue", "answers overdue", "number"),
        INBOX,
        in_inbox(WaitingKind.ANSWER_LATE),
        URGENT,
    ),
    "soon": Item(
        ngettext_lazy(
            "answer promised within three days", "answers promised within three days", "number"
        ),
        INBOX,
        in_inbox(WaitingKind.ANSWER_SOON),
        SOON,
    ),
    "unread": Item(
        ngettext_lazy("application you have not read", "applications you have not read", "number"),
        INBOX,
        in_inbox(WaitingKind.UNREAD),
    ),
    "documents": Item(
        ngettext_lazy(
            "application with a document that was asked for",
            "applications with documents that were asked for",
            "number",
        ),
        INBOX,
        in_inbox(WaitingKind.DOCUMENTS),
    ),
    "undecided": Item(
        ngettext_lazy(
            "application that nobody has decided on in time",
            "applications that nobody has decided on in time",
            "number",
        ),
        UNDECIDED,
        {},
        URGENT,
    ),
    "undecided_soon": Item(
        ngettext_lazy(
            "application to be decided on within 30 days",
            "applications to be decided on within 30 days",
            "number",
        ),
        UNDECIDED,
        {},
        SOON,
    ),
    "pending": Item(
        ngettext_lazy("decision noted, not applied", "decisions noted, not applied", "number"),
        PENDING,
        {},
    ),
    "refused": Item(
        ngettext_lazy("mail that was refused", "mails that were refused", "number"),
        OUTBOX,
        {"state": OutgoingState.REFUSED.value},
        URGENT,
    ),
    "doubtful": Item(
        ngettext_lazy(
            "mail of which nobody knows whether it arrived",
            "mails of which nobody knows whether they arrived",
            "number",
        ),
        OUTBOX,
        {"state": OutgoingState.DOUBTFUL.value},
        URGENT,
    ),
    "waiting": Item(
        ngettext_lazy("mail waiting in the outbox", "mails waiting in the outbox", "number"),
        OUTBOX,
        {"state": OutgoingState.WAITING.value},
    ),
    "ending": Item(
        ngettext_lazy("posting ending within a week", "postings ending within a week", "number"),
        POSTINGS,
        {"upkeep": "ending"},
        SOON,
    ),
    "stale": Item(
        ngettext_lazy(
            "draft nobody has touched for two weeks",
            "drafts nobody has touched for two weeks",
            "number",
        ),
        POSTINGS,
        {"upkeep": "stale"},
    ),
}
GROUPS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (
        _("Applications"),
        ("late", "soon", "undecided", "undecided_soon", "unread", "documents"),
    ),
    (_("Decisions and mails"), ("refused", "doubtful", "pending", "waiting")),
    (_("Postings"), ("ending", "stale")),
)


@dataclass(frozen=True)
class PromisedDays:
    """How many answers are overdue or due soon, and the first promised day of either."""

    late: int = 0
    soon: int = 0
    first_late: date | None = None
    first_soon: date | None = None


def read_start_page(user: "User", now: datetime) -> list[Group]:
    """What waits for this person, in groups without those that are empty; two queries at most."""
    numbers = count_up_to(user, parts_of(user, now))
    promised = read_promises(user, now)
    numbers |= {"late": promised.late, "soon": promised.soon}
    notes = promise_notes(promised, timezone.localdate(now))
    groups = [
        Group(str(title), [line(name, numbers[name], notes) for name in names if numbers.get(name)])
        for title, names in GROUPS
    ]
    return [group for group in groups if group.lines]


def line(name: str, number: int, notes: dict[str, str]) -> Waiting:
    item = ITEMS[name]
    query = f"?{urlencode(item.query)}" if item.query else ""
    return Waiting(
        number=words_for_number(number),
        words=str(item.words % {"number": number}),
        url=reverse(item.view) + query,
        tone=item.tone,
        note=notes.get(name, ""),
    )


def parts_of(user: "User", now: datetime) -> dict[str, QuerySet[Any]]:
    """What is counted for this person: only what they may open."""
    return {
        **application_parts(user, now),
        **mail_parts(user),
        **posting_parts(user, now),
    }


def application_parts(user: "User", now: datetime) -> dict[str, QuerySet[Any]]:
    if not user.has_perm("applications.view_application"):
        return {}
    visible = Application.objects.for_user(user)
    parts: dict[str, QuerySet[Any]] = {
        kind.value: filter_by_waiting(visible, kind, user=user, now=now)
        for kind in (WaitingKind.UNREAD, WaitingKind.DOCUMENTS)
    }
    if user.has_perm("applications.move_application") and user.has_perm(SEE_EVERY_APPLICATION):
        today = timezone.localdate(now)
        coming = find_undecided(visible, now, within=FIRST_WARNING)
        parts["undecided"] = find_undecided(visible, now)
        parts["undecided_soon"] = coming.filter(Q(ends_on__gt=today))
    return parts


def mail_parts(user: "User") -> dict[str, QuerySet[Any]]:
    parts: dict[str, QuerySet[Any]] = {}
    if user.has_perm("hiring.view_outgoingmail"):
        mails = OutgoingMail.objects.for_user(user)
        for state in (OutgoingState.REFUSED, OutgoingState.DOUBTFUL, OutgoingState.WAITING):
            parts[state.value] = mails.filter(state=state)
    if user.has_perm("hiring.view_decision"):
        parts["pending"] = Decision.objects.for_user(user).pending()
    return parts


def posting_parts(user: "User", now: datetime) -> dict[str, QuerySet[Any]]:
    parts: dict[str, QuerySet[Any]] = {}
    if user.has_perm("careers.view_posting"):
        parts["ending"] = filter_ending(Posting.objects.for_user(user), now)
    if user.has_perm("careers.change_posting"):
        parts["stale"] = filter_stale(Posting.objects.for_user(user), now)
    return parts


def read_promises(user: "User", now: datetime) -> PromisedDays:
    """One query over what is not answered yet; none for those who see no application."""
    if not user.has_perm("applications.view_application"):
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
