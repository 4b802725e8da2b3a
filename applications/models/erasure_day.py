"""The day on which an application is erased by itself, asked of the database."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Case, DateField, Expression, Func, Q, QuerySet, Value, When
from django.db.models.functions import Greatest, TruncDate
from django.utils import timezone

from applications.enums import DECIDED_BY_US
from applications.models.application import Application

SHORTEST_MONTH = timedelta(days=28)


def filter_erased_by(applications: QuerySet[Application], day: date) -> QuerySet[Application]:
    """Those whose Application.retained_until is that day or earlier, and that no legal hold keeps; adds erased_on.

    Most rows are left out by the date of the decision before anything is computed.
    """
    latest = timezone.now() + (day - timezone.localdate())
    latest -= SHORTEST_MONTH * settings.RETENTION_MONTHS - timedelta(days=1)
    may_be_due = Q(decided_at__lte=latest) | Q(erasure_requested_at__isnull=False)
    near = applications.filter(may_be_due, hold_reason="")
    return near.annotate(erased_on=erasure_day()).filter(Q(erased_on__lte=day))


def filter_held(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Those that a legal hold keeps, whatever their time."""
    return applications.filter(~Q(hold_reason=""))


def erasure_day() -> Expression:
    """Application.retained_until as a column; NULL before the decision."""
    zone = timezone.get_default_timezone()
    claims = Func(
        TruncDate("decided_at", tzinfo=zone),
        Value(settings.RETENTION_MONTHS),
        template="(%(expressions)s))::date",
        arg_joiner=" + make_interval(months => ",
        output_field=DateField(),
    )
    wished = Q(erasure_requested_at__isnull=False) & ~Q(stage__in=DECIDED_BY_US)
    # Without one of the two days PostgreSQL takes the other.
    kept = Greatest(claims, TruncDate("pool_until", tzinfo=zone))
    return Case(
        When(wished, then=TruncDate("erasure_requested_at", tzinfo=zone)),
        When(decided_at__isnull=False, then=kept),
        output_field=DateField(),
    )
