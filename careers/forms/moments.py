"""Days, times and moments as people in the portal's time zone type them, in German or English."""

from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone, to_current_timezone
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from careers.forms.readings import ReadField
from careers.text.date_readings import (
    Unreadable,
    UnreadableError,
    list_day_readings,
    list_moment_readings,
    read_time,
)

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""What the dates of a posting lie between; a year that was mistyped soon lies outside."""
EXAMPLE = datetime(2027, 3, 1, 23, 59, tzinfo=UTC)


class DayField(ReadField):
    """A date or None; years from `first_year` to `last_year`, both included."""

    kind = "day"

    def __init__(
        self, *, first_year: int = FIRST_YEAR, last_year: int = LAST_YEAR, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.first_year, self.last_year = first_year, last_year

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off", "size": 24}

    def prepare_value(self, value: Any) -> Any:
        return date_format(value, "SHORT_DATE_FORMAT") if isinstance(value, date) else value

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            days = list_day_readings(str(value))
        except UnreadableError as unreadable:
            raise ValidationError(self.explain(unreadable.why), code="invalid") from None
        return self.choose(days)

    def explain(self, why: Unreadable) -> str:
        return explain_unreadable(why, date_format(EXAMPLE, "SHORT_DATE_FORMAT"))

    def choose(self, days: list[date]) -> date:
        """The only day that is possible."""
        left = [day for day in days if self.first_year <= day.year <= self.last_year]
        if not left:
            raise ValidationError(
                _("Enter a year from %(first)s to %(last)s.")
                % {"first": self.first_year, "last": self.last_year},
                code="year",
            )
        if len(left) > 1:
            raise ValidationError(ask_which_day(*left), code="ambiguous")
        return left[0]

    def say_in_words(self, value: Any) -> str:
        return say_day(value)

    def describe(self) -> str:
        return f"{self.kind} {self.first_year} {self.last_year}"


class ClockField(ReadField):
    """A time of day or None."""

    kind = "time"

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off", "size": 10}

    def prepare_value(self, value: Any) -> Any:
        return time_format(value, "H:i") if isinstance(value, time) else value

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or isinstance(value, time):
            return value or None
        try:
            return read_time(str(value))
        except UnreadableError:
            raise ValidationError(
                _("Enter a time, for example %(example)s.") % {"example": "23:59"}, code="invalid"
            ) from None

    def say_in_words(self, value: Any) -> str:
        return time_format(value, "H:i")


class LocalMomentField(DayField):
    """A day and the hour together, or None; an aware datetime in the portal's time zone.

    Says which times are not there, or are there twice, when clocks change.
    """

    kind = "moment"

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, datetime):
            return value
        return date_format(to_current_timezone(value), "SHORT_DATETIME_FORMAT")

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or isinstance(value, datetime):
            return value or None
        try:
            moments = list_moment_readings(str(value))
        except UnreadableError as unreadable:
            raise ValidationError(self.explain(unreadable.why), code="invalid") from None
        day = self.choose([moment.day for moment in moments])
        return make_local_moment(datetime.combine(day, moments[0].at))

    def explain(self, why: Unreadable) -> str:
        return explain_unreadable(why, date_format(EXAMPLE, "SHORT_DATETIME_FORMAT"))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Nobody types seconds, so they are no change."""
        if isinstance(initial, datetime):
            initial = initial.replace(second=0, microsecond=0)
        return super().has_changed(initial, data)

    def say_in_words(self, value: Any) -> str:
        return say_moment(value)


def say_day(day: date) -> str:
    """Such as "Friday, 12 February 2027"."""
    return _("%(weekday)s, %(date)s") % {
        "weekday": date_format(day, "l"),
        "date": date_format(day, "DATE_FORMAT"),
    }


def say_moment(moment: datetime) -> str:
    """Such as "Friday, 12 February 2027 at 23:59 (Europe/Berlin)"."""
    local = timezone.localtime(moment)
    return _("%(day)s at %(time)s (%(zone)s)") % {
        "day": say_day(local),
        "time": time_format(local.time(), "H:i"),
        "zone": timezone.get_current_timezone_name(),
    }


def explain_unreadable(why: Unreadable, example: str) -> str:
    """A sentence with an example in the spelling of the active language."""
    sentences = {
        Unreadable.NOTHING: _("Enter a date, for example %(example)s."),
        Unreadable.SHORT_YEAR: _("Write the year with four digits, for example %(example)s."),
        Unreadable.NO_SUCH_DAY: _("There is no such day. Enter a date, for example %(example)s."),
        Unreadable.NO_TIME: _("Add the time, for example %(example)s."),
        Unreadable.NO_SUCH_TIME: _("There is no such time. The last one of a day is 23:59."),
    }
    return sentences[why] % {"example": example}


def ask_which_day(first: date, second: date) -> str:
    """Asks which of two readings was meant."""
    return _("Did you mean %(first)s or %(second)s? Write the month as a word.") % {
        "first": date_format(first, "DATE_FORMAT"),
        "second": date_format(second, "DATE_FORMAT"),
    }


def make_local_moment(wall: datetime) -> datetime:
    try:
        moment: datetime = from_current_timezone(wall)
    except ValidationError as error:
        if error.code != "ambiguous_timezone":
            raise
        raise ValidationError(clock_change_sentence(wall), code=error.code) from None
    return moment


def clock_change_sentence(wall: datetime) -> str:
    """Why this local time, which does not exist once, cannot be taken, and what can."""
    first = wall.replace(tzinfo=timezone.get_current_timezone())
    second = first.replace(fold=1)
    change = abs(second.astimezone(UTC) - first.astimezone(UTC))
    words = {
        "date": date_format(wall.date()),
        "time": time_format(wall.time(), "H:i"),
        "minutes": int(change.total_seconds() // 60),
    }
    if second.astimezone(UTC) > first.astimezone(UTC):
        return (
            _(
                "On %(date)s clocks are put back and %(time)s comes twice. "
                "Choose a time that is at least %(minutes)d minutes earlier or later."
            )
            % words
        )
    return (
        _(
            "On %(date)s clocks are put forward and there is no %(time)s. "
            "Choose a time that is at least %(minutes)d minutes earlier or later."
        )
        % words
    )
