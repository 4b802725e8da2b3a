"""`reconcile_documents`: deletes files without a row, and notes rows whose file is gone."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from applications.documents.lost_files import TooManyLost, find_lost_files, note_lost_files
from applications.documents.orphans import TooManyOrphans, delete_orphans, find_orphans
from applications.documents.previews.waiting import find_waiting
from applications.tasks import defer_previews


class Command(BaseCommand):
    help = "Deletes stored files that nothing names, and notes documents whose file is gone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only count; change nothing.")
        parser.add_argument("--force", action="store_true", help="Do it however many there are.")

    def handle(self, *_args: Any, dry_run: bool, force: bool, **_options: Any) -> None:
        now = timezone.now()
        try:
            left = find_orphans(now) if dry_run else delete_orphans(now, force=force)
            lost = find_lost_files(now) if dry_run else note_lost_files(now, force=force)
        except TooManyOrphans as error:
            raise CommandError(
                f"Nothing was deleted: {error}. Is this the database that belongs to these files? "
                "Pass --force if you mean it."
            ) from error
        except TooManyLost as error:
            raise CommandError(
                f"Nothing was noted: {error}. Are these the folder or bucket that belong to this database? "
                "Pass --force if you mean it."
            ) from error
        if not dry_run:
            defer_previews(find_waiting(lost.previews))
        done = "to delete" if dry_run else "deleted"
        self.stdout.write(f"Files without a document: {len(left.files)} {done}.")
        for what, keys in (
            ("Documents", lost.documents),
            ("Originals", lost.originals),
            ("Requests for a full copy", lost.copies),
        ):
            self.stdout.write(f"{what} without a file: {', '.join(map(str, keys)) or 'none'}.")
        again = "to be made again" if dry_run else "made again by the worker"
        self.stdout.write(f"Previews without their pages: {len(lost.previews)} {again}.")
