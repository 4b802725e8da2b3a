"""Backups by the clock, and proofs of erasures beside them; procrastinate finds this module by its name."""

import logging

from django.conf import settings
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from applications.privacy.erasure import KEEP_PROOFS
from config.backup.age_encryption import choose_encryption
from config.backup.erasures import keep_proofs
from config.backup.retention import read_period
from config.backup.runs import Wish, run_backup
from config.backup.schedule import is_backup_due
from config.backup.targets import open_target

logger = logging.getLogger(__name__)

AFTER_ALL_ELSE = -50
UNTIL_THE_TARGET_IS_BACK = RetryStrategy(max_attempts=60, wait=60, linear_wait=60)


@app.periodic(cron="7-57/10 * * * *")
@app.task(name="backup.run", queueing_lock="backup.run", priority=AFTER_ALL_ELSE)
def run_due_backup(timestamp: int) -> None:
    """Make a backup if one is due. What fails is noted, seen in /readyz, and tried again in an hour."""
    now = timezone.now()
    if is_backup_due(now):
        encryption = choose_encryption(settings.BACKUP_RECIPIENTS)
        wish = Wish(settings.BACKUP_TARGET, encryption, read_period(settings.BACKUP_KEEP))
        made = run_backup(wish, now=now)
        logger.info("Backup %s: %d files are new.", made.manifest.name, made.new)


@app.task(name=KEEP_PROOFS, retry=UNTIL_THE_TARGET_IS_BACK)
def keep_new_proofs() -> None:
    """Put the proofs of erasures that are not there yet beside the backups."""
    keep_proofs(target=open_target(settings.BACKUP_TARGET), now=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="backup.keep_left_proofs", queueing_lock="backup.keep_left_proofs")
def keep_left_proofs(timestamp: int) -> None:
    """The same for proofs whose job was lost."""
    if settings.BACKUP_TARGET:
        keep_proofs(target=open_target(settings.BACKUP_TARGET), now=timezone.now())
