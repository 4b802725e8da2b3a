"""An application goes to another posting: what is moved, what is copied, and what ends a proposal."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import override
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from applications.enums import ErasureReason, EventKind, Stage, TransferKind, TransferState
from applications.models import Application, Document, Exclusion, Transfer
from applications.models.answer_promise import answer_promised_on
from applications.privacy.erasure import erase_application
from applications.services.erasure_requests import request_erasure
from applications.services.follow_up import withdraw_application
from applications.services.stages import move_application
from applications.services.transfers import (
    ProposalOver,
    TransferRefused,
    announce_transfer,
    answer_transfer,
    prepare_transfer,
    take_back_transfer,
)
from applications.tasks import remind_and_expire_drafts
from careers.models import Posting
from tests.applications.factories import ApplicationFactory, hr_manager, proposal, team_member
from tests.applications.traces import stored_files
from tests.careers.factories import published

pytestmark = pytest.mark.django_db


def agree(transfer: Transfer, *, agrees: bool = True) -> Transfer:
    return answer_transfer(
        application=transfer.application, key=transfer.pk, agrees=agrees, now=timezone.now()
    )


def prepare(application: Application, target: Posting | None = None) -> Transfer:
    return prepare_transfer(
        application=application,
        kind=TransferKind.MOVE,
        target=target or published(),
        actor=hr_manager(),
        now=timezone.now(),
    )


def content(document: Document) -> bytes:
    with document.open() as file:
        return bytes(file.read())


def seen_by(user: User) -> list[int]:
    return list(Application.objects.for_user(user).values_list("pk", flat=True))


def test_proposal_moves_nothing_before_it_is_agreed_to() -> None:
    application = ApplicationFactory()
    transfer = proposal(application)
    here = team_member(application)
    there = team_member()
    transfer.to_posting.hiring_team.add(there)
    assert (seen_by(here), seen_by(there)) == ([application.pk], [])
    assert agree(transfer).state == TransferState.DONE
    assert (seen_by(here), seen_by(there)) == ([], [application.pk])


def test_moved_application_begins_anew_and_keeps_where_it_came_from() -> None:
    application = ApplicationFactory(stage=Stage.INTERVIEW, answers=[{"label": "Führerschein?"}])
    before, transfer = application.edition, proposal(application)
    agree(transfer)
    application.refresh_from_db()
    transfer.refresh_from_db()
    assert (application.posting, application.edition) == (
        transfer.to_posting,
        transfer.to_posting.current_edition,
    )
    assert (transfer.from_edition, transfer.to_edition) == (before, application.edition)
    assert (application.stage, application.answers) == (
        Stage.RECEIVED,
        [{"label": "Führerschein?"}],
    )
    change = application.stage_changes.get()
    assert (change.from_stage, change.to_stage, change.by) == ("interview", "received", transfer.by)


def test_promised_day_counts_from_the_move() -> None:
    application = ApplicationFactory(submitted_at=timezone.now() - timedelta(days=40))
    transfer = proposal(application, target=published(answer_days=10))
    agree(transfer)
    application.refresh_from_db()
    assert answer_promised_on(application) == timezone.localdate() + timedelta(days=10)


def test_copy_stands_on_its_own_with_files_and_a_receipt() -> None:
    application = ApplicationFactory(message="Hallo", stage=Stage.INTERVIEW)
    transfer = proposal(application, TransferKind.COPY)
    copy = agree(transfer).copy
    assert copy is not None
    application.refresh_from_db()
    assert (application.posting, application.stage) == (transfer.from_edition.posting, "interview")
    assert (copy.posting, copy.stage, copy.message) == (transfer.to_posting, "received", "Hallo")
    assert copy.reference != application.reference
    [first], [second] = application.documents.all(), copy.documents.all()
    assert (second.sha256, second.name) == (first.sha256, first.name)
    assert second.storage_name != first.storage_name
    assert content(second) == content(first)
    receipts = ProcrastinateJob.objects.filter(task_name="applications.send_receipt")
    assert [job.args["application_id"] for job in receipts] == [copy.pk]
    assert [event.kind for event in copy.events.all()] == [EventKind.CAME_AS_COPY]


@pytest.mark.parametrize("first", ["copy", "original"])
def test_erasing_one_leaves_the_other_and_erasing_both_leaves_nothing(
    first: str, django_capture_on_commit_callbacks: Any
) -> None:
    application = ApplicationFactory()
    copy = agree(proposal(application, TransferKind.COPY)).copy
    assert copy is not None
    order = [copy, application] if first == "copy" else [application, copy]
    with django_capture_on_commit_callbacks(execute=True):
        erase_application(application=order[0], reason=ErasureReason.REQUEST, now=timezone.now())
    assert len(stored_files()) == 1
    assert content(Application.objects.get().documents.get())
    with django_capture_on_commit_callbacks(execute=True):
        erase_application(application=order[1], reason=ErasureReason.REQUEST, now=timezone.now())
    assert (Transfer.objects.count(), stored_files()) == (0, [])


def test_whoever_is_kept_away_is_kept_away_from_the_copy() -> None:
    application = ApplicationFactory()
    transfer = proposal(application, TransferKind.COPY)
    excluded, other = team_member(application), team_member(application)
    Exclusion.objects.create(application=application, user=excluded, at=timezone.now())
    transfer.to_posting.hiring_team.add(excluded, other)
    copy = agree(transfer).copy
    assert copy is not None
    assert (seen_by(excluded), seen_by(other)) == ([], [copy.pk, application.pk])


def test_agreeing_twice_is_agreeing_once() -> None:
    transfer = proposal(kind=TransferKind.COPY)
    assert agree(transfer).copy == agree(transfer).copy
    assert Application.objects.count() == 2
    with pytest.raises(ProposalOver):
        agree(transfer, agrees=False)


def test_declined_proposal_changes_nothing_and_is_over() -> None:
    transfer = proposal()
    assert agree(transfer, agrees=False).state == TransferState.DECLINED
    assert transfer.application.posting == transfer.from_edition.posting
    with pytest.raises(ProposalOver):
        agree(transfer)


def test_proposal_ends_by_its_time() -> None:
    transfer = proposal()
    Transfer.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(ProposalOver):
        agree(transfer)
    remind_and_expire_drafts(0)
    transfer.refresh_from_db()
    assert transfer.state == TransferState.EXPIRED
    assert prepare(transfer.application).state == TransferState.WAITING


def test_posting_that_closes_meanwhile_ends_the_proposal() -> None:
    transfer = proposal()
    Posting.objects.filter(pk=transfer.to_posting_id).update(closed_at=timezone.now())
    assert agree(transfer).state == TransferState.LAPSED
    transfer.application.refresh_from_db()
    assert transfer.application.posting == transfer.from_edition.posting


ENDS = {
    "withdrawal": lambda one: withdraw_application(application=one, reason="", now=timezone.now()),
    "decision": lambda one: move_application(
        application=one, to=Stage.REJECTED, actor=None, reason="", now=timezone.now()
    ),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_what_ends_the_procedure_ends_the_proposal(end: Any) -> None:
    transfer = proposal(ApplicationFactory(stage=Stage.IN_REVIEW))
    end(transfer.application)
    transfer.refresh_from_db()
    assert transfer.state == TransferState.LAPSED
    with pytest.raises(ProposalOver):
        agree(transfer)


def test_wish_for_erasure_leaves_no_proposal() -> None:
    transfer = proposal()
    assert request_erasure(application=transfer.application, reads_mail=True, now=timezone.now())
    assert Transfer.objects.count() == 0


def test_proposal_that_is_taken_back_cannot_be_agreed_to() -> None:
    transfer = proposal()
    take_back_transfer(transfer=transfer, now=timezone.now())
    with pytest.raises(ProposalOver):
        agree(transfer)
    with override("en"), pytest.raises(TransferRefused, match="already"):
        take_back_transfer(transfer=transfer, now=timezone.now())


def test_only_an_open_application_goes_to_an_open_posting() -> None:
    closed = published(closed_at=None)
    Posting.objects.filter(pk=closed.pk).update(closed_at=timezone.now())
    closed.refresh_from_db()
    application = ApplicationFactory()
    refused = [
        (ApplicationFactory(rejected=True), published()),
        (ApplicationFactory(erasure_requested_at=timezone.now()), published()),
        (application, application.posting),
        (application, closed),
    ]
    for one, target in refused:
        with pytest.raises(TransferRefused):
            prepare(one, target)
    assert prepare(application).state == TransferState.WAITING
    with pytest.raises(TransferRefused):
        prepare(application)


def test_without_asking_it_happens_when_the_applicant_is_told(settings: Settings) -> None:
    settings.TRANSFER_ASKS = False
    application = ApplicationFactory()
    transfer = prepare(application)
    application.refresh_from_db()
    assert application.posting == transfer.from_edition.posting
    announce_transfer(transfer=transfer, now=timezone.now())
    application.refresh_from_db()
    assert application.posting == transfer.to_posting
