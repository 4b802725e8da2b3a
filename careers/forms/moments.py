"""Date and time as people in the portal's time zone write them."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DATE, TIME = "%Y-%m-%d", "%H:%M"


class MomentInput(forms.SplitDateTimeWidget):
    """The browser's own inputs for date and time, each with a name for voices."""

    def __init__(self, attrs: Any = None) -> None:
        names: tuple[Any, Any] = gettext_lazy("Date"), gettext_lazy("Time")
        super().__init__(
            attrs,
            date_attrs={"type": "date", "aria-label": names[0]},
            time_attrs={"type": "time", "aria-label": names[1]},
            date_format=DATE,
            time_format=TIME,
        )


class LocalMomentField(forms.SplitDateTimeField):
    """Says which times are not there, or are there twice, when clocks change."""

    widget = MomentInput

    def compress(self, data_list: Any) -> datetime | None:
        try:
            return super().compress(data_list)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            wall = datetime.combine(*data_list)
            raise ValidationError(clock_change_sentence(wall), code=error.code) from None


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
