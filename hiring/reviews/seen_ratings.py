"""Ratings as one person may see them: one's own first, those of others after it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User

from applications.models import Application
from hiring.models import Criterion, Rating


@dataclass(frozen=True)
class RatingsSeen:
    """`others` is empty until the person has rated or abstained; `hidden` says how many there are."""

    criteria: Sequence[Criterion]
    own: Rating | None
    others: Sequence[Rating]
    hidden: int

    @property
    def own_points(self) -> dict[int, int]:
        """One's own points by the key of the criterion."""
        scores = self.own.scores.all() if self.own else []
        return {score.criterion_id: score.value for score in scores}


def read_ratings(application: Application, user: User) -> RatingsSeen:
    """Whoever has no row of their own learns only how many others have one, and not what they say."""
    criteria = list(Criterion.objects.filter(posting=application.posting_id))
    found = list(application.ratings.select_related("user").prefetch_related("scores__criterion"))
    own, others = split_ratings(found, user)
    if own is None:
        return RatingsSeen(criteria, None, [], hidden=len(others))
    return RatingsSeen(criteria, own, others, hidden=0)


def split_ratings(found: Sequence[Rating], user: User) -> tuple[Rating | None, list[Rating]]:
    """One's own, and those of others, which are to be shown to those only who have one."""
    own = next((rating for rating in found if rating.user_id == user.pk), None)
    return own, [rating for rating in found if rating.user_id != user.pk]
