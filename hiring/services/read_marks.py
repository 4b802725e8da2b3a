"""Marking applications as read or unread, for one person."""

from datetime import datetime
from typing import TYPE_CHECKING

from applications.models import Application
from hiring.models import ReadMark

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def mark_read(*, application: Application, user: "User", now: datetime) -> None:
    """The person has read it as it is now; what arrives later makes it unread again in lists."""
    ReadMark.objects.update_or_create(application=application, user=user, defaults={"at": now})


def mark_unread(*, application: Application, user: "User") -> None:
    ReadMark.objects.filter(application=application, user=user).delete()
