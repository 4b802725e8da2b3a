"""What has happened to an application, in one list."""

from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from applications.models import Application, ApplicationEvent, MailDelivery, StageChange
from applications.wording import event_words


class Entry(NamedTuple):
    """One line; without `by` the applicant did it, nobody is known any more, or it happened by itself."""

    at: datetime
    words: str
    by: User | None
    reason: str = ""


def history_entries(application: Application) -> list[Entry]:
    """Moves, events and mails that were refused, the newest first, down to the arrival."""
    moves = [stage_change_entry(one) for one in application.stage_changes.select_related("by")]
    events = [event_entry(one) for one in application.events.select_related("by")]
    refused = [
        Entry(one.refused_at, refusal_words(one), None)
        for one in application.deliveries.with_refusal()
        if one.refused_at
    ]
    newest = sorted([*moves, *events, *refused], key=lambda entry: entry.at, reverse=True)
    return [*newest, Entry(application.submitted_at, _("received"), None)]


def stage_change_entry(change: StageChange) -> Entry:
    words = f"{change.get_from_stage_display()} → {change.get_to_stage_display()}"
    return Entry(change.at, words, change.by, change.reason)


def event_entry(event: ApplicationEvent) -> Entry:
    return Entry(event.at, event_words(event.kind, event.detail), event.by)


def refusal_words(delivery: MailDelivery) -> str:
    return _("%(mail)s could not be delivered: %(answer)s") % {
        "mail": delivery.get_kind_display(),
        "answer": delivery.answer,
    }
