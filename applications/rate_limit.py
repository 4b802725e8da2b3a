"""How often something may be done: a sliding window per key, the same for all processes.

`try_acquire` counts by any key, `try_acquire_for_network` by the network a request comes from,
`try_spend_for_network` amounts in the same way; each is one statement, of IPv6 three.
`lock_uses` and `save_uses` are for limits with rules of their own.
"""

import json
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from applications.models import RecentUses
from careers.web.client_address import UNKNOWN, client_networks

WINDOW = timedelta(hours=1)
UNKNOWN_NETWORK_FACTOR = 10
"""Times the limit for all whose address is unknown, who share one: the proxy is set up wrong then."""

WIDER_NETWORKS = (1, 4, 16)
"""Times the limit for a network and those around it, in the order of client_networks()."""

LOCK = """
    INSERT INTO applications_recentuses AS known (digest, uses, expires_at) VALUES (%s, '[]', %s)
    ON CONFLICT (digest) DO UPDATE SET digest = known.digest RETURNING uses::text
"""

TAKE = """
    INSERT INTO applications_recentuses AS known (digest, uses, expires_at)
    VALUES (%(digest)s, jsonb_build_array(jsonb_build_array(%(at)s::text, %(amount)s::bigint)), %(end)s)
    ON CONFLICT (digest) DO UPDATE SET
        expires_at = greatest(known.expires_at, excluded.expires_at),
        uses = (
            SELECT jsonb_agg(jsonb_build_array(at, amount))
            FROM (
                SELECT one ->> 0 AS at, sum(coalesce((one ->> 1)::bigint, 1)) AS amount
                FROM jsonb_array_elements(known.uses || excluded.uses) AS one
                WHERE (one ->> 0)::timestamptz > %(since)s
                GROUP BY one ->> 0
            ) AS by_moment
        )
    WHERE %(most)s::bigint IS NULL OR %(amount)s <= %(most)s - (
        SELECT coalesce(sum(coalesce((one ->> 1)::bigint, 1)), 0)
        FROM jsonb_array_elements(known.uses) AS one
        WHERE (one ->> 0)::timestamptz > %(since)s
    )
    RETURNING digest
"""
"""Adds an amount to those of the window, unless that were more than allowed: then it returns no row."""

logger = logging.getLogger(__name__)


class Use(NamedTuple):
    """One use: when it was, and what else a limit with rules of its own has to know (JSON)."""

    at: datetime
    detail: Any = None


def try_acquire(key: str, *, limit: int, window: timedelta, now: datetime) -> bool:
    """Count one use of `key`; False, and nothing counted, if `limit` uses lie in the window."""
    return take(key, Use(now, 1), window=window, limit=limit)


class Limit(NamedTuple):
    """So many uses of a key within a window."""

    key: str
    most: int
    window: timedelta


def try_acquire_each(limits: Sequence[Limit], *, now: datetime) -> bool:
    """Count one use of each key; False, and nothing counted, if one of them has none left."""
    with transaction.atomic():
        for one in limits:
            if not try_acquire(one.key, limit=one.most, window=one.window, now=now):
                transaction.set_rollback(True)
                return False
    return True


def take(key: str, use: Use, *, window: timedelta, limit: int | None) -> bool:
    """Count an amount, which is the detail of its use, together with others of the same moment.

    False, and nothing counted, if it and those that lie in the window before it are more than `limit`.
    """
    if limit is not None and use.detail > limit:
        return False
    facts = {
        "digest": key_digest(key),
        "at": use.at.isoformat(),
        "amount": use.detail,
        "end": use.at + window,
        "since": use.at - window,
        "most": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE, facts)
        return cursor.fetchone() is not None


def lock_uses(key: str, *, since: datetime) -> list[Use]:
    """The uses of `key` later than `since`, as save_uses() stored them.

    To be called inside a transaction: parallel requests for the same key wait until it ends, so
    that none slips through. The key may name a person: only its digest is stored.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [key_digest(key), timezone.now() + WINDOW])
        row = cursor.fetchone()
    return read_uses(json.loads(row[0]) if row else [], since)


def read_uses(stored: Sequence[tuple[str, Any]], since: datetime) -> list[Use]:
    uses = [Use(datetime.fromisoformat(at), detail) for at, detail in stored]
    return [use for use in uses if use.at > since]


def save_uses(key: str, uses: Sequence[Use], *, window: timedelta) -> None:
    """Store the uses of a key locked by lock_uses(), no longer than the window."""
    RecentUses.objects.filter(pk=key_digest(key)).update(
        uses=[(use.at.isoformat(), use.detail) for use in uses],
        expires_at=max((use.at for use in uses), default=timezone.now()) + window,
    )


def delete_old_uses(now: datetime) -> None:
    """Those that no limit counts any more."""
    RecentUses.objects.filter(expires_at__lt=now).delete()


def key_digest(key: str) -> str:
    """Keyed, so that nobody who has only the database can try which address it may be."""
    text = key.encode("utf-8", "replace")
    return salted_hmac("applications.rate_limit", text, algorithm="sha256").hexdigest()


def try_acquire_for_network(request: HttpRequest, purpose: str, *, limit: int) -> bool:
    """Count one use by the client's network; False, and nothing counted, beyond `limit` an hour."""
    return take_for_networks(request, purpose, Use(timezone.now(), 1), limit)


def try_spend_for_network(
    request: HttpRequest, purpose: str, amount: int, *, limit: int, window: timedelta = WINDOW
) -> bool:
    """Count so much of something, by the minute; False, and nothing counted, beyond `limit` in the window."""
    return take_for_networks(request, purpose, Use(this_minute(), amount), limit, window)


def spend_for_network(request: HttpRequest, purpose: str, amount: int) -> None:
    """Count so much of something that has been used already."""
    take_for_networks(request, purpose, Use(this_minute(), amount), None)


def this_minute() -> datetime:
    return timezone.now().replace(second=0, microsecond=0)


def take_for_networks(
    request: HttpRequest, purpose: str, use: Use, limit: int | None, window: timedelta = WINDOW
) -> bool:
    """Count for the network and those around it, for all or none, the widest first: so nobody waits in a circle."""
    limits = [
        (one, None if limit is None else limit * times) for one, times in find_networks(request)
    ]
    if len(limits) == 1:
        [(network, most)] = limits
        return take(f"{purpose}:{network}", use, window=window, limit=most)
    with transaction.atomic():
        for network, most in reversed(limits):
            if not take(f"{purpose}:{network}", use, window=window, limit=most):
                transaction.set_rollback(True)
                return False
    return True


def find_networks(request: HttpRequest) -> list[tuple[str, int]]:
    """The client's network and those around it, each with times how much more is taken from it."""
    networks = client_networks(request)
    if networks != (UNKNOWN,):
        return [*zip(networks, WIDER_NETWORKS, strict=False)]
    logger.warning("The client's address is unknown. Is TRUSTED_PROXY_COUNT right?")
    return [(UNKNOWN, UNKNOWN_NETWORK_FACTOR)]
