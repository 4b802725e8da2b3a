"""`demo_brand`: shows the portal as another organisation's."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from applications.demo.brands import brand_names, use_demo_brand


class Command(BaseCommand):
    help = "Uses one of the example brands of the demo, or none of them again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="cloud, town, workshop or none.")

    def handle(self, *_args: Any, name: str, **_options: Any) -> None:
        if settings.ENVIRONMENT == "production":
            raise CommandError("This is a production system: its brand is set in the admin.")
        try:
            names = brand_names()
        except FileNotFoundError as error:
            raise CommandError("The folder demo/ is missing in this installation.") from error
        if name not in names:
            raise CommandError(f"There is no such brand. Choose one of {', '.join(names)}.")
        use_demo_brand(name, now=timezone.now())
        self.stdout.write(f"The brand in use: {name}.")
