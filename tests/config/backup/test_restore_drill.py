"""The drill: a filled installation is backed up, lost, and restored elsewhere; `make restore-test` has it whole."""

import re
import shutil
import sys
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.config.backup.installation import (
    Installation,
    copy_database,
    drop_database,
    drop_role,
    make_database,
)

LINK = re.compile(r"http://127\.0\.0\.1:8000(/de/bewerbung/\S+?)/?[)\s]")
FILLING = "from tests.config.backup.filling import *; "


@pytest.fixture
def lost(tmp_path: Path, db: None, worker_id: str) -> Iterator[Installation]:
    """The one that will be lost."""
    one = Installation(tmp_path / "lost", f"lost_{worker_id}")
    copy_database(one.database)
    yield one
    drop_database(one.database)


@pytest.fixture
def other(lost: Installation, tmp_path: Path, worker_id: str) -> Iterator[Installation]:
    """Where it is restored."""
    one = lost.elsewhere(tmp_path / "other", f"other_{worker_id}", f"owner_{worker_id}")
    make_database(one.database, one.role)
    yield one
    drop_database(one.database)
    drop_role(one.role)


def links(installation: Installation) -> list[str]:
    texts = [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        .get_body(("plain",))
        .get_content()
        for path in installation.mails
    ]
    return [found for text in texts for found in LINK.findall(text)]


def drill(lost: Installation, other: Installation, target: str, applications: int) -> None:
    """Numbers of applicants: 1 has the link of a mail, 2 waits for one, 3 is erased after the backup."""
    begun = time.monotonic()
    lost.python(f"{FILLING}fill({applications}); order_receipt(1)")
    lost.work()
    [link] = links(lost)
    before = lost.python(f"{FILLING}order_receipt(2); print(read_everything(but=3))")
    said = re.search(r" (\d+) files with", lost.manage("backup", target))
    assert said is not None
    assert int(said[1]) >= 2 * applications  # and pages of previews that are done by now
    lost.more["BACKUP_TARGET"] = target
    lost.python(f"{FILLING}erase(3)")
    drop_database(lost.database)
    shutil.rmtree(lost.documents)

    said = other.manage("restore", target)
    assert "Erased again: 1 applications" in said
    asked = f"print(is_there(3), count_files(), ask({link!r}), read_everything(but=3))"
    assert other.python(FILLING + asked) == f"False {2 * applications - 2} 200 {before}"
    for _twice in range(2):
        other.work()
        assert len(links(other)) == 1
    sys.stdout.write(
        f"\n{applications} applications: {said}{time.monotonic() - begun:.0f} s in all"
    )


def test_restored_installation_has_lost_nothing_and_forgotten_who_was_erased(
    lost: Installation, other: Installation, tmp_path: Path
) -> None:
    drill(lost, other, str(tmp_path / "target"), applications=6)


@pytest.mark.nightly(
    "tests/config/backup/test_restore_drill.py::"
    "test_restored_installation_has_lost_nothing_and_forgotten_who_was_erased"
)
def test_whole_drill(lost: Installation, other: Installation, tmp_path: Path) -> None:
    drill(lost, other, str(tmp_path / "target"), applications=200)


@pytest.mark.nightly(
    "tests/config/backup/test_restore_refused.py::test_good_backup_is_refused_by_nothing"
)
def test_older_backup_is_brought_up_to_date_replaces_another_and_can_be_checked(
    lost: Installation, other: Installation, tmp_path: Path
) -> None:
    """Made by a release without the last migration of the staff; the owner of the database is no superuser."""
    target = str(tmp_path / "target")
    lost.manage("migrate", "staff", "0003_brand_rights", "--verbosity", "0")
    lost.manage("backup", target)
    other.manage("restore", target)
    refused = other.try_to("check_backup", target)
    assert "BACKUP_CHECK_DATABASE_URL" in refused.stderr
    lost.manage("migrate", "--verbosity", "0")
    assert "The backup can be restored." in lost.manage("check_backup", target)
    other.manage("restore", target, "--replace")
    assert other.python("from config.backup.closing import *; print(is_closed())") == "False"
    assert "no migrations to apply" in other.manage("migrate").lower()


@pytest.mark.nightly("tests/config/backup/test_targets.py::test_what_was_written_is_read_and_found")
def test_whole_drill_by_an_object_storage(
    lost: Installation, other: Installation, object_variables: dict[str, str]
) -> None:
    lost.more |= object_variables
    other.more |= object_variables
    drill(lost, other, "s3", applications=200)
