"""`encrypt_documents`: encrypts what was stored before files were encrypted."""

from typing import Any

from django.core.management.base import BaseCommand

from applications.documents.plain_files import count_plain, encrypt_plain_files


class Command(BaseCommand):
    help = "Encrypts all files and texts that are not; the worker does it bit by bit otherwise."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"Encrypted: {encrypt_plain_files()}.")
        if left := count_plain():
            self.stdout.write(f"Not encrypted, because their files are gone: {left}.")
