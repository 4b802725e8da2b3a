"""Puts data keys under the first master key, so that the others can be taken away."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count

from applications.encryption.master_keys import first_master_key
from applications.encryption.unreadable import DamagedFile
from applications.models import DataKey

BATCH = 500


@dataclass
class Rotation:
    """How far it is: data keys that were put under the first master key, and those that nothing opens."""

    rewrapped: int = 0
    damaged: list[UUID] = field(default_factory=list)


def rotate_keys() -> Iterator[Rotation]:
    """Rewrap every data key that another configured master key wraps, telling after each batch.

    A batch is a transaction: what breaks off in the middle goes on with the next run. Keys whose master
    key is not configured stay as they are; count_by_master_key() tells of them.
    """
    done, last = Rotation(), UUID(int=0)
    others = set(settings.DOCUMENT_KEYS) - {first_master_key()}
    while True:
        with transaction.atomic():
            rows = DataKey.objects.filter(master_key__in=others, pk__gt=last).order_by("pk")
            batch = list(rows.select_for_update()[:BATCH])
            rewrapped = [row for row in batch if rewrap(row, done)]
            DataKey.objects.bulk_update(rewrapped, ["master_key", "wrapped"])
        if not batch:
            return
        done.rewrapped += len(rewrapped)
        last = batch[-1].pk
        yield done


def rewrap(row: DataKey, done: Rotation) -> bool:
    try:
        row.wrap(row.unwrap())
    except DamagedFile:
        done.damaged.append(row.pk)
        return False
    return True


def count_by_master_key() -> Counter[str]:
    """How many data keys each master key wraps, by its name; those that are configured are all in it."""
    counted = DataKey.objects.order_by().values_list("master_key").annotate(Count("pk"))
    return Counter(dict.fromkeys(settings.DOCUMENT_KEYS, 0) | dict(counted))


def is_master_key_missing() -> bool:
    """Whether there are files that no configured master key opens."""
    return DataKey.objects.under_others_than(settings.DOCUMENT_KEYS).exists()
