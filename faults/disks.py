"""A disk in memory (tmpfs) that can be full, read-only or gone."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

FILLER = "filler"


class Disk:
    """Mounted on a folder of the run; `size` in bytes."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder, self.size = folder, size
        self.is_mounted = False

    def mount(self) -> None:
        self.folder.mkdir(mode=0o711)
        run("mount", "-t", "tmpfs", "-o", f"size={self.size},mode=0711", "faults", self.folder)
        self.is_mounted = True

    def unmount(self) -> None:
        if self.is_mounted:
            run("umount", "--lazy", self.folder)
            self.is_mounted = False

    @contextlib.contextmanager
    def being_full(self) -> Iterator[None]:
        """Another program takes all that is left, and goes on taking what is freed."""
        filler = self.folder / FILLER
        self.fill(filler)
        try:
            yield
        finally:
            filler.unlink(missing_ok=True)

    def fill(self, filler: Path) -> None:
        """With real pages, down to the last one."""
        with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            os.posix_fallocate(file.fileno(), 0, max(shutil.disk_usage(self.folder).free, 1))
        with filler.open("ab", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(bytes(4096)):
                pass

    @contextlib.contextmanager
    def being_read_only(self) -> Iterator[None]:
        """As a disk with errors is: what is open for writing keeps nobody from it (bind mount)."""
        run("mount", "--bind", self.folder, self.folder)
        run("mount", "-o", "remount,bind,ro", self.folder)
        try:
            yield
        finally:
            run("umount", "--lazy", self.folder)

    @contextlib.contextmanager
    def being_gone(self) -> Iterator[None]:
        """Nothing is mounted there; the folder below is empty and can be written, as that of a server is."""
        away = self.folder.with_name(f"{self.folder.name}-away")
        away.mkdir()
        run("mount", "--move", self.folder, away)
        try:
            yield
        finally:
            run("mount", "--move", away, self.folder)
            away.rmdir()


def run(*command: str | Path) -> None:
    subprocess.run(command, check=True)
