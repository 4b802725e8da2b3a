"""What the hiring team recommends together, for those who decide; others rate before they know it."""

from django.db.models import Exists, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from hiring.enums import Recommendation
from hiring.inbox.scope import Scope
from hiring.models import Rating
from hiring.rights import MAY_MOVE

MIXED, NONE = "mixed", "none"
OPINIONS = {
    Recommendation.YES.value: _("all for it"),
    MIXED: _("of different minds"),
    Recommendation.NO.value: _("all against it"),
    NONE: _("nobody rated it"),
}
SPOKEN = (Recommendation.YES, Recommendation.MAYBE, Recommendation.NO)
"""Who abstains says nothing for or against."""


def may_read_opinions(scope: Scope) -> bool:
    return scope.user.has_perm(MAY_MOVE)


def has_rating(*recommendations: str) -> Q:
    return Q(Exists(Rating.objects.of_each().filter(recommendation__in=recommendations)))


def agree_on(recommendation: str) -> Q:
    """There is an opinion, and none but this one."""
    others = [one for one in SPOKEN if one != recommendation]
    return has_rating(recommendation) & ~has_rating(*others)


def narrow_by_opinion(
    applications: QuerySet[Application], scope: Scope, value: str
) -> QuerySet[Application]:
    if value == NONE:
        return applications.filter(~has_rating(*SPOKEN))
    if value == MIXED:
        agreed = agree_on(Recommendation.YES) | agree_on(Recommendation.NO)
        return applications.filter(has_rating(*SPOKEN) & ~agreed)
    return applications.filter(agree_on(value))
