"""When the worker makes a backup, and since when one is overdue; the time of the last one is in BackupRun."""

from datetime import UTC, datetime, timedelta

from django.conf import settings

from config.backup.models import BackupKind, BackupRun

FIRST = datetime(2026, 1, 1, 0, 37, tzinfo=UTC)
"""From which slots of BACKUP_HOURS are counted: once a day is at night."""
PAUSE = timedelta(hours=1)
"""After one that failed."""


def is_backup_due(now: datetime) -> bool:
    """Whether this slot has no good backup yet, nor one that was just tried."""
    if not settings.BACKUP_TARGET:
        return False
    length = timedelta(hours=settings.BACKUP_HOURS)
    slot = FIRST + (now - FIRST) // length * length
    last = BackupRun.last_good()
    tried = BackupRun.objects.filter(kind=BackupKind.BACKUP, began_at__gt=now - PAUSE).exists()
    return (last is None or last < slot) and not tried


def is_backup_overdue(now: datetime) -> bool:
    """Whether backups are wanted, and the last good one is older than two slots, or there is none since so long."""
    if not settings.BACKUP_TARGET:
        return False
    limit = now - 2 * timedelta(hours=settings.BACKUP_HOURS)
    last = BackupRun.last_good()
    first_try = BackupRun.objects.order_by("began_at").values_list("began_at", flat=True).first()
    return (last or first_try or now) < limit
