"""The day by which an ad promised an answer; to be asked of one application or of the database."""

from datetime import date, timedelta

from django.db.models import (
    DateField,
    Expression,
    F,
    Func,
    IntegerField,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, NullIf, TruncDate
from django.utils import timezone

from applications.enums import UNANSWERED_STAGES
from applications.models.application import Application


def answer_promised_on(application: Application) -> date | None:
    """The last day of the answer time, in the portal's time zone.

    Of one that came from another posting they count from there. None if the ad promised none, or if
    an answer was given. Asks the database nothing where the edition is selected.
    """
    days = application.edition.facts["answer_days"]
    if not days or application.stage not in UNANSWERED_STAGES:
        return None
    begin = application.moved_at or application.submitted_at
    return timezone.localdate(begin) + timedelta(days=days)


def with_promised_day(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Adds promised_on: answer_promised_on() of each row."""
    waiting = applications.filter(stage__in=UNANSWERED_STAGES, edition__facts__answer_days__gt=0)
    return waiting.annotate(promised_on=promised_day())


def promised_day() -> Expression:
    days = Func(
        F("edition__facts"),
        Value("answer_days"),
        function="jsonb_extract_path_text",
        output_field=TextField(),
    )
    # A date and an integer make a date in PostgreSQL, and no promise makes no day.
    return Func(
        TruncDate(Coalesce("moved_at", "submitted_at"), tzinfo=timezone.get_default_timezone()),
        NullIf(Cast(days, IntegerField()), Value(0)),
        template="(%(expressions)s)",
        arg_joiner=" + ",
        output_field=DateField(),
    )
