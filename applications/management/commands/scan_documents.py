"""`scan_documents`: has documents scanned for viruses that wait for it, or all that newer signatures have not seen."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from applications.documents.virus_scan.clamd import ScannerUnavailable, is_configured
from applications.documents.virus_scan.pending import (
    find_for_another_scan,
    find_lost,
    find_pending,
    hold_back,
)
from applications.enums import ScanState
from applications.tasks import defer_scans

AT_ONCE = 1_000_000


class Command(BaseCommand):
    help = "Has documents of applications scanned by the worker that wait for the virus scanner."

    def add_arguments(self, parser: CommandParser) -> None:
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument(
            "--again",
            action="store_true",
            help="also what was never scanned, could not be checked, or was scanned with older signatures",
        )
        choice.add_argument(
            "--release",
            action="store_true",
            help="without a scanner: let what still waits for one be opened, unchecked",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["release"]:
            self.stdout.write(f"{release_pending()} documents can be opened, unchecked.")
            return
        if not is_configured():
            raise CommandError("CLAMD_ADDRESS is not set: there is no scanner.")
        number = scan_lost()
        if options["again"]:
            try:
                number += scan_again()
            except ScannerUnavailable as error:
                raise CommandError(f"The scanner does not answer ({error}).") from error
        self.stdout.write(f"{number} documents are going to be scanned.")


def scan_lost() -> int:
    lost = find_lost(at_most=AT_ONCE)
    defer_scans(lost)
    return len(lost)


def scan_again() -> int:
    """One transaction each; a document is pending before its job can find it."""
    held = [hold_back(one) for one in find_for_another_scan().iterator()]
    found = [one for one in held if one is not None]
    defer_scans(found)
    return len(found)


def release_pending() -> int:
    """Never while a scanner is configured: what is pending waits for it."""
    if is_configured():
        raise CommandError("CLAMD_ADDRESS is set: what is pending waits for the scanner.")
    held = [hold_back(one, to=ScanState.NOT_SCANNED) for one in find_pending()]
    return sum(one is not None for one in held)
