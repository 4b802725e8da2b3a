"""Two people at the same moment: HR who merge the same two, and an applicant who clicks twice."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from applications.enums import TransferKind
from applications.models import Application, MergedApplication
from applications.services.locking import ApplicationGone
from applications.services.transfers import TransferRefused, answer_transfer, prepare_transfer
from hiring.services.doubles import merge_applications
from tests.applications.factories import ApplicationFactory, hr_manager, proposal
from tests.applications.traces import stored_files
from tests.careers.factories import published

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each returned or raised, all started at the same moment."""
    ready = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        ready.wait()
        try:
            return act()
        except (ApplicationGone, TransferRefused) as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_applicant_who_agrees_twice_at_once_has_one_copy() -> None:
    transfer = proposal(kind=TransferKind.COPY)

    def agree() -> object:
        return answer_transfer(
            application=transfer.application, key=transfer.pk, agrees=True, now=timezone.now()
        ).state

    assert at_once(agree, agree, agree) == ["done"] * 3
    assert (Application.objects.count(), len(stored_files())) == (2, 2)


def test_two_people_who_merge_the_same_two_each_their_way_leave_one() -> None:
    first = ApplicationFactory()
    second = ApplicationFactory(posting=first.posting, cv=False)
    hanna, hugo = hr_manager(), hr_manager()

    def merge(kept: Application, other: Application, actor: User) -> object:
        now = timezone.now()
        return merge_applications(kept=kept, other=other, actor=actor, now=now).reference

    answers = at_once(lambda: merge(first, second, hanna), lambda: merge(second, first, hugo))
    left = Application.objects.get()
    assert sorted(map(str, answers)) == sorted([left.reference, str(ApplicationGone)])
    assert (MergedApplication.objects.count(), left.documents.count()) == (1, 1)


def test_two_people_who_propose_at_once_make_one_proposal() -> None:
    application, target = ApplicationFactory(), published()
    people = hr_manager(), hr_manager()

    def propose(actor: User) -> object:
        return prepare_transfer(
            application=application,
            kind=TransferKind.MOVE,
            target=target,
            actor=actor,
            now=timezone.now(),
        ).state

    answers = at_once(*(lambda actor=actor: propose(actor) for actor in people))
    assert sorted(map(str, answers)) == sorted(["waiting", str(TransferRefused)])
    assert application.transfers.count() == 1
