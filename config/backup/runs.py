"""A backup from its beginning to its end: made, noted, and old ones forgotten."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from config.backup.age_encryption import Encryption
from config.backup.erasures import keep_proofs
from config.backup.models import ERROR_LENGTH, BackupKind, BackupRun
from config.backup.new_backup import Made, make_backup
from config.backup.retention import forget_old_backups
from config.backup.targets import open_target

RUNS_KEPT = timedelta(days=400)


@dataclass(frozen=True)
class Wish:
    """Where a backup goes, for whom it is encrypted, and how long those before it are kept (None: for ever)."""

    target: str
    encryption: Encryption
    period: timedelta | None = None
    from_scratch: bool = False


def run_backup(wish: Wish, *, now: datetime) -> Made:
    """Old ones go only once the new one is whole."""
    target = open_target(wish.target)
    run = BackupRun.objects.create(kind=BackupKind.BACKUP, began_at=now)
    try:
        made = make_backup(
            target=target, encryption=wish.encryption, now=now, from_scratch=wish.from_scratch
        )
        keep_proofs(target=target, now=now)
    except Exception as error:
        end_run(run, error=f"{type(error).__name__}: {error}")
        raise
    end_run(run, made=made)
    if wish.period:
        forget_old_backups(target=target, period=wish.period, now=now)
    BackupRun.objects.filter(began_at__lt=now - RUNS_KEPT).delete()
    return made


def end_run(run: BackupRun, *, made: Made | None = None, error: str = "") -> None:
    run.ended_at, run.error = timezone.now(), error[:ERROR_LENGTH]
    if made:
        run.name, run.rows = made.manifest.name, made.manifest.rows
        run.files, run.size = made.manifest.files.count, made.manifest.files.size
    run.save()
