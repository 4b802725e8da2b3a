"""How often something may be done: a sliding window per key, the same for all processes.

`take` counts by any key, `take_for_network` by the network a request comes from.
"""

import hashlib
import logging
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from careers.web.client_address import UNKNOWN, client_network

WINDOW = timedelta(hours=1)
UNKNOWN_NETWORK_FACTOR = 10
"""Times the limit for all whose address is unknown, who share one: the proxy is set up wrong then."""

logger = logging.getLogger(__name__)


@transaction.atomic
def try_acquire(key: str, *, limit: int, window: timedelta, now: datetime) -> bool:
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


def try_acquire_for_network(request: HttpRequest, purpose: str, *, limit: int) -> bool:
    """Count one use by the client's network; False, and nothing counted, beyond `limit` an hour."""
    network = client_network(request)
    if network == UNKNOWN:
        logger.warning("The client's address is unknown. Is TRUSTED_PROXY_COUNT right?")
        limit *= UNKNOWN_NETWORK_FACTOR
    return try_acquire(f"{purpose}:{network}", limit=limit, window=WINDOW, now=timezone.now())
