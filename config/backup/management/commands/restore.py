"""`restore SOURCE`: brings back database and documents as they were."""

from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.backup.age_encryption import Age, Plain, read_identities
from config.backup.backup_errors import BackupError
from config.backup.restoring import Restore, restore
from config.backup.targets import open_target


class Command(BaseCommand):
    help = "Restores a backup into an empty database and an empty folder of documents."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", help="what backup was given: a folder")
        parser.add_argument("--backup", metavar="NAME", default="", help="an older one")
        parser.add_argument("--identity", metavar="FILE", help="the private key of age")
        parser.add_argument(
            "--replace", action="store_true", help="lose what the database holds now"
        )
        parser.add_argument(
            "--other-keys", action="store_true", help="go on with other keys of the installation"
        )

        parser.add_argument(
            "--only-files", action="store_true", help="put back missing files, no rows"
        )

    def handle(self, *_args: Any, source: str, **options: Any) -> None:
        try:
            identities = read_identities(options["identity"]) if options["identity"] else []
            wanted = Restore(
                target=open_target(source),
                name=options["backup"],
                encryption=Age(identities=identities) if identities else Plain(),
                replaces=options["replace"],
                other_keys=options["other_keys"],
                only_files=options["only_files"],
                say=self.stdout.write,
            )
            restore(wanted)
        except (BackupError, OSError, psycopg.Error) as error:
            raise CommandError(str(error)) from None
