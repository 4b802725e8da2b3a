"""`make_bucket`: makes the bucket that S3_BUCKET names, if the object storage lets these keys do so."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from applications.documents.storage import document_storage


class Command(BaseCommand):
    help = "Makes the bucket that S3_BUCKET names; one that is there already stays as it is."

    def handle(self, *_args: Any, **_options: Any) -> None:
        storage = document_storage()
        names = ("current", "former")
        places: list[Any] = [storage, *(getattr(storage, name, None) for name in names)]
        found = [place for place in places if hasattr(place, "make_bucket")]
        if not found:
            raise CommandError("Neither DOCUMENTS_STORAGE nor DOCUMENTS_MOVE_FROM is s3.")
        for place in found:
            try:
                place.make_bucket()
                place.try_to_write()
            except OSError as error:
                raise CommandError(f"{error.strerror}.") from error
        self.stdout.write("The bucket is there, and can be written.")
