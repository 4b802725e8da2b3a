"""`make_previews`: has previews of documents made that have none yet, and fills the word index."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from applications.documents.previews.waiting import add_missing_previews, reset_previews
from applications.tasks import defer_previews
from applications.word_index import index_missing


class Command(BaseCommand):
    help = (
        "Has previews made of the documents that have none, and indexes the words of applications."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--again",
            action="store_true",
            help="Also of those that have one, or of which none could be made.",
        )

    def handle(self, *_args: Any, again: bool, **_options: Any) -> None:
        documents = add_missing_previews()
        if again:
            documents = reset_previews()
        defer_previews(documents)
        indexed = index_missing()
        self.stdout.write(f"Previews for the worker to make: {len(documents)}.")
        self.stdout.write(f"Applications indexed: {indexed}.")
