"""The app of backups: it holds the table of its runs, its jobs and its commands."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class BackupConfig(AppConfig):
    name = "config.backup"
    label = "backup"
    verbose_name = _("Backup")

    def ready(self) -> None:
        from config.backup.closing import check_restore

        register(check_restore, deploy=True)
