"""Where backups are kept: a folder, or an object storage (object_target.py)."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from applications.documents.storage import HALF_WRITTEN, write_whole
from config.backup.backup_errors import BackupError, DamagedBackup
from config.backup.byte_streams import read_blocks
from config.backup.target_protocol import Kept, Target


class FolderTarget:
    """A folder: of another disk, or of another machine that is mounted here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, prefix: str) -> Iterator[Kept]:
        for path in (self.folder / prefix).rglob("*"):
            if path.is_file() and not path.name.endswith(HALF_WRITTEN):
                modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                yield Kept(path.relative_to(self.folder).as_posix(), modified)

    def write(self, name: str, blocks: Iterable[bytes]) -> None:
        place = self.folder / name
        make_private_folders(place.parent)
        beside = place.with_name(f"{place.name}{HALF_WRITTEN}")
        beside.unlink(missing_ok=True)
        write_whole(beside, place, blocks)

    def read(self, name: str) -> Iterator[bytes]:
        return read_blocks(self._open(name))

    def _open(self, name: str) -> BinaryIO:
        try:
            return (self.folder / name).open("rb")
        except FileNotFoundError:
            raise DamagedBackup(f"{name} is missing in the backup.") from None

    def exists(self, name: str) -> bool:
        return (self.folder / name).is_file()

    def delete(self, name: str) -> None:
        place = self.folder / name
        place.unlink(missing_ok=True)
        with suppress(OSError):  # the first one that is not empty ends it
            for folder in place.relative_to(self.folder).parents[:-1]:
                (self.folder / folder).rmdir()


def make_private_folders(folder: Path) -> None:
    """Folders that only the account of this process may enter; those that are there stay as they are."""
    for part in reversed((folder, *folder.parents)):
        part.mkdir(mode=0o700, exist_ok=True)


def open_target(address: str) -> Target:
    """The target at this address: a path, or "s3" for the object storage that BACKUP_S3_ENDPOINT and others name."""
    if address == "s3":
        from config.backup.object_target import ObjectTarget

        return ObjectTarget()
    if "://" in address:
        raise BackupError("This target is unknown. Name the path of a folder, or s3.")
    return FolderTarget(Path(address).absolute())
