"""Something done to many applications: each once, whoever dies meanwhile, and only what is allowed."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import User
from procrastinate.contrib.django.models import ProcrastinateJob

from applications.enums import DocumentKind, ErasureReason, Stage
from applications.models import Application, Exclusion
from applications.privacy.erasure import erase_application
from hiring.enums import BulkItemState, BulkState, DecisionState, Occasion
from hiring.models import BulkRun, Decision, HiringRecord, OutgoingMail, Tag
from hiring.services import bulk_runs
from hiring.services.bulk_runs import (
    Order,
    begin_run,
    carry_out_run,
    forget_runs,
    mark_broken_off,
    resume_run,
)
from hiring.services.bulk_steps import (
    BulkStep,
    apply_step,
    ask_step,
    decide_step,
    tag_step,
    write_step,
)
from hiring.services.decisions import Choice, prepare_decision
from tests.applications.factories import ApplicationFactory, hr_manager, team_member
from tests.careers.factories import published
from tests.hiring.factories import NOW, rejection_reason, template_of
from tests.worker import run_worker

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
WORDS = {"subject": "Termin", "body": "Guten Tag {name}"}


def applications(count: int, **fields: Any) -> list[Application]:
    posting = published()
    return [ApplicationFactory(posting=posting, cv=False, **fields) for _ in range(count)]


def letters() -> BulkStep:
    return write_step({"de": WORDS})


def begin(
    rows: list[Application],
    step: BulkStep | None = None,
    actor: User | None = None,
    token: UUID | None = None,
) -> BulkRun:
    order = Order(step or letters(), [row.pk for row in rows], token or uuid4())
    return begin_run(order=order, actor=actor or hr_manager(), now=NOW)


def carry_out(run: BulkRun) -> BulkRun:
    carry_out_run(run_id=run.pk, now=NOW)
    run.refresh_from_db()
    return run


def done(rows: list[Application], step: BulkStep | None = None) -> BulkRun:
    return carry_out(begin(rows, step))


def noted() -> list[int]:
    return [*Decision.objects.pending().values_list("pk", flat=True)]


def sentences(run: BulkRun) -> list[str]:
    return [*run.items.filter(state=BulkItemState.REFUSED).values_list("sentence", flat=True)]


def test_each_gets_a_letter_with_their_own_name() -> None:
    rows = applications(2, language="de")
    run = done(rows)
    bodies = OutgoingMail.objects.values_list("application", "body")
    assert {*bodies} == {(row.pk, f"Guten Tag {row.name}") for row in rows}
    assert (run.state, run.count_items()) == (BulkState.DONE, (2, 0, 0))


def test_who_reads_another_language_is_named() -> None:
    run = done([*applications(1, language="en"), *applications(1, language="de")])
    assert (len(sentences(run)), run.count_items().done) == (1, 1)


def test_each_is_asked_once_and_who_cannot_be_asked_is_named() -> None:
    rows = [*applications(1), ApplicationFactory(rejected=True)]
    step = ask_step(DocumentKind.CERTIFICATE, "C1", template_of(Occasion.REQUEST))
    assert done(rows, step).count_items() == (1, 1, 0)
    again = done(rows, step)
    assert again.count_items() == (0, 2, 0)
    assert OutgoingMail.objects.count() == 1


def test_tags_come_and_go_and_others_stay() -> None:
    rows = applications(2)
    old, new, other = (Tag.objects.create(name=name) for name in ("old", "new", "other"))
    HiringRecord.objects.create(application=rows[0]).tags.set([old, other])
    done(rows, tag_step([new], [old]))
    found = [[tag.name for tag in row.hiring_record.tags.all()] for row in rows]
    assert found == [["new", "other"], ["new"]]
    assert rows[0].record_changes.count() == 2


def test_pending_decisions_are_applied_and_where_there_is_none_it_is_said() -> None:
    rows = applications(2)
    prepare_decision(
        application=rows[0], choice=Choice(Stage.INTERVIEW), actor=hr_manager(), now=NOW
    )
    template_of(Occasion.INVITATION)
    run = done(rows, apply_step(None, decisions=noted(), with_mail=True))
    assert (run.count_items(), OutgoingMail.objects.count()) == ((1, 1, 0), 1)


def test_what_was_noted_after_the_confirmation_is_not_applied() -> None:
    [row] = applications(1)
    actor, choices = (
        hr_manager(),
        (Choice(Stage.INTERVIEW), Choice(Stage.REJECTED, rejection_reason())),
    )
    prepare_decision(application=row, choice=choices[0], actor=actor, now=NOW)
    run = begin([row], apply_step(None, decisions=noted(), with_mail=False))
    later = prepare_decision(application=row, choice=choices[1], actor=actor, now=NOW)
    assert carry_out(run).count_items() == (0, 1, 0)
    later.refresh_from_db()
    assert later.state == DecisionState.PENDING


def test_template_that_was_deleted_meanwhile_is_said() -> None:
    template = template_of(Occasion.REQUEST)
    run = begin(applications(1), ask_step(DocumentKind.CV, "", template))
    template.delete()
    assert carry_out(run).count_items() == (0, 1, 0)


def test_worker_does_what_is_too_much_for_a_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_runs, "AT_ONCE", 2)
    monkeypatch.setattr(bulk_runs, "STEP", 2)
    few, many = begin(applications(2)), begin(applications(5, language="de"))
    jobs = ProcrastinateJob.objects.filter(task_name=bulk_runs.CARRY_OUT)
    assert [job.args for job in jobs] == [{"run_id": many.pk}]
    run_worker()
    many.refresh_from_db()
    assert (many.state, many.count_items()) == (BulkState.DONE, (5, 0, 0))
    assert few.count_items() == (0, 0, 2)


def test_what_was_sent_twice_is_done_once() -> None:
    rows, actor, token = applications(2, language="de"), hr_manager(), uuid4()
    runs = [begin(rows, actor=actor, token=token) for _ in range(2)]
    for run in runs:
        carry_out(run)
    assert (runs[0], OutgoingMail.objects.count()) == (runs[1], 2)


def test_same_form_with_other_words_is_another_step() -> None:
    rows, actor, token = applications(1, language="de"), hr_manager(), uuid4()
    other = write_step({"de": {"subject": "Anders", "body": "Anders"}})
    carry_out(begin(rows, actor=actor, token=token))
    carry_out(begin(rows, other, actor=actor, token=token))
    assert OutgoingMail.objects.count() == 2


class Killed(BaseException):
    """What a worker that is killed leaves behind: nothing is caught, and nothing noted."""


def test_run_whose_worker_dies_goes_on_without_doubling(monkeypatch: pytest.MonkeyPatch) -> None:
    run, note, noted = begin(applications(5, language="de")), bulk_runs.note_item, list[int]()

    def note_and_die(item: Any, *args: Any, **more: Any) -> None:
        note(item, *args, **more)
        noted.append(item.pk)
        if len(noted) in {2, 4}:  # its letter is written, and neither is committed
            raise Killed

    monkeypatch.setattr(bulk_runs, "note_item", note_and_die)
    for _ in range(2):
        with pytest.raises(Killed):
            carry_out(run)
    assert OutgoingMail.objects.count() == 2
    assert carry_out(run).count_items() == (5, 0, 0)
    written = OutgoingMail.objects.values_list("application", flat=True)
    assert len({*written}) == len(written) == 5


def test_run_that_broke_off_is_shown_as_such_and_resumed(monkeypatch: pytest.MonkeyPatch) -> None:
    run = begin(applications(2, language="de"))
    with monkeypatch.context() as broken:
        broken.setattr(bulk_runs, "with_ads", None)
        with pytest.raises(TypeError):
            carry_out(run)
    run.refresh_from_db()
    assert run.state == BulkState.FAILED
    resume_run(run=run)
    run_worker()
    run.refresh_from_db()
    assert (run.state, run.count_items()) == (BulkState.DONE, (2, 0, 0))


def test_run_whose_request_ended_before_it_is_broken_off_and_resumed() -> None:
    run = begin(applications(2, language="de"))
    assert [mark_broken_off(NOW + timedelta(minutes=minutes)) for minutes in (14, 15)] == [0, 1]
    resume_run(run=run)
    run_worker()
    run.refresh_from_db()
    assert (run.state, run.count_items()) == (BulkState.DONE, (2, 0, 0))


def test_nothing_is_done_to_what_the_person_may_not_see_any_more() -> None:
    rows, actor = applications(2, language="de"), hr_manager()
    run = begin(rows, actor=actor)
    Exclusion.objects.create(application=rows[0], user=actor, at=NOW)
    assert carry_out(run).count_items() == (1, 1, 0)
    assert [mail.application for mail in OutgoingMail.objects.all()] == [rows[1]]
    assert [*run.items.refused_for(actor)] == []
    assert run.items.refused_for(hr_manager()).count() == 1


@pytest.mark.parametrize("change", ["right", "account"])
def test_right_that_was_taken_away_holds_for_what_is_left(change: str) -> None:
    rows, actor = applications(1, language="de"), hr_manager()
    run = begin(rows, actor=actor)
    if change == "right":
        actor.groups.clear()
    else:
        User.objects.filter(pk=actor.pk).update(is_active=False)
    assert carry_out(run).count_items() == (0, 1, 0)
    assert OutgoingMail.objects.count() == 0


def test_team_member_does_nothing_without_the_right() -> None:
    rows = applications(1, language="de")
    tag = tag_step([Tag.objects.create(name="new")], [])
    for step in (letters(), tag):
        assert carry_out(begin(rows, step, team_member(rows[0]))).count_items() == (0, 1, 0)


def test_applications_erased_meanwhile_are_passed_over() -> None:
    rows = applications(3, language="de")
    run = begin(rows)
    Application.objects.get(pk=rows[0].pk).delete()
    assert carry_out(run).count_items() == (2, 0, 0)
    assert run.state == BulkState.DONE


def test_words_of_a_run_are_forgotten_when_it_is_done() -> None:
    run = done(applications(1, language="de"))
    assert (run.state, run.options) == (BulkState.DONE, {})


def test_run_about_one_application_goes_with_it() -> None:
    one, other = applications(2, language="de")
    begin([one])
    both = begin([one, other])
    erase_application(application=one, reason=ErasureReason.REQUEST, now=NOW)
    assert [*BulkRun.objects.all()] == [both]


def test_same_decision_on_many_is_refused_where_one_is_on_its_way() -> None:
    rows = applications(2)
    template_of(Occasion.REJECTION)
    step = decide_step(Choice(Stage.REJECTED, rejection_reason()), template_of(Occasion.REJECTION))
    assert done(rows[:1], step).count_items() == (1, 0, 0)
    assert done(rows, step).count_items() == (1, 1, 0)
    assert Decision.objects.count() == 2


def test_runs_are_forgotten_after_their_days_unless_they_go_on() -> None:
    old, going = done(applications(1)), begin(applications(1))
    assert forget_runs(NOW + timedelta(days=6)) == 0
    forget_runs(NOW + timedelta(days=7))
    assert [*BulkRun.objects.all()] == [going]
    assert old.total == 1
