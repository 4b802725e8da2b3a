"""`rebuild_search`: writes the search entries of all current editions, or of those that lack them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from careers.models import Edition, SearchEntry, SearchWord
from careers.search.index import index_edition, not_indexed


class Command(BaseCommand):
    help = "Rebuilds what searches read from what the public sees."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--missing", action="store_true", help="Only for postings that searches do not know."
        )

    @transaction.atomic
    def handle(self, *_args: Any, missing: bool, verbosity: int, **_options: Any) -> None:
        if not missing:
            SearchEntry.objects.all().delete()
            SearchWord.objects.all().delete()
        editions = (
            not_indexed() if missing else Edition.objects.filter(current_for__isnull=False)
        ).prefetch_related("texts")
        for edition in editions:
            index_edition(edition)
        if verbosity and (editions or not missing):
            self.stdout.write(f"{len(editions)} postings can be found.")
