"""`apply_erasures SOURCE`: erases again what was erased after a backup was made."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from config.backup.backup_errors import BackupError
from config.backup.erasures import apply_erasures
from config.backup.targets import open_target


class Command(BaseCommand):
    help = "Erases again what the proofs beside the backups tell of; restore does it by itself."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", help="what backup was given: a folder")

    def handle(self, *_args: Any, source: str, **_options: Any) -> None:
        try:
            erased = apply_erasures(target=open_target(source), now=timezone.now())
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{erased} applications erased again.")
