"""Which application comes next, in a list and for somebody who rates one after the other."""

import pytest
from django.utils import timezone

from applications.enums import Stage
from applications.models import Application
from hiring.enums import Recommendation
from hiring.reviews.queue import Position, find_next_to_rate, find_position
from tests.applications.factories import ApplicationFactory, team_member
from tests.hiring.desk_site import one_posting

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def test_position_names_the_neighbours_in_the_order_of_the_list() -> None:
    _posting, (first, second, third) = one_posting(3)
    listed = Application.objects.order_by("name")
    assert find_position(listed, second.pk) == Position(first.pk, third.pk, 2, 3)
    assert find_position(listed, first.pk) == Position(None, second.pk, 1, 3)
    assert find_position(listed.reverse(), first.pk) == Position(second.pk, None, 3, 3)


def test_application_that_left_the_list_keeps_its_place() -> None:
    _posting, (first, second, third) = one_posting(3)
    second.read_marks.create(user=team_member(second), at=NOW)
    unread = Application.objects.filter(read_marks=None).order_by("name")
    assert find_position(unread, second.pk) == Position(first.pk, third.pk, 2, 3)
    assert find_position(unread, third.pk) == Position(first.pk, None, 2, 2)


def rate(application: Application, user) -> None:
    application.ratings.create(
        posting=application.posting, user=user, recommendation=Recommendation.YES, at=NOW
    )


def test_those_gone_through_stay_in_the_count() -> None:
    _posting, (first, second, third) = one_posting(3)
    first.read_marks.create(user=team_member(first), at=NOW)
    unread = Application.objects.filter(read_marks=None).order_by("name")
    found = find_position(unread, second.pk, kept=[first.pk])
    assert found == Position(first.pk, third.pk, 2, 3)


def test_next_is_the_next_in_the_order_of_the_list() -> None:
    _posting, (first, second, third) = one_posting(3)
    me, other = team_member(first), team_member(first)
    rate(second, other)
    listed = Application.objects.for_user(me).order_by("name")

    def next_after(current: Application, *skipped: int) -> int | None:
        return find_next_to_rate(listed, me, current=current.pk, skipped=skipped)

    assert next_after(first) == second.pk
    assert next_after(third) == first.pk
    assert next_after(first, second.pk) == third.pk
    rate(first, me)
    assert next_after(third) == second.pk
    assert next_after(first, second.pk, third.pk) == second.pk
    rate(third, me)
    rate(second, me)
    assert next_after(second) is None


def test_next_follows_the_order_although_rating_takes_out_of_the_list() -> None:
    _posting, (first, second, third) = one_posting(3)
    me = team_member(first)
    rate(second, me)
    unrated = Application.objects.for_user(me).filter(ratings=None).order_by("name")
    assert find_next_to_rate(unrated, me, current=second.pk) == third.pk
    assert find_next_to_rate(unrated.order_by("-name"), me, current=second.pk) == first.pk


def test_what_is_decided_locked_or_somebody_elses_is_not_offered() -> None:
    _posting, (mine, decided, locked) = one_posting(3)
    Application.objects.filter(pk=decided.pk).update(stage=Stage.WITHDRAWN, decided_at=NOW)
    Application.objects.filter(pk=locked.pk).update(erasure_requested_at=NOW)
    foreign = ApplicationFactory()
    me = team_member(mine)
    assert find_next_to_rate(Application.objects.for_user(me), me, current=foreign.pk) == mine.pk
    assert find_next_to_rate(Application.objects.for_user(me), me, current=mine.pk) is None
