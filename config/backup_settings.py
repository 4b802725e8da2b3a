"""Settings of backups by the worker; without a target there are none."""

from config import env

BACKUP_TARGET = env.read_text("BACKUP_TARGET", "")
BACKUP_HOURS = env.read_integer("BACKUP_HOURS", 24, minimum=1, maximum=168)
BACKUP_KEEP = env.read_text("BACKUP_KEEP", "30 days")
BACKUP_RECIPIENTS = env.read_words("BACKUP_RECIPIENTS", [])
BACKUP_CHECK_DATABASE_URL = env.read_private("BACKUP_CHECK_DATABASE_URL", "")
