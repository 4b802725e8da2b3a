"""What the public saw of a posting at a moment of the past."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import OuterRef, QuerySet, TextChoices
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from careers.models import Edition, Posting, PostingEvent

DECISIONS = (
    PostingEvent.Kind.PUBLISHED,
    PostingEvent.Kind.CLOSED,
    PostingEvent.Kind.REOPENED,
)
"""Events that open or close a posting; the last of them says whether it is closed."""


class Sight(TextChoices):
    NOT_PUBLIC = "not_public", _("not public yet")
    OPEN = "open", _("open")
    PAST_DEADLINE = "past_deadline", _("past deadline")
    CLOSED = "closed", _("closed")


@dataclass(frozen=True)
class Seen:
    """What stood on the posting's page at `moment`; no edition while it was not public."""

    moment: datetime
    sight: Sight
    edition: Edition | None = None
    opens_at: datetime | None = None
    """When an edition that was published already, but not yet public, was to open."""


def find_seen_at(posting: Posting, moment: datetime) -> Seen:
    """What the public saw at `moment`, which counts to the microsecond.

    An edition counts from its publication, an opening and a closing from their moment on, a
    deadline ends at its moment. Reads all editions and events, from the database only if they
    are not prefetched.
    """
    shown = [one for one in posting.editions.all() if one.published_at <= moment]
    if not shown:
        return Seen(moment, Sight.NOT_PUBLIC)
    edition = max(shown, key=lambda one: one.number)
    if edition.opens_at > moment:
        return Seen(moment, Sight.NOT_PUBLIC, opens_at=edition.opens_at)
    if was_closed(posting, moment):
        return Seen(moment, Sight.CLOSED, edition)
    return Seen(moment, Sight.OPEN if edition.is_open(moment) else Sight.PAST_DEADLINE, edition)


def was_closed(posting: Posting, moment: datetime) -> bool:
    """Whether the last of DECISIONS up to `moment` closed it; publishing opens it again."""
    made = [one for one in posting.events.all() if one.kind in DECISIONS and one.at <= moment]
    last = max(made, key=lambda one: (one.at, one.pk), default=None)
    return last is not None and last.kind == PostingEvent.Kind.CLOSED


def last_decisions(moment: OuterRef) -> "QuerySet[PostingEvent, str]":
    """The same as was_closed() for the database: a subquery for rows with a `posting`.

    Gives the kind of the last of DECISIONS up to a column of theirs; NULL if there is none.
    """
    made = PostingEvent.objects.filter(
        posting=OuterRef("posting"), at__lte=moment, kind__in=DECISIONS
    )
    return made.order_by("-at", "-pk").values_list("kind", flat=True)[:1]


def local_moments(wall: datetime) -> list[datetime]:
    """The moments (in UTC) at which the clocks of the portal showed this time without a zone.

    One as a rule; two in the hour that comes twice in autumn, none in the one left out in spring.
    """
    zone = get_current_timezone()
    both = {wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(
        moment
        for moment in both
        if moment.astimezone(zone).replace(tzinfo=None, fold=0) == wall.replace(fold=0)
    )
