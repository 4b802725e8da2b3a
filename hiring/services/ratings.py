"""Rating an application, and the criteria that the applications for a posting are rated on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from applications.models import Application
from applications.services.locking import RESTRICTED, lock_application
from careers.models import Posting
from hiring.enums import Recommendation
from hiring.models import Criterion, Rating, Score

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_CRITERIA = 8


class RatingRefused(Exception):
    """The application can no longer be rated; the text is a sentence for staff."""


@dataclass(frozen=True)
class Opinion:
    """What somebody thinks: a recommendation, and points by the key of their criterion."""

    recommendation: Recommendation
    scores: Mapping[int, int] = field(default_factory=dict)


@transaction.atomic
def rate_application(
    *, application: Application, opinion: Opinion, actor: "User", now: datetime
) -> Rating:
    """Write down or change one person's rating; who abstains gives no points.

    One for an earlier posting of the application stays as it was. Points for criteria of other
    postings are left out. Raises RatingRefused if the applicant wants
    erasure, ValidationError for points out of range, and ApplicationGone.
    """
    locked = lock_application(application)
    if locked.is_restricted:
        raise RatingRefused(RESTRICTED)
    values = {"recommendation": opinion.recommendation, "at": now}
    rating, _made = Rating.objects.update_or_create(
        application=locked, user=actor, posting_id=locked.posting_id, defaults=values
    )
    rating.scores.all().delete()
    if opinion.recommendation != Recommendation.ABSTAINED:
        Score.objects.bulk_create(list_scores(rating, opinion.scores, locked.posting_id))
    return rating


def list_scores(rating: Rating, points: Mapping[int, int], posting_id: int) -> Iterable[Score]:
    """One row for each criterion of the posting that got points, checked and not saved."""
    known = Criterion.objects.filter(posting=posting_id, pk__in=points)
    scores = [Score(rating=rating, criterion=one, value=points[one.pk]) for one in known]
    for score in scores:
        score.full_clean(exclude=["rating", "criterion"])
    return scores


@dataclass(frozen=True)
class WantedCriterion:
    """A criterion as HR typed it: its names by column, and its key if there is one already."""

    names: Mapping[str, str]
    pk: int | None = None


@transaction.atomic
def set_criteria(*, posting: Posting, wanted: Iterable[WantedCriterion]) -> None:
    """Make these the criteria of a posting, in this order; points for others are deleted with them."""
    Posting.objects.select_for_update().get(pk=posting.pk)
    kept = {one.pk: one for one in Criterion.objects.filter(posting=posting)}
    rows = []
    for position, each in enumerate(wanted):
        row = kept.pop(each.pk, None) if each.pk else None
        row = row or Criterion(posting=posting)
        row.position = position
        for column, name in each.names.items():
            setattr(row, column, name)
        rows.append(row)
    Criterion.objects.filter(pk__in=kept).delete()
    for row in rows[:MOST_CRITERIA]:
        row.save()
