"""How long backups are kept, and what goes with one that is not."""

import re
from datetime import datetime, timedelta

from config.backup.backup_errors import BackupError
from config.backup.byte_streams import decompress
from config.backup.manifest import FOLDER, list_backups, read_file_list, read_manifest
from config.backup.stored_files import POOL, read_lines
from config.backup.target_protocol import Target

PERIOD = re.compile(r"(\d{1,4})\s*(d|days?|w|weeks?)")
GRACE = timedelta(days=1)
"""In which what no manifest names may belong to a backup that is being made."""


def read_period(words: str) -> timedelta:
    """What somebody wrote, such as "30 days" or "8 weeks"."""
    found = PERIOD.fullmatch(words.strip().lower())
    if not found or not int(found[1]):
        raise BackupError('This is no time to keep backups. Write it as "30 days" or "8 weeks".')
    number = int(found[1])
    return timedelta(weeks=number) if found[2].startswith("w") else timedelta(days=number)


def forget_old_backups(*, target: Target, period: timedelta, now: datetime) -> list[str]:
    """Delete backups older than the period, but never the newest one; returns their names.

    What no backup names any more goes too: files, and what was left by backups that broke off.
    """
    names = list_backups(target)
    made = {name: read_manifest(target, name).moment for name in names}
    old = [name for name in names[:-1] if made[name] < now - period]
    for name in old:
        target.delete(f"{FOLDER}{name}/manifest.json")  # first, so that no half one counts as whole
    kept = [name for name in names if name not in old]
    sweep(target, kept, now)
    return old


def sweep(target: Target, kept: list[str], now: datetime) -> None:
    """Delete what belongs to none of these backups and is older than GRACE."""
    wanted = set[str]()
    for name in kept:
        listed = read_lines(decompress(read_file_list(target, read_manifest(target, name))))
        wanted.update(file.sha256 for file in listed)
    for one in target.find(FOLDER):
        if one.name.split("/")[1] not in kept and one.modified < now - GRACE:
            target.delete(one.name)
    for one in target.find(POOL):
        digest = one.name.rpartition("/")[2].partition(".")[0]
        if digest not in wanted and one.modified < now - GRACE:
            target.delete(one.name)
