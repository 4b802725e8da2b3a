"""The mail that proposals another posting: from the outbox to the applicant's answer, and what overtakes it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from applications.enums import Stage, TransferKind, TransferState
from applications.models import Application, Transfer
from applications.services.follow_up import withdraw_application
from applications.services.transfers import TransferRefused, answer_transfer
from careers.models import Posting
from hiring.enums import Announcement, DecisionState, NoticeTiming, OutgoingState, Recommendation
from hiring.mails.notices import compose_digest
from hiring.models import OutgoingMail, Rating, StaffNotice
from hiring.reviews.copy_entries import list_entries
from hiring.reviews.queue import find_next_to_rate
from hiring.reviews.seen_ratings import read_ratings
from hiring.services.decisions import (
    Choice,
    DecisionRefused,
    apply_decision,
    decide,
    prepare_decision,
)
from hiring.services.ratings import Opinion, rate_application
from hiring.services.sending import send_outgoing_mail
from hiring.services.settling import confirm_told_otherwise, take_back_mail
from hiring.services.transfer_proposals import TransferWish, propose_transfer, take_back_proposal
from tests.applications.factories import ApplicationFactory, hr_manager, team_member
from tests.careers.factories import published
from tests.hiring.desk_site import criteria
from tests.hiring.factories import letter, rejection_reason, transfer_template

pytestmark = pytest.mark.django_db


def proposed(
    application: Application | None = None, kind: TransferKind = TransferKind.MOVE
) -> OutgoingMail:
    return propose_transfer(
        application=application or ApplicationFactory(),
        wish=TransferWish(published(title_en="Cloud Engineer"), kind, transfer_template()),
        actor=hr_manager(),
        now=timezone.now(),
    )


def send(waiting: OutgoingMail) -> Transfer:
    send_outgoing_mail(mail_id=waiting.pk, now=waiting.send_after)
    return Transfer.objects.get(mail=waiting)


def move(application: Application) -> Application:
    transfer = send(proposed(application))
    answer_transfer(application=application, key=transfer.pk, agrees=True, now=timezone.now())
    application.refresh_from_db()
    return application


def test_mail_asks_in_the_applicants_language_and_opens_the_proposal() -> None:
    waiting = proposed(ApplicationFactory(language="en"))
    assert "“Cloud Engineer”" in waiting.body
    assert re.search("consider you for it instead.*within 14 days", waiting.body)
    assert waiting.send_after > timezone.now()
    transfer = send(waiting)
    assert transfer.state == TransferState.PROPOSED
    assert transfer.expires_at is not None
    assert transfer.expires_at > timezone.now() + timedelta(days=13)
    assert "/application/" in mail.outbox[-1].body


def test_mail_that_is_taken_back_takes_the_proposal_back() -> None:
    waiting = proposed()
    take_back_mail(mail=waiting, now=timezone.now())
    assert Transfer.objects.get().state == TransferState.TAKEN_BACK
    assert proposed(waiting.application).state == OutgoingState.WAITING


def test_proposal_that_is_taken_back_takes_its_mail_along() -> None:
    waiting = proposed()
    take_back_proposal(transfer=Transfer.objects.get(), now=timezone.now())
    waiting.refresh_from_db()
    assert waiting.state == OutgoingState.CANCELLED
    assert send(waiting).state == TransferState.TAKEN_BACK
    assert mail.outbox == []


def test_proposal_is_taken_back_after_its_mail_as_well() -> None:
    transfer = send(proposed())
    take_back_proposal(transfer=transfer, now=timezone.now())
    transfer.refresh_from_db()
    assert transfer.state == TransferState.TAKEN_BACK


def close_target(waiting: OutgoingMail) -> None:
    Posting.objects.filter(title_en="Cloud Engineer").update(closed_at=timezone.now())


def withdraw(waiting: OutgoingMail) -> None:
    withdraw_application(application=waiting.application, reason="", now=timezone.now())


@pytest.mark.parametrize("overtake", [close_target, withdraw])
def test_mail_of_what_is_over_does_not_leave(overtake: Any) -> None:
    waiting = proposed()
    overtake(waiting)
    assert send(waiting).state == TransferState.LAPSED
    waiting.refresh_from_db()
    assert (waiting.state, mail.outbox) == (OutgoingState.CANCELLED, [])


def test_applicant_who_was_told_otherwise_can_answer() -> None:
    waiting = proposed()
    OutgoingMail.objects.update(state=OutgoingState.REFUSED)
    confirm_told_otherwise(mail=waiting, now=timezone.now())
    assert Transfer.objects.get().state == TransferState.PROPOSED


def test_decision_that_ends_it_ends_the_proposal_and_another_does_not() -> None:
    application = ApplicationFactory()
    send(proposed(application))
    prepare_decision(
        application=application, choice=Choice(Stage.INTERVIEW), actor=None, now=timezone.now()
    )
    assert Transfer.objects.get().state == TransferState.PROPOSED
    choice, now = Choice(Stage.REJECTED, rejection_reason()), timezone.now()
    noted = prepare_decision(application=application, choice=choice, actor=None, now=now)
    assert Transfer.objects.get().state == TransferState.PROPOSED
    apply_decision(decision=noted, letter=letter(), actor=None, now=now)
    assert Transfer.objects.get().state == TransferState.LAPSED


def test_nothing_is_offered_while_a_decision_is_on_its_way() -> None:
    application = ApplicationFactory()
    decision = prepare_decision(
        application=application, choice=Choice(Stage.INTERVIEW), actor=None, now=timezone.now()
    )
    with pytest.raises(TransferRefused):
        proposed(application)
    assert OutgoingMail.objects.count() == 0
    type(decision).objects.update(state=DecisionState.TAKEN_BACK)
    assert proposed(application)


def test_invitation_to_the_earlier_posting_does_not_leave_after_a_move() -> None:
    application = ApplicationFactory()
    transfer = send(proposed(application))
    decision = decide(
        application=application,
        choice=Choice(Stage.INTERVIEW),
        letter=letter(),
        actor=None,
        now=timezone.now(),
    )
    answer_transfer(application=application, key=transfer.pk, agrees=True, now=timezone.now())
    mail.outbox.clear()
    send_outgoing_mail(mail_id=decision.mail.pk, now=timezone.now() + timedelta(days=3))
    decision.refresh_from_db()
    assert (decision.state, mail.outbox) == (DecisionState.TAKEN_BACK, [])


def test_nobody_is_rejected_here_who_was_told_so_of_the_earlier_posting() -> None:
    application = ApplicationFactory()
    transfer = send(proposed(application))
    choice, now = Choice(Stage.INTERVIEW), timezone.now()
    decision = decide(application=application, choice=choice, letter=letter(), actor=None, now=now)
    answer_transfer(application=application, key=transfer.pk, agrees=True, now=timezone.now())
    OutgoingMail.objects.filter(pk=decision.mail.pk).update(state=OutgoingState.REFUSED)
    with pytest.raises(DecisionRefused):
        confirm_told_otherwise(mail=decision.mail, now=timezone.now())
    decision.mail.refresh_from_db()
    assert decision.mail.state == OutgoingState.REFUSED
    take_back_mail(mail=decision.mail, now=timezone.now())
    application.refresh_from_db()
    assert application.stage == Stage.RECEIVED


def test_what_was_noted_for_the_earlier_posting_is_not_applied_here() -> None:
    application = ApplicationFactory()
    transfer = send(proposed(application))
    noted = prepare_decision(
        application=application, choice=Choice(Stage.INTERVIEW), actor=None, now=timezone.now()
    )
    answer_transfer(application=application, key=transfer.pk, agrees=True, now=timezone.now())
    with pytest.raises(DecisionRefused):
        apply_decision(decision=noted, letter=None, actor=None, now=timezone.now())
    again = prepare_decision(
        application=application, choice=Choice(Stage.INTERVIEW), actor=None, now=timezone.now()
    )
    applied = apply_decision(decision=again, letter=None, actor=None, now=timezone.now())
    assert applied.announcement == Announcement.WITHOUT_MAIL


def test_ratings_of_the_earlier_posting_stay_and_do_not_count() -> None:
    application, rater = ApplicationFactory(), hr_manager()
    [criterion] = criteria(application.posting, "Erfahrung")
    opinion = Opinion(Recommendation.YES, {criterion.pk: 4})
    rate_application(application=application, opinion=opinion, actor=rater, now=timezone.now())
    move(application)
    rows = Application.objects.filter(pk=application.pk)
    assert find_next_to_rate(rows, rater, current=0) == application.pk
    assert read_ratings(application, rater).own is None
    again = Opinion(Recommendation.NO)
    rate_application(application=application, opinion=again, actor=rater, now=timezone.now())
    seen = read_ratings(application, rater)
    assert seen.own is not None
    assert (seen.own.recommendation, len(seen.own_points)) == ("no", 0)
    [earlier] = seen.earlier
    assert (earlier.recommendation, [score.value for score in earlier.scores.all()]) == ("yes", [4])
    assert Rating.objects.count() == 2
    told = [one.text for one in list_entries(application) if one.kind == "rating"]
    assert [earlier.earlier_words in text for text in told] == [True, False]


def test_new_team_hears_of_it_in_its_mail_of_the_day() -> None:
    application = ApplicationFactory(submitted_at=timezone.now() - timedelta(days=9))
    move(application)
    member = team_member(application)
    member.email = "team@example.org"
    day = timedelta(hours=1)
    notice = StaffNotice(
        user=member, covers_from=timezone.now() - day, covers_until=timezone.now() + day
    )
    digest = compose_digest(notice, NoticeTiming.DAILY)
    assert digest is not None
    assert "Cloud Engineer" in digest.body or str(application.posting) in digest.body
    earlier = team_member(ApplicationFactory(posting=Transfer.objects.get().from_edition.posting))
    Application.objects.exclude(pk=application.pk).delete()
    notice.user = earlier
    assert compose_digest(notice, NoticeTiming.DAILY) is None
