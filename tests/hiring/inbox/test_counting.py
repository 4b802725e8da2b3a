"""How many applications tabs, lanes and postings say there are."""

import pytest

from applications.enums import Stage
from applications.models import Exclusion
from hiring.enums import DecisionState
from hiring.inbox import query as query_module
from hiring.inbox.board import read_board
from hiring.inbox.counting import PostingCounts, count_by_posting, count_stages
from hiring.inbox.query import read_query
from hiring.models import Decision, HiringRecord, OwnStage, ReadMark
from tests.applications.factories import ApplicationFactory, editor, hr_manager, team_member
from tests.careers.factories import published
from tests.hiring.factories import NOW, rejection_reason

pytestmark = pytest.mark.django_db


def fill(posting: object) -> list:
    stages = [Stage.RECEIVED, Stage.RECEIVED, Stage.INTERVIEW]
    made = [ApplicationFactory(posting=posting, stage=stage, cv=False) for stage in stages]
    made.append(ApplicationFactory(posting=posting, rejected=True, cv=False))
    Decision.objects.create(
        application=made[0],
        to_stage=Stage.REJECTED,
        reason=rejection_reason(),
        state=DecisionState.DECIDED,
        at=NOW,
    )
    return made


@pytest.mark.parametrize("given", [{}, {"language": "de"}])
def test_stages_are_counted_as_the_list_shows_them(given: dict[str, str]) -> None:
    posting = published()
    fill(posting)
    fill(published())
    user = hr_manager()
    one = count_stages(read_query(user, given | {"posting": str(posting.pk)}))
    both = count_stages(read_query(user, given))
    for counts, factor in ((one, 1), (both, 2)):
        numbers = [counts.count(stage) for stage in ("received", "interview", "rejected", "open")]
        assert numbers == [1 * factor, 1 * factor, 2 * factor, 2 * factor]
        assert counts.count("") == 4 * factor


@pytest.mark.parametrize("given", [{}, {"language": "de"}])
def test_counting_stops_where_it_takes_long(
    given: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query_module, "MOST_COUNTED", 2)
    posting = published()
    fill(posting)
    user = hr_manager()
    assert count_stages(read_query(user, given)).in_words("") == "2+"
    exact = count_stages(read_query(user, given | {"posting": str(posting.pk)}))
    assert exact.in_words("") == "4"


@pytest.mark.parametrize("most", [1, 1_000])
def test_filtered_pages_go_on_behind_what_is_counted(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query_module, "MOST_COUNTED", most)
    posting = published()
    received, other, interview, rejected = fill(posting)
    given = {"language": "de", "order": "oldest"}
    query = read_query(hr_manager(), given)
    everything = [one.pk for one in (received, other, interview, rejected)]
    assert query.read_keys(0, 2) + query.read_keys(2, 5) == everything
    ended = read_query(hr_manager(), given | {"stage": "rejected"})
    assert [*ended.read_keys(0, 1), *ended.read_keys(1, 3)] == [received.pk, rejected.pk]


def test_excluded_and_foreign_applications_are_in_no_count() -> None:
    posting = published()
    made = fill(posting)
    fill(published())
    user = team_member(made[0])
    Exclusion.objects.create(application=made[2], user=user, at=NOW)
    query = read_query(user, {})
    counts = count_stages(query)
    assert [counts.count(stage) for stage in ("", "interview", "rejected")] == [3, 0, 2]
    lanes = {shown.lane.key: (shown.number, len(shown.rows)) for shown in read_board(query)}
    assert {key: value for key, value in lanes.items() if value != ("0", 0)} == {
        "received": ("1", 1),
        "rejected": ("2", 2),
    }
    assert count_by_posting(user, [posting.pk]) == {posting.pk: PostingCounts(open=1, new=1)}


def test_postings_say_what_is_open_and_what_of_it_is_new() -> None:
    posting, empty = published(), published()
    made = fill(posting)
    user = hr_manager()
    ReadMark.objects.create(application=made[2], user=user, at=NOW)
    assert count_by_posting(user, [posting.pk, empty.pk]) == {
        posting.pk: PostingCounts(open=2, new=1)
    }
    assert count_by_posting(editor(), [posting.pk]) == {}


def test_lanes_are_the_stages_with_the_own_stages_inside() -> None:
    posting = published()
    own = OwnStage.objects.create(name_de="Probe", name_en="Sample", public_stage=Stage.INTERVIEW)
    OwnStage.objects.create(name_de="Alt", public_stage=Stage.INTERVIEW, is_active=False)
    made = fill(posting)
    for application in (made[1], made[2]):  # the first one is not in the stage of it
        HiringRecord.objects.create(application=application, own_stage=own)
    shown = {
        one.lane.key: [row.application for row in one.rows]
        for one in read_board(read_query(hr_manager(), {}))
    }
    assert list(shown) == [
        "received", "in_review", "interview", f"interview-{own.pk}", "offer", "hired", "rejected",
        "ended", "withdrawn",
    ]  # fmt: skip
    assert shown["received"] == [made[1]]
    assert (shown["interview"], shown[f"interview-{own.pk}"]) == ([], [made[2]])


def test_one_lane_is_paged_and_the_others_stay() -> None:
    posting = published()
    ApplicationFactory.create_batch(17, posting=posting, cv=False)
    ApplicationFactory(posting=posting, cv=False, stage=Stage.OFFER)
    user = hr_manager()
    first = {one.lane.key: one for one in read_board(read_query(user, {}))}
    assert (len(first["received"].rows), first["received"].previous_address) == (15, None)
    given = dict(one.split("=") for one in (first["received"].next_address or "").split("&"))
    assert given == {"view": "board", "column": "received", "page": "2"}
    second = {one.lane.key: one for one in read_board(read_query(user, given))}
    assert (len(second["received"].rows), second["received"].next_address) == (2, None)
    assert second["received"].previous_address == "view=board&column=received"
    assert (len(second["offer"].rows), second["received"].number) == (1, "17")
