"""A target for backups, and applications to put there."""

from pathlib import Path

import pytest

from config.backup.targets import FolderTarget


@pytest.fixture
def target(tmp_path: Path) -> FolderTarget:
    return FolderTarget(tmp_path / "target")
