"""Tags, own stage and reserve list of an application, with a line of history for each change."""

import pytest
from django.utils import timezone

from applications.models import Application
from hiring.models import HiringRecord, OwnStage, RecordChange, Tag
from hiring.services.records import (
    RecordData,
    RecordRefused,
    find_or_make_tag,
    keep_record,
    put_into_own_stage,
)
from tests.applications.factories import ApplicationFactory, hr_manager

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def keep(application: Application, **data: object) -> HiringRecord:
    return keep_record(
        application=application, data=RecordData(**data), actor=hr_manager(), now=NOW
    )


def changes() -> list[tuple[str, str]]:
    return list(RecordChange.objects.values_list("kind", "detail"))


def own_stage(stage: str = "received") -> OwnStage:
    return OwnStage.objects.create(name_de="Probe", name_en="Sample", public_stage=stage)


def test_everything_is_kept_and_told() -> None:
    application, stage = ApplicationFactory(), own_stage()
    record = keep(application, own_stage=stage, is_reserve=True, new_tag="Linux")
    assert (record.own_stage, record.is_reserve) == (stage, True)
    assert [tag.name for tag in record.tags.all()] == ["Linux"]
    assert changes() == [("own_stage_set", "Probe"), ("put_on_reserve", ""), ("tagged", "Linux")]


def test_new_tag_that_somebody_else_has_just_made_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both looked before one of them made it."""
    made = Tag.objects.create(name="Linux")
    monkeypatch.setattr(Tag.objects, "filter", lambda **_sought: Tag.objects.none())
    assert find_or_make_tag("Linux") == [made]


def test_what_did_not_change_is_not_told() -> None:
    application = ApplicationFactory()
    keep(application, is_reserve=True, new_tag="Linux")
    RecordChange.objects.all().delete()
    keep(application, is_reserve=True, tags=[Tag.objects.get()], new_tag="linux")
    assert (changes(), Tag.objects.count()) == ([], 1)


def test_everything_is_taken_away_again() -> None:
    application = ApplicationFactory()
    keep(application, own_stage=own_stage(), is_reserve=True, new_tag="Linux")
    RecordChange.objects.all().delete()
    record = keep(application)
    assert (record.own_stage, record.is_reserve, record.tags.count()) == (None, False, 0)
    assert changes() == [
        ("own_stage_cleared", "Probe"),
        ("taken_off_reserve", ""),
        ("untagged", "Linux"),
    ]


def test_own_stage_alone_is_set_and_told() -> None:
    application, stage = ApplicationFactory(), own_stage()
    for wanted in (stage, stage, None):
        put_into_own_stage(application=application, own_stage=wanted, actor=hr_manager(), now=NOW)
    assert changes() == [("own_stage_set", "Probe"), ("own_stage_cleared", "Probe")]


def test_own_stage_of_another_stage_and_locked_application_are_refused() -> None:
    with pytest.raises(RecordRefused):
        keep(ApplicationFactory(), own_stage=own_stage("interview"))
    with pytest.raises(RecordRefused):
        keep(ApplicationFactory(rejected=True, erasure_requested_at=NOW), is_reserve=True)
    assert (HiringRecord.objects.count(), changes()) == (0, [])
