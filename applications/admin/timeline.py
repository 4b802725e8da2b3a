"""What has happened to an application, in one list."""

from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from applications.models import Application, ApplicationEvent, StageChange
from applications.wording import event_words


class Entry(NamedTuple):
    """One line; without `by` the applicant did it, or nobody is known any more."""

    at: datetime
    words: str
    by: User | None
    reason: str = ""


def history_entries(application: Application) -> list[Entry]:
    """Moves and events, the newest first, down to the arrival."""
    moves = [stage_change_entry(one) for one in application.stage_changes.select_related("by")]
    events = [event_entry(one) for one in application.events.select_related("by")]
    newest = sorted([*moves, *events], key=lambda entry: entry.at, reverse=True)
    return [*newest, Entry(application.submitted_at, _("received"), None)]


def stage_change_entry(change: StageChange) -> Entry:
    words = f"{change.get_from_stage_display()} → {change.get_to_stage_display()}"
    return Entry(change.at, words, change.by, change.reason)


def event_entry(event: ApplicationEvent) -> Entry:
    return Entry(event.at, event_words(event.kind, event.detail), event.by)
