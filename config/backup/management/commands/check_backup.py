"""`check_backup SOURCE`: restores a backup elsewhere, compares, and clears it away."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from config.backup.backup_errors import BackupError
from config.backup.restore_check import check_backup


class Command(BaseCommand):
    help = "Restores a backup into an empty database and folder, compares, and clears them away."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", help="what backup was given: a folder")
        parser.add_argument("--backup", metavar="NAME", help="an older one")
        parser.add_argument("--identity", metavar="FILE", help="the private key of age")

    def handle(self, *_args: Any, source: str, **options: Any) -> None:
        chosen = {f"--{name}": options[name] for name in ("backup", "identity") if options[name]}
        arguments = [source, *(word for pair in chosen.items() for word in pair)]
        try:
            self.stdout.write(check_backup(arguments=arguments, now=timezone.now()).strip())
        except BackupError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(self.style.SUCCESS("The backup can be restored."))
