"""`sweep_documents`: deletes orphaned files, and names documents whose file is gone."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from applications.documents.orphans import TooManyOrphans, delete_orphans, find_orphans


class Command(BaseCommand):
    help = "Deletes stored files that no document names, and lists documents whose file is gone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only count; delete nothing.")
        parser.add_argument("--force", action="store_true", help="Delete however many there are.")

    def handle(self, *_args: Any, dry_run: bool, force: bool, **_options: Any) -> None:
        now = timezone.now()
        try:
            left = find_orphans(now) if dry_run else delete_orphans(now, force=force)
        except TooManyOrphans as error:
            raise CommandError(
                f"Nothing was deleted: {error}. Is this the database that belongs to these files? "
                "Pass --force if you mean it."
            ) from error
        done = "to delete" if dry_run else "deleted"
        self.stdout.write(f"Files without a document: {len(left.files)} {done}.")
        keys = ", ".join(map(str, left.missing)) or "none"
        self.stdout.write(f"Documents without a file: {keys}.")
