"""The ads the importer is tested with: our own beside this file, the demo's, and the real seeds."""

import os
from pathlib import Path

import pytest
from django.conf import settings

ADS_FOLDER = Path(__file__).parent / "ads"
ADS = sorted(ADS_FOLDER.glob("*.md"))
DEMO = sorted((Path(settings.BASE_DIR) / "demo").glob("*/*.md"))
NUMBER_OF_SEEDS = 5


def own_ad(name: str) -> str:
    """The text of one of our own ads, by file name without suffix."""
    return (ADS_FOLDER / f"{name}.md").read_text(encoding="utf-8")


def seed_files() -> list[Path]:
    """The real ads, in order; they are not ours to keep in the repository.

    They lie beside the checkout, or where SEEDS_DIR says. Without them a test skips, in CI it fails.
    """
    beside = Path(settings.BASE_DIR).parent / "shared" / "seeds"
    folder = Path(os.environ.get("SEEDS_DIR", beside))
    if not folder.is_dir():
        leave = pytest.fail if os.environ.get("CI") else pytest.skip
        leave(f"The real ads are not at {folder}; SEEDS_DIR can name another folder.")
    files = sorted(folder.glob("*.txt"))
    assert len(files) == NUMBER_OF_SEEDS, f"{folder} has {len(files)} ads"
    return files


def seed_text(number: int) -> str:
    return seed_files()[number].read_text(encoding="utf-8")
