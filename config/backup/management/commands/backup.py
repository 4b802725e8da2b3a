"""`backup TARGET`: keeps database and documents in a folder."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from config.backup.age_encryption import choose_encryption
from config.backup.backup_errors import BackupError
from config.backup.retention import read_period
from config.backup.runs import Wish, run_backup

NO_KEYS = (
    "SECRET_KEY and DOCUMENT_KEYS are not in it: keep them elsewhere, "
    "or no document can be opened and no link in a mail works."
)


class Command(BaseCommand):
    help = "Makes a backup of the database and the documents."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", help="a folder")
        parser.add_argument(
            "--keep", metavar="TIME", help='delete backups older than "30 days" or "8 weeks"'
        )
        parser.add_argument(
            "--recipient", action="append", default=[], help="a public key of age, any number"
        )
        parser.add_argument(
            "--from-scratch", action="store_true", help="read every file again, changed or not"
        )

    def handle(self, *_args: Any, target: str, **options: Any) -> None:
        try:
            period: timedelta | None = read_period(options["keep"]) if options["keep"] else None
            encryption = choose_encryption(options["recipient"])
            wish = Wish(target, encryption, period, from_scratch=options["from_scratch"])
            made = run_backup(wish, now=timezone.now())
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from None
        manifest, files = made.manifest, made.manifest.files
        self.stdout.write(
            f"Backup {manifest.name}: {manifest.rows} rows of {len(manifest.tables)} tables, "
            f"{files.count} files with {files.size} bytes, {made.new} of them new "
            f"({made.new_size} bytes), {files.gone} gone."
        )
        self.stdout.write(self.style.WARNING(NO_KEYS))
