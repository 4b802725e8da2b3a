"""Proofs of erasures beside the backups, and what a restored database does with them."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from applications.enums import ErasureReason
from applications.models import Application, Draft, ErasureProof
from applications.privacy.erasure import erase_application
from config.backup.erasures import apply_erasures, keep_proofs
from config.backup.models import KeptProof
from config.backup.targets import FolderTarget
from tests.applications.factories import ApplicationFactory, DraftFactory

pytestmark = pytest.mark.django_db


def erase(application: Application, reason: ErasureReason = ErasureReason.REQUEST) -> str:
    """Its reference."""
    reference = application.reference
    erase_application(application=application, reason=reason, now=timezone.now())
    return reference


def bring_back(reference: str, **fields: object) -> Application:
    """As a backup from before has it; the proof is not in it."""
    ErasureProof.objects.all().delete()
    return ApplicationFactory(reference=reference, **fields)


def test_proofs_lie_beside_the_backups_once_and_name_nobody(target: FolderTarget) -> None:
    reference = erase(ApplicationFactory(email="x@example.org"))
    assert keep_proofs(target=target, now=timezone.now()) == 1
    assert keep_proofs(target=target, now=timezone.now()) == 0
    [kept] = target.find("erasures/")
    text = b"".join(target.read(kept.name)).decode()
    assert (text.count("\n"), "x@example.org" in text, reference in text) == (1, False, False)


def test_what_a_restore_brought_back_is_erased_again(target: FolderTarget) -> None:
    reference = erase(ApplicationFactory())
    keep_proofs(target=target, now=timezone.now())
    proof = ErasureProof.objects.get()
    bring_back(reference)
    other = ApplicationFactory()
    assert apply_erasures(target=target, now=timezone.now()) == 1
    assert [*Application.objects.all()] == [other]
    again = ErasureProof.objects.get()
    assert (again.at, again.reason, again.reference_sha256) == (
        proof.at,
        proof.reason,
        proof.reference_sha256,
    )


def test_applying_twice_changes_nothing(target: FolderTarget) -> None:
    reference = erase(ApplicationFactory())
    keep_proofs(target=target, now=timezone.now())
    bring_back(reference)
    apply_erasures(target=target, now=timezone.now())
    before = (ErasureProof.objects.count(), KeptProof.objects.count())
    assert apply_erasures(target=target, now=timezone.now()) == 0
    assert before == (ErasureProof.objects.count(), KeptProof.objects.count()) == (1, 1)
    assert keep_proofs(target=target, now=timezone.now()) == 0


def test_drafts_of_the_same_address_go_when_its_owner_asked(target: FolderTarget) -> None:
    application = ApplicationFactory()
    reference, posting, email = application.reference, application.posting, application.email
    erase(application)
    keep_proofs(target=target, now=timezone.now())
    bring_back(reference, posting=posting, email=email)
    DraftFactory(posting=posting, data={"email": email})
    assert apply_erasures(target=target, now=timezone.now()) == 1
    assert not Draft.objects.exists()


def test_application_of_after_the_erasure_stays(target: FolderTarget) -> None:
    """References are random, so somebody may get one again, in a million years."""
    reference = erase(ApplicationFactory())
    keep_proofs(target=target, now=timezone.now())
    bring_back(reference, submitted_at=timezone.now() + timedelta(hours=1))
    assert apply_erasures(target=target, now=timezone.now()) == 0
    assert Application.objects.exists()


def test_proof_of_what_came_and_went_after_the_backup_is_written_down(
    target: FolderTarget,
) -> None:
    erase(ApplicationFactory(), ErasureReason.RETENTION)
    keep_proofs(target=target, now=timezone.now())
    ErasureProof.objects.all().delete()
    assert apply_erasures(target=target, now=timezone.now()) == 0
    assert ErasureProof.objects.get().reason == ErasureReason.RETENTION


def test_erasure_has_its_proof_kept_where_there_are_backups(settings: Settings) -> None:
    erase(ApplicationFactory())
    assert not ProcrastinateJob.objects.filter(task_name="backup.keep_proofs").exists()
    settings.BACKUP_TARGET = "somewhere"
    erase(ApplicationFactory())
    assert ProcrastinateJob.objects.filter(task_name="backup.keep_proofs").count() == 1
