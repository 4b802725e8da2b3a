"""`rotate_keys`: puts the keys of stored files under the first master key of DOCUMENT_KEYS."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from applications.documents.key_rotation import Rotation, count_by_master_key, rotate_keys


class Command(BaseCommand):
    help = "Puts the keys of stored files under the first master key of DOCUMENT_KEYS."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--list", action="store_true", help="Only say which key wraps how many."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        done = Rotation()
        if not options["list"]:
            for done in rotate_keys():
                self.stdout.write(f"{done.rewrapped} data keys rewrapped …")
        counted = count_by_master_key()
        first, *others = settings.DOCUMENT_KEYS
        self.stdout.write(f"Master key {first}, the first: {counted[first]} data keys.")
        for name in others:
            words = "" if counted[name] else " It can be taken out of DOCUMENT_KEYS."
            self.stdout.write(f"Master key {name}: {counted[name]} data keys.{words}")
        if done.damaged:
            keys = ", ".join(map(str, done.damaged))
            raise CommandError(f"These data keys are not what was stored: {keys}.")
        missing = {
            name: number for name, number in counted.items() if name not in settings.DOCUMENT_KEYS
        }
        if missing:
            names = ", ".join(f"{name} ({number} data keys)" for name, number in missing.items())
            raise CommandError(
                f"DOCUMENT_KEYS lacks these master keys: {names}. "
                "Their files cannot be opened. Add them again, behind the others."
            )
