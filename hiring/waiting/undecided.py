"""Applications that nobody decides on: from which day on their procedure is to be ended."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import DateField, Exists, Expression, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Greatest, Least, TruncDate
from django.utils import timezone

from applications.enums import OPEN_STAGES
from applications.models import Application
from hiring.enums import DecisionState, ReminderStep
from hiring.models import Decision

FIRST_WARNING = timedelta(days=30)
"""So long before the day HR managers are warned, and once more:"""
SECOND_WARNING = timedelta(days=7)
TIME_TO_CONFIRM = timedelta(days=30)
"""So long after HR managers were asked to confirm it, the procedure ends by itself."""
SHORTEST_MONTH = timedelta(days=28)


def with_end_day(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Adds ends_on: settings.NOT_DECIDED_MONTHS after the posting's end, in the portal's time zone.

    That is its closing or its deadline, whichever came first; the receipt where a posting has no
    end, or where the application came after it, also from another posting.
    """
    return applications.annotate(ends_on=end_day())


def end_day() -> Expression:
    # Without one of them PostgreSQL takes the other, and NULL without both.
    posting_end = Least("posting__closed_at", "posting__current_edition__closes_at")
    begin = Greatest("submitted_at", "moved_at", posting_end)
    return Func(
        TruncDate(begin, tzinfo=timezone.get_default_timezone()),
        Value(settings.NOT_DECIDED_MONTHS),
        template="(%(expressions)s))::date",
        arg_joiner=" + make_interval(months => ",
        output_field=DateField(),
    )


def filter_unanswered(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Those being decided on: a decision whose mail is on its way is one, a pending one is not.

    What is only kept until its erasure is left alone.
    """
    decided = Decision.objects.filter(application=OuterRef("pk"), state=DecisionState.DECIDED)
    open_ones = applications.filter(stage__in=OPEN_STAGES, erasure_requested_at=None)
    return open_ones.filter(~Exists(decided))


def find_undecided(
    applications: QuerySet[Application], now: datetime, *, within: timedelta = timedelta(0)
) -> QuerySet[Application]:
    """Those whose end day has come at `now`, or comes within that time; adds ends_on."""
    latest = now + within - settings.NOT_DECIDED_MONTHS * SHORTEST_MONTH
    old = filter_unanswered(applications).filter(submitted_at__lte=latest)
    return with_end_day(old).filter(Q(ends_on__lte=timezone.localdate(now) + within))


def find_ending_by_itself(
    applications: QuerySet[Application], now: datetime
) -> QuerySet[Application]:
    """Those of which HR managers were asked long enough ago; what a legal hold keeps waits for them."""
    latest = timezone.localdate(now) - TIME_TO_CONFIRM
    asked = Q(undecided_reminder__step=ReminderStep.DUE, undecided_reminder__at__date__lte=latest)
    return find_undecided(applications, now).filter(asked, hold_reason="")


def read_end_days(applications: QuerySet[Application]) -> dict[int, date]:
    """The day of each, by key."""
    return dict(applications.values_list("pk", end_day()))


def ends_by_itself_on(asked_at: datetime) -> date:
    """The day on which a procedure ends if nobody confirms it before."""
    return timezone.localdate(asked_at) + TIME_TO_CONFIRM
