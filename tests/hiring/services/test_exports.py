"""Long exports: made by a job, handed out while all in them may be seen, gone with what is in them."""

import csv
import io
import os
import time
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from applications.enums import ErasureReason
from applications.models import Application, DataKey, DocumentAccess, Exclusion
from applications.privacy.erasure import erase_application
from hiring.enums import ExportKind, ExportState
from hiring.exports.wishes import Wish
from hiring.models import Export, ExportAccess
from hiring.services import exports
from hiring.services.exports import (
    AT_ONCE,
    MOST_KEPT,
    Selection,
    TooManyExports,
    begin_export,
    expire_exports,
    is_long,
    make_export,
    open_export,
)
from tests.applications.factories import ApplicationFactory, hr_manager, team_member
from tests.applications.privacy.test_erasure import files_that_hold, rows_that_hold
from tests.applications.stored import store
from tests.applications.traces import stored_files
from tests.careers.factories import published
from tests.worker import run_worker

pytestmark = pytest.mark.django_db(transaction=True)
TABLE = Wish(ExportKind.CSV, "de", ["reference", "name"])


def applications(count: int, **fields: Any) -> list[Application]:
    posting = published()
    return [
        ApplicationFactory(**({"posting": posting, "cv": False} | fields)) for _ in range(count)
    ]


def begin(user: Any, rows: list[Application], wish: Wish = TABLE) -> Export:
    keys = [row.pk for row in rows]
    return begin_export(selection=Selection(user, keys), wish=wish, now=timezone.now())


def ready(user: Any, rows: list[Application], wish: Wish = TABLE) -> Export:
    export = begin(user, rows, wish)
    make_export(export_id=export.pk, now=timezone.now())
    return fresh(export)


def fresh(export: Export) -> Export:
    return Export.objects.select_related("user").get(pk=export.pk)


def opened(export: Export) -> bytes | None:
    """What the person gets who asked for it, with the rights of this moment."""
    again = fresh(export)
    content = open_export(export=again, user=again.user, now=timezone.now())
    if content is None:
        return None
    with content:
        return bytes(content.read())


def states(export: Export) -> tuple[str, int]:
    return fresh(export).state, len(stored_files())


def test_worker_makes_a_table_of_three_hundred() -> None:
    posting = published()
    shared = {"posting": posting, "edition": posting.current_edition, "language": "de"}
    rows = ApplicationFactory.build_batch(300, **shared, cv=False)
    rows = Application.objects.bulk_create(rows)
    export = begin(hr_manager(), rows)
    assert states(export) == (ExportState.WAITING, 0)
    run_worker()
    export = fresh(export)
    assert (export.state, export.done, export.total) == (ExportState.READY, 300, 300)
    content = opened(export)
    assert content is not None
    assert export.size == len(content)
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    read = [row[0] for row in csv.reader(text, delimiter=";")]
    assert read == ["Bewerbungsnummer", *(row.reference for row in rows)]


def test_number_of_applications_or_bytes_makes_it_long() -> None:
    rows = applications(1, cv={"size": 51 * 1024 * 1024})
    one, many = Selection(hr_manager(), [rows[0].pk]), Selection(hr_manager(), [0] * (AT_ONCE + 1))
    assert [is_long(one, kind) for kind in ExportKind] == [False, False, True, False, False]
    assert is_long(many, ExportKind.CSV)
    assert not is_long(Selection(many.user, many.keys[1:]), ExportKind.CSV)


def test_export_is_noted_for_each_application() -> None:
    rows, user = applications(2, cv={}), hr_manager()
    export = ready(user, rows, Wish(ExportKind.DOCUMENTS, "en"))
    noted = ExportAccess.objects.values_list("application", "user", "kind", "export")
    assert [*noted] == [(row.pk, user.pk, "documents", export.pk) for row in rows]
    assert DocumentAccess.objects.count() == 0
    assert opened(export) is not None
    assert {*DocumentAccess.objects.values_list("document", "user")} == {
        (row.documents.get().pk, user.pk) for row in rows
    }
    export.delete()
    assert ExportAccess.objects.filter(user=user, export=None).count() == 2


def forbid_by_exclusion(row: Application, export: Export) -> None:
    Exclusion.objects.create(application=row, user=export.user, at=timezone.now())


def forbid_by_team(row: Application, export: Export) -> None:
    row.posting.hiring_team.remove(export.user)


def forbid_by_wish_of_its_author(row: Application, export: Export) -> None:
    Application.objects.filter(pk=row.pk).update(erasure_requested_at=timezone.now())


def forbid_by_group(row: Application, export: Export) -> None:
    export.user.groups.clear()


def forbid_by_account(row: Application, export: Export) -> None:
    export.user.is_active = False
    export.user.save()


@pytest.mark.parametrize(
    "forbid",
    [
        forbid_by_exclusion, forbid_by_team, forbid_by_wish_of_its_author, forbid_by_group,
        forbid_by_account,
    ],
)  # fmt: skip
def test_export_with_something_forbidden_is_void(forbid: Any) -> None:
    rows = applications(2)
    export = ready(team_member(*rows), rows)
    assert opened(export) is not None
    forbid(rows[0], export)
    assert opened(export) is None
    assert states(export) == (ExportState.VOID, 0)


@pytest.mark.parametrize("forbid", [forbid_by_exclusion, forbid_by_team, forbid_by_group])
def test_job_makes_nothing_of_what_is_forbidden_meanwhile(forbid: Any) -> None:
    rows = applications(2)
    export = begin(team_member(*rows), rows)
    forbid(rows[0], export)
    run_worker()
    assert states(export) == (ExportState.VOID, 0)


def test_column_that_may_not_be_seen_any_more_makes_it_void() -> None:
    rows, user = applications(1), hr_manager()
    rows[0].posting.hiring_team.add(user)
    plain, keeping = ready(user, rows), ready(user, rows, Wish(ExportKind.CSV, "de", ["hold"]))
    user.groups.set(team_member().groups.all())
    assert (opened(plain) is None, opened(keeping) is None) == (False, True)


def test_nothing_is_left_when_one_of_them_is_erased() -> None:
    rows = applications(2, name="Zyxwv")
    export = ready(hr_manager(), rows)
    other = ready(export.user, applications(1, name="Kim"))
    assert (len(stored_files()), files_that_hold("Zyxwv")) == (2, [])
    reference = rows[0].reference
    for row in rows:
        erase_application(application=row, reason=ErasureReason.REQUEST, now=timezone.now())
        assert not Export.objects.filter(pk=export.pk).exists()
    assert (rows_that_hold("zyxwv"), rows_that_hold(reference)) == ([], [])
    assert (len(stored_files()), states(other)) == (1, (ExportState.READY, 1))
    assert DataKey.objects.get() == other.data_key


def test_file_that_is_being_made_goes_with_an_erased_application(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = applications(2)
    export = begin(hr_manager(), rows)
    store_export = exports.store_export

    def store_and_erase(name: str, made: Any, key: DataKey) -> int:
        size = store_export(name, made, key)
        erase_application(application=rows[0], reason=ErasureReason.REQUEST, now=timezone.now())
        store(b"renamed after the erasure", name)
        return size

    monkeypatch.setattr(exports, "store_export", store_and_erase)
    make_export(export_id=export.pk, now=timezone.now())
    assert (Export.objects.count(), stored_files()) == (0, [])


def test_export_ends_after_its_days_and_with_its_account(settings: Settings) -> None:
    settings.EXPORT_DAYS = 3
    rows = applications(1)
    export, other = ready(hr_manager(), rows), ready(team_member(*rows), rows)
    left = export.expires_at - timezone.now()
    assert timedelta(days=2, hours=23) < left <= timedelta(days=3)
    other.user.delete()
    assert len(stored_files()) == 1
    assert expire_exports(export.expires_at - timedelta(seconds=1)) == 0
    assert expire_exports(export.expires_at) == 1
    assert (Export.objects.count(), stored_files()) == (0, [])


def set_age_of_files(hours: int) -> None:
    for path in stored_files():
        os.utime(path, (time.time() - hours * 3600,) * 2)


def test_files_without_an_export_go_after_a_day() -> None:
    export = ready(hr_manager(), applications(1))
    for name in ("exports/left", "exports/half.part"):
        store(b"left", name)
    set_age_of_files(hours=1)  # by the clock of the tests, which files do not know
    assert (expire_exports(timezone.now()), len(stored_files())) == (0, 3)
    set_age_of_files(hours=25)
    expire_exports(timezone.now())
    assert states(export) == (ExportState.READY, 1)


def test_job_that_was_killed_begins_again() -> None:
    export = begin(hr_manager(), applications(1))
    Export.objects.update(state=ExportState.MAKING, done=1)
    store(b"half", f"{export.storage_name}.part")
    run_worker()
    assert states(export) == (ExportState.READY, 1)


def test_full_disk_is_said(settings: Settings) -> None:
    settings.DISK_RESERVE = 1 << 60
    export = begin(hr_manager(), applications(1))
    with pytest.raises(OSError, match="room"):
        make_export(export_id=export.pk, now=timezone.now())
    assert states(export) == (ExportState.FAILED, 0)


def test_nobody_keeps_more_than_some() -> None:
    rows, user = applications(1), hr_manager()
    for _ in range(MOST_KEPT):
        begin(user, rows)
    with pytest.raises(TooManyExports):
        begin(user, rows)
    assert begin(hr_manager(), rows).total == 1


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_a_job_do_not_grow(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = applications(count, cv={})
    export = begin(
        hr_manager(),
        rows,
        Wish(ExportKind.CSV, "de", [*TABLE.columns, "tags", "documents", "answers"]),
    )
    with django_assert_num_queries(15):
        make_export(export_id=export.pk, now=timezone.now())
