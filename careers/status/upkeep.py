"""Postings that somebody should look at: they end soon, or their draft lies unpublished for long."""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from careers.models import Posting
from careers.models.edition import is_open_at

ENDING = timedelta(days=7)
STALE = timedelta(days=14)


def filter_ending(postings: "QuerySet[Posting]", now: datetime) -> "QuerySet[Posting]":
    """Open ones whose deadline comes within a week."""
    is_open = is_open_at(now, posting="", edition="current_edition__")
    return postings.filter(is_open, current_edition__closes_at__lte=now + ENDING)


def filter_stale(postings: "QuerySet[Posting]", now: datetime) -> "QuerySet[Posting]":
    """Drafts ahead of what the public sees that nobody has touched for two weeks; closed ones are done with."""
    is_ahead = Q(current_edition=None) | Q(version__gt=F("current_edition__draft_version"))
    return postings.filter(is_ahead, closed_at=None, updated_at__lte=now - STALE)
