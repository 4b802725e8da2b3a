"""What one person has read of the inbox, and what is new since then."""

from typing import TYPE_CHECKING

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.utils.translation import pgettext_lazy

from applications.enums import EventKind
from applications.models import Application, ApplicationEvent
from hiring.inbox.key_lists import keys_of
from hiring.models import ReadMark

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ARRIVALS = (EventKind.DOCUMENT_ADDED, EventKind.DOCUMENT_REPLACED)
"""What an applicant hands in later; the answer to a request is such an event, too."""


class ReadState(TextChoices):
    """How far a person has got with an application."""

    NEW = "new", pgettext_lazy("application", "unread")
    NEWS = "news", pgettext_lazy("application", "new document")
    READ = "read", pgettext_lazy("application", "read")


UNREAD_STATES = (ReadState.NEW, ReadState.NEWS)


def arrivals() -> QuerySet[ApplicationEvent]:
    return ApplicationEvent.objects.filter(kind__in=ARRIVALS, by=None)


def filter_by_read_state(
    applications: QuerySet[Application], user: "User", states: tuple[ReadState, ...]
) -> QuerySet[Application]:
    """Those that the person has not opened yet, whose documents came later, or neither."""
    marks = ReadMark.objects.filter(user=user, application=OuterRef("pk"))
    later = arrivals().filter(application=OuterRef("application"), at__gt=OuterRef("at"))
    is_read = Q(Exists(marks.filter(~Q(Exists(later)))))
    if states == UNREAD_STATES:
        return applications.filter(~is_read)
    conditions = {
        ReadState.NEW: ~Q(Exists(marks)),
        ReadState.NEWS: has_news(user),
        ReadState.READ: is_read,
    }
    return applications.filter(conditions[states[0]])


def has_news(user: "User") -> Q:
    """Looked for among the documents that came later, which are fewer than what a person has read."""
    mark = ReadMark.objects.filter(user=user, application=OuterRef("application")).values("at")[:1]
    return keys_of(arrivals().filter(at__gt=Subquery(mark)).order_by().values("application"))


def filter_few_by_read_state(
    applications: QuerySet[Application], user: "User", states: tuple[ReadState, ...]
) -> QuerySet[Application]:
    """The same, row by row: of one posting that takes less than reading every mark of the person."""
    is_new, has_later = Q(read_at=None), Q(arrived_at__gt=F("read_at"))
    conditions = {
        UNREAD_STATES: is_new | has_later,
        (ReadState.NEW,): is_new,
        (ReadState.NEWS,): has_later,
        (ReadState.READ,): Q(read_at__isnull=False) & ~(Q(arrived_at__isnull=False) & has_later),
    }
    return with_reading(applications, user).filter(conditions[states])


def with_reading(applications: QuerySet[Application], user: "User") -> QuerySet[Application]:
    """Adds read_at of this person and arrived_at of the last document; both may be empty."""
    mark = ReadMark.objects.filter(user=user, application=OuterRef("pk")).values("at")[:1]
    last = arrivals().filter(application=OuterRef("pk")).order_by().values("application")
    newest = last.annotate(newest=Max("at")).values("newest")
    return applications.annotate(read_at=Subquery(mark), arrived_at=Subquery(newest))


def read_state(application: Application) -> ReadState:
    """Of a row that with_reading() found."""
    read_at = getattr(application, "read_at", None)
    arrived_at = getattr(application, "arrived_at", None)
    if read_at is None:
        return ReadState.NEW
    return ReadState.NEWS if arrived_at is not None and arrived_at > read_at else ReadState.READ
