"""A target for backups: a folder, or Ceph."""

from pathlib import Path
from uuid import uuid4

import pytest

from config.backup.target_protocol import Target
from config.backup.targets import FolderTarget, open_target
from tests.object_store import ACCESS_KEY, BUCKET, SECRET_KEY


@pytest.fixture
def target(tmp_path: Path) -> FolderTarget:
    return FolderTarget(tmp_path / "target")


@pytest.fixture
def object_variables(object_store_address: str) -> dict[str, str]:
    """By which a target in Ceph is known, under names of this test's own."""
    return {
        "BACKUP_S3_ENDPOINT": object_store_address,
        "BACKUP_S3_BUCKET": BUCKET,
        "BACKUP_S3_ACCESS_KEY": ACCESS_KEY,
        "BACKUP_S3_SECRET_KEY": SECRET_KEY,
        "BACKUP_S3_PREFIX": f"backups of {uuid4().hex}",
    }


@pytest.fixture(params=["folder", "s3"])
def either_target(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Target:
    """One and then the other."""
    if request.param == "folder":
        return open_target(str(tmp_path / "target"))
    for name, value in request.getfixturevalue("object_variables").items():
        monkeypatch.setenv(name, value)
    return open_target("s3")
