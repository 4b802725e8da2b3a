from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from careers.models import Edition, SearchEntry, SearchWord
from careers.search.index import index_edition


class Command(BaseCommand):
    help = "Makes what the search reads anew from what the public sees."

    @transaction.atomic
    def handle(self, *_args: Any, **_options: Any) -> None:
        SearchEntry.objects.all().delete()
        SearchWord.objects.all().delete()
        editions = Edition.objects.filter(current_for__isnull=False).prefetch_related("texts")
        for edition in editions:
            index_edition(edition)
        self.stdout.write(f"{len(editions)} postings can be found.")
