"""In which state a posting is; it follows from its dates, so there is no column for it."""

from datetime import datetime

from django.db.models import Case, CharField, Q, QuerySet, Value, When
from django.db.models.enums import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careers.models import Posting


class PostingState(TextChoices):
    DRAFT = "draft", _("draft")
    SCHEDULED = "scheduled", _("scheduled")
    OPEN = "open", _("open")
    PAST_DEADLINE = "past_deadline", _("past deadline")
    CLOSED = "closed", _("closed")


def state_case(now: datetime | None = None) -> Case:
    """An expression that gives each posting its PostingState at `now` (default: now)."""
    now = now or timezone.now()
    return Case(
        When(published_at=None, then=Value(PostingState.DRAFT)),
        When(~Q(closed_at=None), then=Value(PostingState.CLOSED)),
        When(current_edition__opens_at__gt=now, then=Value(PostingState.SCHEDULED)),
        When(current_edition__closes_at__lte=now, then=Value(PostingState.PAST_DEADLINE)),
        default=Value(PostingState.OPEN),
        output_field=CharField(),
    )


def filter_by_state(postings: "QuerySet[Posting]", state: str | None) -> "QuerySet[Posting]":
    return postings.alias(current_state=state_case()).filter(current_state=state)


def read_state(posting: Posting, now: datetime | None = None) -> PostingState:
    """The state of one posting, read afresh."""
    states = Posting.objects.filter(pk=posting.pk).annotate(state=state_case(now))
    return PostingState(states.values_list("state", flat=True).get())
