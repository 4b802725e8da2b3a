"""What is due is erased every night, and nothing else."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from applications.enums import ErasureReason
from applications.models import Application, ErasureProof
from applications.privacy.erasure import erase_due_applications
from applications.tasks import run_erasure
from tests.applications.factories import ApplicationFactory
from tests.applications.traces import stored_files

pytestmark = pytest.mark.django_db(transaction=True)
DECIDED = datetime.fromisoformat("2026-08-31T09:00:00+02:00")
DAY_BEFORE = datetime.fromisoformat("2027-02-27T23:59:00+01:00")
DUE = datetime.fromisoformat("2027-02-28T00:00:00+01:00")


def create_decided(**fields: object) -> Application:
    return ApplicationFactory(stage="rejected", decided_at=DECIDED, **fields)


def test_decided_application_is_erased_on_its_day() -> None:
    create_decided()
    assert (erase_due_applications(DAY_BEFORE), Application.objects.count()) == (0, 1)
    assert (erase_due_applications(DUE), Application.objects.count(), stored_files()) == (1, 0, [])
    assert ErasureProof.objects.get().reason == ErasureReason.RETENTION


def test_months_are_a_setting(settings: Settings) -> None:
    settings.RETENTION_MONTHS = 1
    create_decided()
    assert erase_due_applications(datetime.fromisoformat("2026-09-29T12:00:00+02:00")) == 0
    assert erase_due_applications(datetime.fromisoformat("2026-09-30T12:00:00+02:00")) == 1


@pytest.mark.parametrize("stage", ["received", "in_review", "interview", "offer"])
def test_undecided_application_is_kept(stage: str) -> None:
    ApplicationFactory(stage=stage, submitted_at=DECIDED)
    assert erase_due_applications(DUE + timedelta(days=1000)) == 0


def test_legal_hold_keeps_an_application_until_it_is_lifted() -> None:
    create_decided(hold_reason="claim")
    assert erase_due_applications(DUE) == 0
    Application.objects.update(hold_reason="")
    assert erase_due_applications(DUE) == 1


def test_consent_to_the_talent_pool_keeps_an_application_until_it_ends() -> None:
    end = DUE + timedelta(days=100)
    create_decided(pool_consent_at=DECIDED, pool_until=end)
    assert erase_due_applications(DUE) == 0
    assert erase_due_applications(end) == 1


def test_request_is_fulfilled_on_the_day_that_was_shown() -> None:
    application = create_decided(erasure_requested_at=DECIDED)
    assert str(application.retained_until) == "2027-02-28"
    assert (erase_due_applications(DAY_BEFORE), erase_due_applications(DUE)) == (0, 1)
    assert ErasureProof.objects.get().reason == ErasureReason.REQUEST


def test_request_is_fulfilled_at_once_when_a_hold_ends_that_alone_stood_against_it() -> None:
    ApplicationFactory(withdrawn=True, erasure_requested_at=DECIDED, hold_reason="duty")
    assert erase_due_applications(DECIDED) == 0
    Application.objects.update(hold_reason="")
    assert erase_due_applications(DECIDED) == 1


def test_every_night_erases_what_is_due() -> None:
    kept = ApplicationFactory(rejected=True, decided_at=timezone.now())
    ApplicationFactory.create_batch(2, rejected=True)
    Application.objects.exclude(pk=kept.pk).update(decided_at=timezone.now() - timedelta(days=200))
    run_erasure(timestamp=0)
    assert [*Application.objects.all()] == [kept]
    assert (ErasureProof.objects.count(), len(stored_files())) == (2, 1)
