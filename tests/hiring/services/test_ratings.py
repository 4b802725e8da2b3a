"""Ratings: one a person, with points for the criteria of the posting; others' after one's own."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import override

from applications.models import Application
from applications.services.locking import ApplicationGone
from hiring.enums import Recommendation
from hiring.models import Criterion, Rating, Score
from hiring.reviews.seen_ratings import read_ratings
from hiring.services.ratings import (
    MOST_CRITERIA,
    Opinion,
    RatingRefused,
    WantedCriterion,
    rate_application,
    set_criteria,
)
from tests.applications.factories import ApplicationFactory, team_member
from tests.careers.factories import published
from tests.hiring.desk_site import criteria, one_posting

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def rate(
    application: Application, user, words: str, points: dict[int, int] | None = None
) -> Rating:
    opinion = Opinion(Recommendation(words), points or {})
    return rate_application(application=application, opinion=opinion, actor=user, now=NOW)


def points_of(rating: Rating) -> dict[int, int]:
    return dict(rating.scores.values_list("criterion", "value"))


def test_rating_is_kept_with_its_points() -> None:
    application = ApplicationFactory()
    first, second = criteria(application.posting, "Linux", "Team")
    rating = rate(application, team_member(application), "yes", {first.pk: 5, second.pk: 1})
    assert (rating.recommendation, points_of(rating)) == ("yes", {first.pk: 5, second.pk: 1})


def test_rating_is_changed_and_never_doubled() -> None:
    application = ApplicationFactory()
    [linux] = criteria(application.posting, "Linux")
    member = team_member(application)
    rate(application, member, "yes", {linux.pk: 5})
    rate(application, member, "no")
    assert Rating.objects.values_list("recommendation", "user").get() == ("no", member.pk)
    assert Score.objects.count() == 0


def test_whoever_abstains_gives_no_points() -> None:
    application = ApplicationFactory()
    [linux] = criteria(application.posting, "Linux")
    rating = rate(application, team_member(application), "abstained", {linux.pk: 5})
    assert points_of(rating) == {}


def test_points_for_criteria_of_another_posting_are_left_out() -> None:
    application = ApplicationFactory()
    [foreign] = criteria(published(), "Linux")
    rating = rate(application, team_member(application), "yes", {foreign.pk: 5})
    assert points_of(rating) == {}


@pytest.mark.parametrize("points", [0, 6])
def test_points_out_of_range_are_refused_with_the_whole_rating(points: int) -> None:
    application = ApplicationFactory()
    [linux] = criteria(application.posting, "Linux")
    with pytest.raises(ValidationError):
        rate(application, team_member(application), "yes", {linux.pk: points})
    assert Rating.objects.count() == 0


def test_locked_or_erased_application_is_not_rated() -> None:
    locked = ApplicationFactory(rejected=True, erasure_requested_at=NOW)
    with pytest.raises(RatingRefused):
        rate(locked, team_member(locked), "yes")
    gone = ApplicationFactory()
    member = team_member(gone)
    Application.objects.filter(pk=gone.pk).delete()
    with pytest.raises(ApplicationGone):
        rate(gone, member, "yes")
    assert Rating.objects.count() == 0


def test_others_ratings_are_seen_after_ones_own() -> None:
    application = ApplicationFactory()
    first, second = team_member(application), team_member(application)
    theirs = rate(application, first, "yes")
    before = read_ratings(application, second)
    assert (before.own, before.others, before.hidden) == (None, [], 1)
    own = rate(application, second, "abstained")
    after = read_ratings(application, second)
    assert (after.own, after.others, after.hidden) == (own, [theirs], 0)


def names(posting) -> list[str]:
    return list(Criterion.objects.filter(posting=posting).values_list("name_en", flat=True))


def wanted(name: str, pk: int | None = None) -> WantedCriterion:
    return WantedCriterion({"name_de": name, "name_en": name}, pk)


def test_criteria_are_added_renamed_ordered_and_removed_with_their_points() -> None:
    posting, [application] = one_posting(1)
    linux, team = criteria(posting, "Linux", "Team")
    rate(application, team_member(application), "yes", {linux.pk: 4, team.pk: 2})
    set_criteria(posting=posting, wanted=[wanted("German"), wanted("Unix", linux.pk)])
    assert names(posting) == ["German", "Unix"]
    assert list(Score.objects.values_list("criterion", "value")) == [(linux.pk, 4)]


def test_criterion_of_another_posting_is_not_taken_over() -> None:
    mine, other = published(), published()
    [foreign] = criteria(other, "Linux")
    set_criteria(posting=mine, wanted=[wanted("Stolen", foreign.pk)])
    assert (names(mine), names(other)) == (["Stolen"], ["Linux"])


def test_there_are_not_too_many_criteria() -> None:
    posting = published()
    set_criteria(posting=posting, wanted=map(wanted, "ABCDEFGHIJ"))
    assert len(names(posting)) == MOST_CRITERIA


def test_criterion_is_named_in_the_language_of_whoever_reads_it() -> None:
    criterion = Criterion(name_de="Arbeit im Team", name_en="")
    with override("en"):
        assert str(criterion) == "Arbeit im Team"
        criterion.name_en = "Teamwork"
        assert str(criterion) == "Teamwork"
    with override("de"):
        assert str(criterion) == "Arbeit im Team"
