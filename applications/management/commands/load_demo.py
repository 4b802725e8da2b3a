"""`load_demo`: fills an empty database with the demo."""

from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from applications.demo import DemoMissingError, Loaded, load_demo


class Command(BaseCommand):
    help = "Fills an empty portal with invented postings, applications and logins."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--force",
            action="store_true",
            help="Load even in production, with a random password.",
        )

    def handle(self, *_args: Any, force: bool, **_options: Any) -> None:
        production = settings.ENVIRONMENT == "production"
        if production and not force:
            raise CommandError(
                "This is a production system: demo content is not loaded. "
                "Pass --force if you mean it."
            )
        password = token_urlsafe(12) if production else settings.DEMO_PASSWORD
        try:
            loaded = load_demo(now=timezone.now(), password=password)
        except DemoMissingError as error:
            raise CommandError("The folder demo/ is missing in this installation.") from error
        self.stdout.write(format_report(loaded, password))


def format_report(loaded: Loaded | None, password: str) -> str:
    if loaded is None:
        return "There are postings already. Nothing was changed."
    lines = [f"Loaded {loaded.postings} postings and {loaded.applications} applications."]
    if loaded.logins:
        lines.append(f"Logins: {', '.join(loaded.logins)}. Password of each: {password}")
    return "\n".join(lines)
