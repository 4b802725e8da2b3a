"""What the demo's staff wrote to applicants and asked them for, and what came of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from applications.demo.content import Row
from applications.demo.days import Days
from applications.demo.sample_documents import build_checked_document
from applications.enums import DocumentKind, HoldReason
from applications.models import Application
from applications.services.erasure_requests import set_hold
from applications.services.follow_up import add_document, join_pool
from applications.services.messages import put_message, put_request

if TYPE_CHECKING:
    from django.contrib.auth.models import User

HOUR = timedelta(hours=1)


def load_follow_up(application: Application, row: Row, days: Days, actor: "User") -> None:
    """All that followed on the row's application, each thing on its own day.

    No mail is sent, since the rows are marked as mailed already.
    """
    parts: dict[str, Callable[[Row], None]] = {
        "messages": lambda part: write_demo_message(application, part, days, actor),
        "requests": lambda part: request_demo_document(application, row, part, days, actor),
        "pool": lambda part: join_pool(application=application, now=days.past_moment(part["day"])),
        "holds": lambda part: set_demo_hold(application, part, days, actor),
    }
    for name, do in parts.items():
        for part in row.get(name, []):
            do(part)


def write_demo_message(application: Application, part: Row, days: Days, actor: "User") -> None:
    now, text = days.past_moment(part["day"]) + HOUR, part["text"].strip()
    put_message(application=application, text=text, actor=actor, now=now)


def request_demo_document(
    application: Application, row: Row, part: Row, days: Days, actor: "User"
) -> None:
    """The request, and the document it was answered with if the row says on which day."""
    kind, now = DocumentKind(part["kind"]), days.past_moment(part["day"]) + HOUR
    request = put_request(
        application=application, kind=kind, note=part["note"], actor=actor, now=now
    )
    if "answered" in part:
        upload = build_checked_document(kind, row, number=1)
        now = days.past_moment(part["answered"]) + HOUR
        add_document(application=application, upload=upload, now=now, request=request)
        application.events.filter(told_at=None).update(told_at=now)


def set_demo_hold(application: Application, part: Row, days: Days, actor: "User") -> None:
    reason, now = HoldReason(part["reason"]), days.past_moment(part["day"])
    set_hold(application=application, reason=reason, actor=actor, now=now)
