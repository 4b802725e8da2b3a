"""Two applications of one person become one: what is kept, what is refused, and what is left afterwards."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoCaptureOnCommitCallbacks

from applications.enums import CopyState, ErasureReason, EventKind, Stage
from applications.mails.confirmations import deliver_arrival_mail
from applications.mails.entry_notice import deliver_entry_notice
from applications.models import (
    Application,
    Document,
    DocumentAccess,
    ErasureProof,
    MergedApplication,
)
from applications.privacy.data_export import application_facts
from applications.privacy.erasure import erase_application
from applications.services.copy_requests import request_full_copy
from applications.services.follow_up import add_document, join_pool
from applications.services.locking import ApplicationGone
from applications.services.merging import HANDED_OVER as OF_APPLICANTS
from applications.services.merging import MergeRefused
from applications.signed_links import application_token, read_application_token
from hiring.enums import OutgoingState, Recommendation
from hiring.models import OutgoingMail, Rating
from hiring.services import doubles
from hiring.services.decisions import Choice, prepare_decision
from hiring.services.doubles import merge_applications
from hiring.services.ratings import Opinion, rate_application
from hiring.services.records import RecordData, keep_record
from hiring.services.sending import send_outgoing_mail
from tests.applications.factories import (
    ApplicationFactory,
    DocumentFactory,
    cv,
    hr_manager,
    proposal,
    team_member,
)
from tests.applications.traces import stored_files
from tests.applications.word_search import matching_words
from tests.hiring.doubles import merge, pair
from tests.hiring.factories import waiting_mail

pytestmark = pytest.mark.django_db


def rate(application: Application, user: User, word: Recommendation) -> None:
    opinion = Opinion(word)
    rate_application(application=application, opinion=opinion, actor=user, now=timezone.now())


def test_every_table_of_an_application_is_thought_of() -> None:
    """A new table that points at an application is handed over, or left behind on purpose."""
    joined = {"documents", "exclusions", "ratings", "hiring_record", "export_accesses", "copied_by"}
    of_the_other_alone = {"deliveries", "address_change", "words"}
    known = {
        *OF_APPLICANTS, *doubles.HANDED_OVER, *doubles.LEFT_BEHIND, *joined, *of_the_other_alone,
    }  # fmt: skip
    related = {one.get_accessor_name() for one in Application._meta.related_objects}
    assert related == known


def test_files_are_kept_once_and_nothing_is_lost(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    kept, other = pair()
    with django_capture_on_commit_callbacks(execute=True):
        first = add_document(application=kept, upload=cv(), now=timezone.now())
        twin = add_document(application=other, upload=cv(), now=timezone.now())
        DocumentFactory(application=other, name="Zeugnis.pdf", sha256="1" * 64, position=7)
        asked = other.document_requests.create(
            kind="cv", at=timezone.now(), document=twin, answered_at=timezone.now()
        )
        DocumentAccess.objects.create(document=twin, user=hr_manager(), at=timezone.now())
        merge(kept, other)
    assert [one.name for one in kept.documents.all()] == [first.name, "Zeugnis.pdf"]
    asked.refresh_from_db()
    assert (asked.application, asked.document) == (kept, first)
    assert DocumentAccess.objects.get().document == first
    assert len(stored_files()) == 2


def test_words_of_both_sides_stay() -> None:
    kept, other = pair(message="Im Sommer am Netz gearbeitet", phone="030 1")
    other.letters.create(text="Guten Tag", at=timezone.now())
    other.staff_notes.create(text="Kenne ich", at=timezone.now())
    keep_record(
        application=other,
        data=RecordData(is_reserve=True, tags=[]),
        actor=hr_manager(),
        now=timezone.now(),
    )
    merge(kept, other)
    assert [one.text for one in kept.letters.all()] == ["Guten Tag"]
    assert [one.text for one in kept.staff_notes.all()] == ["Kenne ich"]
    kept.refresh_from_db()
    assert kept.hiring_record.is_reserve
    assert list(matching_words("Sommer")) == [kept]
    assert list(matching_words(other.reference)) == [kept]
    [told] = application_facts(kept, [])["merged"]
    assert (told["reference"], told["message"], told["phone"]) == (
        other.reference,
        "Im Sommer am Netz gearbeitet",
        "030 1",
    )
    change = kept.record_changes.get(kind="merged")
    assert (change.detail, change.by.groups.get().name) == (other.reference, "HR managers")


def test_rating_of_the_one_that_stays_counts() -> None:
    kept, other = pair()
    both, one = hr_manager(), hr_manager()
    rate(kept, both, Recommendation.NO)
    rate(other, both, Recommendation.YES)
    rate(other, one, Recommendation.MAYBE)
    merge(kept, other)
    counting = Rating.objects.filter(posting=kept.posting).order_by("pk")
    assert [(row.user, row.recommendation) for row in counting] == [(both, "no"), (one, "maybe")]
    assert kept.ratings.count() == 3


def test_whoever_is_kept_away_from_one_is_kept_away_from_both() -> None:
    kept, other = pair()
    excluded, member = team_member(kept), team_member(kept)
    for application in (kept, other):
        application.exclusions.create(user=hr_manager(), at=timezone.now())
    other.exclusions.create(user=excluded, at=timezone.now())
    merge(kept, other)
    assert not Application.objects.for_user(excluded).exists()
    assert Application.objects.for_user(member).exists()


def test_waiting_mail_goes_to_the_one_that_stays(mailoutbox: list[object]) -> None:
    kept, other = pair(email="old@example.org")
    waiting = waiting_mail(other)
    merge(kept, other)
    state = send_outgoing_mail(mail_id=waiting.pk, now=timezone.now() + timedelta(days=9))
    assert (state, mailoutbox[0].to) == (OutgoingState.SENT, [kept.email])
    assert OutgoingMail.objects.get().application == kept


def test_consent_to_the_talent_pool_is_kept() -> None:
    kept, other = pair()
    join_pool(application=other, now=timezone.now())
    merge(kept, other)
    kept.refresh_from_db()
    assert kept.is_in_pool


def restrict(one: Application) -> None:
    Application.objects.filter(pk=one.pk).update(erasure_requested_at=timezone.now())


def hold(one: Application) -> None:
    Application.objects.filter(pk=one.pk).update(hold_reason="claim")


def reject(one: Application) -> None:
    Application.objects.filter(pk=one.pk).update(stage="rejected", decided_at=timezone.now())


def decide(one: Application) -> None:
    choice = Choice(Stage.INTERVIEW)
    prepare_decision(application=one, choice=choice, actor=None, now=timezone.now())


def propose(one: Application) -> None:
    proposal(one)


def demand_copy(one: Application) -> None:
    request_full_copy(application=one, now=timezone.now())


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("hinder", [restrict, hold, reject, decide, propose, demand_copy])
def test_hindrance_on_either_side_keeps_them_apart(hinder: Any, side: int) -> None:
    applications = pair()
    hinder(applications[side])
    with pytest.raises(MergeRefused):
        merge(*applications)
    assert (MergedApplication.objects.count(), Application.objects.count()) == (0, 2)


def test_requests_for_the_full_copy_that_were_answered_stay_known() -> None:
    kept, other = pair()
    demand_copy(other)
    other.copy_requests.update(
        state=CopyState.REFUSED, answered_at=timezone.now(), refusal_reason="Done last week."
    )
    merge(kept, other)
    assert kept.copy_requests.get().refusal_reason == "Done last week."


def test_applications_for_two_postings_stay_two() -> None:
    kept = ApplicationFactory(cv=False)
    for other in (ApplicationFactory(cv=False), kept):
        with pytest.raises(MergeRefused):
            merge(kept, other)


def test_second_of_two_people_finds_it_merged() -> None:
    kept, other = pair()
    merge(kept, other)
    with pytest.raises(ApplicationGone):
        merge_applications(kept=other, other=kept, actor=hr_manager(), now=timezone.now())
    assert Application.objects.get() == kept


def test_third_application_joins_the_first_two() -> None:
    kept, other = pair()
    third = ApplicationFactory(posting=kept.posting, cv=False)
    token = application_token(other)
    merge(other, third)
    merge(kept, Application.objects.get(pk=other.pk))
    assert read_application_token(token) == kept
    assert read_application_token(application_token(third)) == kept


def test_erasure_afterwards_leaves_nothing(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    kept, other = pair()
    for one in (kept, other):
        add_document(application=one, upload=cv(), now=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        merge(kept, other)
        erase_application(application=kept, reason=ErasureReason.REQUEST, now=timezone.now())
    left = [model.objects.count() for model in (Application, MergedApplication, Document)]
    assert (left, stored_files()) == ([0, 0, 0], [])
    proven = {*ErasureProof.objects.values_list("reference_sha256", flat=True)}
    assert proven == {sha256(one.reference.encode()).hexdigest() for one in (kept, other)}


def test_mails_that_the_other_was_to_get_are_sent_for_the_one_that_stays(
    mailoutbox: list[EmailMessage],
) -> None:
    kept, other = pair()
    sent_at = timezone.now() - timedelta(days=2)
    Application.objects.filter(pk=kept.pk).update(receipt_sent_at=sent_at)
    add_document(application=other, upload=cv(), now=timezone.now())
    other.events.create(kind=EventKind.ENTERED, detail="mail", at=timezone.now())
    merge(kept, other)
    jobs = ProcrastinateJob.objects.filter(args__application_id=kept.pk, status="todo")
    names = {*jobs.values_list("task_name", flat=True)}
    assert names >= {"applications.tell_arrived", "applications.send_entry_notice"}
    deliver_entry_notice(application_id=kept.pk, now=timezone.now())
    deliver_arrival_mail(application_id=kept.pk, now=timezone.now())
    assert [one.to for one in mailoutbox] == [[kept.email]] * 2
    assert not kept.events.filter(told_at=None, kind__in=["entered", "document_added"]).exists()
    kept.refresh_from_db()
    assert kept.receipt_sent_at == sent_at
