"""Sessions of staff in the database that know when they end, so that those in use are renewed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.base_session import AbstractBaseSession
from django.http import HttpRequest
from django.utils import timezone

RENEWED_AFTER = timedelta(minutes=10)
"""A session that was renewed within this time is left alone, so that few requests write."""
ENDS_AT = "ends_at"


class SessionStore(DatabaseSessions):
    """Keeps the end among the data, so that it is known without a query of its own."""

    def create_model_instance(self, data: Mapping[str, Any]) -> AbstractBaseSession:
        return super().create_model_instance({**data, ENDS_AT: self.get_expiry_date().timestamp()})


def renew_session(request: HttpRequest) -> None:
    """Let a session that is in use last for settings.SESSION_COOKIE_AGE seconds from now on."""
    whole = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    due = timezone.now() + whole - RENEWED_AFTER
    if request.session.get(ENDS_AT, 0) < due.timestamp():
        request.session.modified = True
