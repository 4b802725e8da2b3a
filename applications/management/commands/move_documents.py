"""`move_documents`: moves all files from the storage in DOCUMENTS_MOVE_FROM to that in DOCUMENTS_STORAGE."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from applications.documents.moving import CopyDiffers, Moved, NotMoving, move_files
from applications.documents.plain_files import encrypt_plain_files


class Command(BaseCommand):
    help = "Moves all files to the storage in DOCUMENTS_STORAGE, while the site runs; may be broken off and run again."

    def handle(self, *_args: Any, **_options: Any) -> None:
        done = Moved()
        try:
            encrypt_plain_files()
            for done in move_files(timezone.now()):
                self.stdout.write(f"Moved and compared by SHA-256: {done.files} …")
        except (NotMoving, OSError) as error:
            raise CommandError(f"{error} Moved before: {done.files}.") from error
        except CopyDiffers as error:
            raise CommandError(
                f"The copy of {error} is not what was read. It was taken back."
            ) from error
        if done.left:
            self.stdout.write(
                f"Left: {done.left}, which somebody is writing. Run it again in an hour."
            )
        else:
            self.stdout.write(
                "Nothing is left. DOCUMENTS_MOVE_FROM can be taken away, on all hosts."
            )
