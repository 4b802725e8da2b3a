"""Ratings as one person may see them: one's own first, those of others after it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User

from applications.models import Application
from hiring.models import Criterion, Rating


@dataclass(frozen=True)
class RatingsSeen:
    """`others` is empty until the person has rated or abstained; `hidden` says how many there are.

    So is `earlier`: what was given for another posting, or came with a double, and does not count.
    """

    criteria: Sequence[Criterion]
    own: Rating | None
    others: Sequence[Rating]
    hidden: int
    earlier: Sequence[Rating] = ()

    @property
    def own_points(self) -> dict[int, int]:
        """One's own points by the key of the criterion."""
        scores = self.own.scores.all() if self.own else []
        return {score.criterion_id: score.value for score in scores}


def read_ratings(application: Application, user: User) -> RatingsSeen:
    """Whoever has no row of their own learns only how many others have one, and not what they say."""
    criteria = list(Criterion.objects.filter(posting=application.posting_id))
    related = application.ratings.select_related("user", "posting")
    found = list(related.prefetch_related("scores__criterion"))
    counting = [one for one in found if one.counts_for(application)]
    own, others = split_ratings(counting, user)
    if own is None:
        return RatingsSeen(criteria, None, [], hidden=len(others))
    earlier = [one for one in found if not one.counts_for(application)]
    return RatingsSeen(criteria, own, others, hidden=0, earlier=earlier)


def split_ratings(found: Sequence[Rating], user: User) -> tuple[Rating | None, list[Rating]]:
    """One's own, and those of others, which are to be shown to those only who have one."""
    own = next((rating for rating in found if rating.user_id == user.pk), None)
    return own, [rating for rating in found if rating.user_id != user.pk]


def describe_rating(rating: Rating, application: Application) -> str:
    """What it says, in lines: the opinion, for which other posting if it was for one, the points."""
    points = [f"{score.criterion}: {score.value}" for score in rating.scores.all()]
    words = str(rating.get_recommendation_display())
    if not rating.counts_for(application):
        words = f"{words} ({rating.earlier_words})"
    return "\n".join([words, *points])
