"""`doctor`: looks at the whole installation and names the remedy of each thing that is wrong."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from config.operations.doctor import database, file_storage, mail, site
from config.operations.doctor.finding import Finding, Level, error

type Examination = Callable[[], Iterable[Finding]]

EXAMINATIONS: dict[str, Examination] = {
    "names": site.examine_names,
    "proxies": site.examine_proxies,
    "database": database.examine_database,
    "mail": mail.examine_mail,
    "documents": file_storage.examine_documents,
    "keys": file_storage.examine_keys,
    "scanner": file_storage.examine_scanner,
    "worker": site.examine_worker,
    "backup": file_storage.examine_backup,
}


class Command(BaseCommand):
    help = (
        "Looks at the whole installation; ends with 1 if something is wrong, and says what to do."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--only", choices=EXAMINATIONS, action="append", help="This one; may be repeated."
        )
        parser.add_argument("--certificate", type=Path, help="A certificate (PEM) to look at.")
        parser.add_argument(
            "--connect",
            action="store_true",
            help="Connects to SITE_URL, and looks at its certificate.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        chosen = {name: EXAMINATIONS[name] for name in options["only"] or EXAMINATIONS}
        if options["certificate"]:
            chosen["certificate"] = partial(site.examine_certificate, options["certificate"])
        if options["connect"]:
            chosen["connection"] = site.examine_connection
        errors = sum(self.tell(name, examination) for name, examination in chosen.items())
        if errors:
            raise CommandError(
                f"{errors} things are wrong." if errors > 1 else "One thing is wrong."
            )

    def tell(self, name: str, examination: Examination) -> int:
        """Prints what an examination finds; returns how many errors."""
        errors = 0
        for found in examine(examination):
            style = STYLES.get(found.level, "NOTICE")
            mark = getattr(self.style, style)(f"{found.level:<8}")
            self.stdout.write(f"{mark}{name:<12}{found.sentence}")
            if found.remedy:
                self.stdout.write(f"{'':<20}→ {found.remedy}")
            errors += found.level is Level.ERROR
        return errors


STYLES = {Level.OK: "SUCCESS", Level.WARNING: "WARNING", Level.ERROR: "ERROR"}


def examine(examination: Examination) -> Iterable[Finding]:
    try:
        yield from examination()
    except DatabaseError as fault:
        place = settings.DATABASES["default"].get("HOST") or "DATABASE_URL"
        yield error(
            f"The database at {place} does not answer ({type(fault).__name__}).",
            "Start it, or correct DATABASE_URL and the password in it.",
        )
