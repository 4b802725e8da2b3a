"""What one person has read of the inbox, and what is new since then."""

from typing import TYPE_CHECKING

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.utils.translation import pgettext_lazy

from applications.enums import EventKind
from applications.models import Application, ApplicationEvent
from hiring.models import ReadMark

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ARRIVALS = (EventKind.DOCUMENT_ADDED, EventKind.DOCUMENT_REPLACED)
"""What an applicant hands in later; the answer to a request is such an event, too."""


class ReadState(TextChoices):
    """How far a person has got with an application."""

    NEW = "new", pgettext_lazy("application", "new")
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
        ReadState.NEWS: Q(Exists(marks.filter(Exists(later)))),
        ReadState.READ: is_read,
    }
    return applications.filter(conditions[states[0]])


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
