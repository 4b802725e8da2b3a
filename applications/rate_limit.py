"""How often something may be done: a sliding window per key, the same for all processes."""

import hashlib
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import connection, transaction


@transaction.atomic
def take(key: str, *, limit: int, window: timedelta, now: datetime) -> bool:
    """Count one use of `key`; False, and nothing counted, if `limit` uses lie in the window.

    The key may name a person: only its digest is kept, and no longer than the window. Parallel
    requests for the same key wait for each other, so that none slips through.
    """
    digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [digest])
    place = f"limit:{digest}"
    uses = [moment for moment in cache.get(place, []) if moment > now - window]
    if len(uses) >= limit:
        return False
    cache.set(place, [*uses, now], window.total_seconds())
    return True
