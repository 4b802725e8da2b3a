"""Named temporary files and folders that a process left which was killed: swept at the start and every hour."""

import logging
import os
import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

logger = logging.getLogger(__name__)

OLD_SECONDS = 3600
"""No child and no upload takes so long."""
NAMES = re.compile(r"child-\w{8}|tmp\w{8}\.upload(\..*)?")
"""Folders of children, and uploads as releases before nameless files kept them."""


def sweep_left_overs() -> int:
    """Delete what is ours and older than OLD_SECONDS in the folder of temporary files; how many there were.

    The age goes by the clock of the file system. By that of this process, one whose clock is another
    took the folders of living children away: rightly sent files were then said to be damaged.
    """
    place, swept = Path(tempfile.gettempdir()), 0
    with suppress(OSError):
        with tempfile.TemporaryFile() as new:
            before = os.fstat(new.fileno()).st_mtime - OLD_SECONDS
        for path in [each for each in place.iterdir() if NAMES.fullmatch(each.name)]:
            with suppress(OSError):
                state = path.lstat()
                if state.st_uid == os.getuid() and state.st_mtime < before:
                    shutil.rmtree(
                        path
                    ) if path.is_dir() and not path.is_symlink() else path.unlink()
                    swept += 1
    if swept:
        logger.warning("%d temporary files of killed processes deleted.", swept)
    return swept
