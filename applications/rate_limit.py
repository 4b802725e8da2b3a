"""How often something may be done: a sliding window per key, the same for all processes.

`try_acquire` counts by any key, `try_acquire_for_network` by the network a request comes from,
`try_spend_for_network` amounts in the same way;
`lock_uses` and `save_uses` are for limits with rules of their own.
"""

import hashlib
import logging
from collections.abc import Callable, Sequence
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
    """Count one use of `key`; False, and nothing counted, if `limit` uses lie in the window."""
    uses = lock_uses(key, since=now - window, time_of=itself)
    if len(uses) >= limit:
        return False
    save_uses(key, [*uses, now], window=window)
    return True


def itself(use: datetime) -> datetime:
    return use


def lock_uses[Use](key: str, *, since: datetime, time_of: Callable[[Use], datetime]) -> list[Use]:
    """The uses of `key` later than `since`, as save_uses() stored them.

    To be called inside a transaction: parallel requests for the same key wait until it ends, so
    that none slips through. The key may name a person: only its digest is stored.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key_digest(key)])
    uses: list[Use] = cache.get(cache_key(key), [])
    return [use for use in uses if time_of(use) > since]


def save_uses(key: str, uses: Sequence[object], *, window: timedelta) -> None:
    """Store the uses of a key locked by lock_uses(), no longer than the window."""
    cache.set(cache_key(key), [*uses], window.total_seconds())


def cache_key(key: str) -> str:
    return f"limit:{key_digest(key)}"


def key_digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def try_acquire_for_network(request: HttpRequest, purpose: str, *, limit: int) -> bool:
    """Count one use by the client's network; False, and nothing counted, beyond `limit` an hour."""
    network, factor = find_network(request)
    key, most = f"{purpose}:{network}", limit * factor
    return try_acquire(key, limit=most, window=WINDOW, now=timezone.now())


def is_free_for_network(request: HttpRequest, purpose: str, *, limit: int) -> bool:
    """Whether try_acquire_for_network() would be True; counts nothing."""
    network, factor = find_network(request)
    uses: list[datetime] = cache.get(cache_key(f"{purpose}:{network}"), [])
    since = timezone.now() - WINDOW
    return sum(use > since for use in uses) < limit * factor


@transaction.atomic
def try_spend_for_network(request: HttpRequest, purpose: str, amount: int, *, limit: int) -> bool:
    """Count so much of something, by the minute; False, and nothing counted, beyond `limit` an hour."""
    network, factor = find_network(request)
    key, now = f"{purpose}:{network}", timezone.now()
    spent = dict(lock_uses(key, since=now - WINDOW, time_of=minute_of))
    if sum(spent.values()) + amount > limit * factor:
        return False
    minute = now.replace(second=0, microsecond=0)
    spent[minute] = spent.get(minute, 0) + amount
    save_uses(key, [*spent.items()], window=WINDOW)
    return True


def minute_of(spent: tuple[datetime, int]) -> datetime:
    return spent[0]


def find_network(request: HttpRequest) -> tuple[str, int]:
    """The client's network, and times how much more is taken from it."""
    network = client_network(request)
    if network != UNKNOWN:
        return network, 1
    logger.warning("The client's address is unknown. Is TRUSTED_PROXY_COUNT right?")
    return network, UNKNOWN_NETWORK_FACTOR
