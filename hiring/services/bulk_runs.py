"""Doing something to several applications: each in its own transaction, going on where it stopped.

Every application is a row of the run, marked in the transaction that does it, so that nothing is done
twice however often a worker dies. Few are done within the request, many by a job.
"""

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.signals import pre_delete
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from applications.models import Application
from applications.services.locking import ApplicationGone, lock_application
from careers.models import Posting
from hiring.enums import BulkItemState, BulkKind, BulkState
from hiring.models import BulkItem, BulkRun, OutgoingMail
from hiring.models.bulk_run import SENTENCE_LENGTH
from hiring.services.bulk import REFUSALS, close_as_filled, refusal_sentence, with_ads
from hiring.services.bulk_steps import BULK_ACTIONS, BulkStep, Perform

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CARRY_OUT = "hiring.carry_out_bulk"
AT_ONCE = 100
"""Applications; with more of them it is a job."""
STEP = 50
"""So many are read at a time."""
LONGEST_REQUEST = timedelta(minutes=15)
KEPT = timedelta(days=7)
"""For so long somebody can look up what was refused."""
UNFINISHED = (BulkState.WAITING, BulkState.RUNNING, BulkState.FAILED)


class Order(NamedTuple):
    """What is to be done to which applications; `token` is that of the form it was asked with."""

    step: BulkStep
    keys: list[int]
    token: UUID

    @property
    def name(self) -> UUID:
        """The same for what is sent twice, another one where anything of it was changed."""
        written = json.dumps([self.step.kind, self.step.options, self.keys], sort_keys=True)
        return uuid5(self.token, written)


@transaction.atomic
def begin_run(*, order: Order, actor: "User", now: datetime) -> BulkRun:
    """Write down what is to be done; more than AT_ONCE are done by a job, fewer by carry_out_run.

    What was sent twice is one run.
    """
    step, keys, _token = order
    run, is_new = BulkRun.objects.get_or_create(
        token=uuid5(order.name, str(actor.pk)),
        defaults={
            "user": actor,
            "kind": step.kind,
            "options": step.options,
            "language": get_language() or "",
            "total": len(keys),
            "asked_at": now,
            "expires_at": now + KEPT,
        },
    )
    if is_new:
        items = (BulkItem(run=run, application_id=key) for key in keys)
        BulkItem.objects.bulk_create(items, batch_size=1000)
        if is_long(run):
            defer_run(run)
    return run


@transaction.atomic
def close_and_answer(*, posting: Posting, order: Order, actor: "User", now: datetime) -> BulkRun:
    """Close a posting as filled and begin to answer those who wait; raises CloseRefused."""
    close_as_filled(posting=posting, actor=actor, now=now)
    return begin_run(order=order, actor=actor, now=now)


@transaction.atomic
def resume_run(*, run: BulkRun) -> None:
    """Go on with what broke off; what was done stays done. Nothing happens to any other run."""
    rows = BulkRun.objects.filter(pk=run.pk, state=BulkState.FAILED)
    if rows.update(state=BulkState.WAITING):
        defer_run(run)


def is_long(run: BulkRun) -> bool:
    return run.total > AT_ONCE


def defer_run(run: BulkRun) -> None:
    app.configure_task(CARRY_OUT, lock=f"{CARRY_OUT} {run.pk}").defer(run_id=run.pk)


def carry_out_run(*, run_id: int, now: datetime) -> None:
    """Do what is left of a run, in the name and with the rights of whoever began it.

    An error of ours ends it as broken off, and goes on to the caller. What was written for it is
    forgotten when it is done: it may tell of somebody whose application is erased before the run is.
    """
    rows = BulkRun.objects.filter(pk=run_id)
    run = rows.filter(state__in=UNFINISHED).select_related("user").first()
    if run is None:
        return
    rows.filter(state__in=UNFINISHED).update(state=BulkState.RUNNING)
    try:
        with override(run.language or None):
            do_rest(run, now)
    except Exception:
        rows.filter(state=BulkState.RUNNING).update(state=BulkState.FAILED)
        raise
    rows.update(state=BulkState.DONE, options={}, expires_at=now + KEPT)


def do_rest(run: BulkRun, now: datetime) -> None:
    right, read = BULK_ACTIONS[BulkKind(run.kind)]
    perform = read(run.options)
    may = run.user.is_active and run.user.has_perm(right)
    visible = Application.objects.for_user(run.user) if may else Application.objects.none()
    waiting = run.items.filter(state=BulkItemState.WAITING)
    while items := list(waiting[:STEP]):
        found = with_ads(visible.filter(bulk_items__in=items)).in_bulk()
        for item in items:
            do_item(item, found.get(item.application_id), perform, run.user, now)


@transaction.atomic
def do_item(
    item: BulkItem,
    application: Application | None,
    perform: Perform,
    actor: "User",
    now: datetime,
) -> None:
    """Do it and note that in one; the application is locked first, as everywhere."""
    if application is None:
        note_item(
            item, BulkItemState.REFUSED, _("You may not do this to the application any more.")
        )
        return
    try:
        lock_application(application)
    except ApplicationGone:  # and its item with it
        return
    if not BulkItem.objects.filter(pk=item.pk, state=BulkItemState.WAITING).exists():
        return
    try:
        with transaction.atomic():
            mail = perform(application, actor, now)
    except REFUSALS as refusal:
        note_item(item, BulkItemState.REFUSED, refusal_sentence(refusal))
    else:
        note_item(item, BulkItemState.DONE, mail=mail)


def note_item(
    item: BulkItem, state: BulkItemState, sentence: str = "", mail: OutgoingMail | None = None
) -> None:
    rows = BulkItem.objects.filter(pk=item.pk)
    rows.update(state=state, sentence=sentence[:SENTENCE_LENGTH], mail=mail)


def mark_broken_off(now: datetime) -> int:
    """Runs within a request that ended before them, so that somebody can have the rest done; how many."""
    short = BulkRun.objects.filter(total__lte=AT_ONCE, asked_at__lte=now - LONGEST_REQUEST)
    return short.filter(state__in=UNFINISHED[:2]).update(state=BulkState.FAILED)


def connect_erasure() -> None:
    """Have runs end with the last application that they were about."""
    pre_delete.connect(end_runs, sender=Application, dispatch_uid="end_bulk_runs")


def end_runs(instance: Application, **_kwargs: object) -> None:
    others = BulkItem.objects.filter(run=OuterRef("pk")).exclude(application=instance)
    BulkRun.objects.filter(~Exists(others), items__application=instance).delete()


def forget_runs(now: datetime) -> int:
    """Delete runs that somebody looked at for long enough; returns how many rows went."""
    return BulkRun.objects.past_expiry(now).exclude(state__in=UNFINISHED[:2]).delete()[0]
