"""Learning at once that public pages have changed, so that they can be kept in memory and given out without a query.

Triggers tell of each change at its commit (careers/migrations/0013_public_changes.py). A thread of each
web process listens on a connection of its own and gives out leases: a page rendered under one is
right for as long as it holds. docs/decisions/0034 has the reasons and figures.
"""

import contextlib
import logging
import os
import select
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from secrets import randbelow, token_hex

from django.conf import settings
from django.db import Error, OperationalError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import DatabaseWrapper
from django.utils import timezone
from psycopg import Error as PsycopgError

from careers.web.public_horizon import next_change_by_time

CHANNEL = "careers_public"
CHECK_SECONDS = 10.0
"""How often the connection is tried: whether what is told on it still arrives."""
ECHO_SECONDS = 3.0
RETRY_SECONDS = (0.5, 10.0)
"""After a fault, and at most."""
LOCK_CLASS = 20_613
"""The first of the two numbers of an advisory lock; nothing else of the project takes any by two numbers."""
HELD = """
SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2 AND granted
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
LONGEST_WAIT = "500ms"
"""That the answer to a change waits until all processes have heard of it."""
# libpq's: a machine that vanished without a word is noticed within seconds.
PATIENCE = {
    "connect_timeout": "2",
    "tcp_user_timeout": "3000",
    "keepalives_idle": "5",
    "keepalives_interval": "1",
    "keepalives_count": "3",
    "application_name": "offene-stelle public news",
}

logger = logging.getLogger(__name__)


class NotHeardError(Exception):
    """What was told on the channel did not arrive, though the database answers."""


FAULTS = (Error, PsycopgError, OSError, NotHeardError)


@dataclass(frozen=True, slots=True)
class Lease:
    """Says that public pages are as they were when this number was new, until a moment (Unix time)."""

    number: int
    until: float
    socket: int | None
    """The file descriptor that news come by; None while the database is away."""

    def holds(self) -> bool:
        """Whether its time has not come, and no news lie there unread."""
        return time.time() < self.until and (self.socket is None or not has_input(self.socket))


class PublicNews:
    """What this process hears. `lease` is what holds now; None while nothing is sure."""

    def __init__(self) -> None:
        self.lease: Lease | None = None
        self.kept: Lease | None = None
        self.horizon = 0.0
        self.number = 0
        self.process = 0
        self.starting = threading.Lock()
        self.awaited = ""
        self.own_changes = threading.local()

    def start(self) -> None:
        """Has a thread listen, once a process: one that was forked has none of its parent's threads."""
        if self.has_started():
            return
        with self.starting:
            if not self.has_started():
                self.process, self.lease, self.kept = os.getpid(), None, None
                threading.Thread(target=self.listen_for_ever, name=CHANNEL, daemon=True).start()

    def has_started(self) -> bool:
        return self.process == os.getpid()

    def find_lease(self) -> Lease | None:
        """What holds now; None while nothing is sure, and in a process that does not listen."""
        lease = self.lease if self.has_started() else None
        return lease if lease and lease.holds() else None

    def listen_for_ever(self) -> None:
        """Listens again after each fault: at once, and then less and less often."""
        first, longest = RETRY_SECONDS
        delay = first
        while True:
            number = self.number
            try:
                with self.open_connection() as own:
                    self.listen(own)
            except FAULTS as fault:
                logger.warning("Changes of public pages are not heard (%s).", describe_fault(fault))
            if self.number > number:
                delay = first
            else:
                time.sleep(delay)
                delay = min(2 * delay, longest)

    @contextlib.contextmanager
    def open_connection(self) -> Iterator[DatabaseWrapper]:
        """A connection beside the pool, which is this thread's default one as well.

        The lease ends with it. While there is no new one, it holds again until its time: in a database
        that is away nobody changes anything, and its pages are better than none.
        """
        own = build_connection()
        try:
            own.connect()
        except FAULTS:
            self.lease = self.kept
            raise
        self.lease = self.kept = None
        connections["default"] = own
        try:
            yield own
        except (OperationalError, PsycopgError):
            self.keep_lease()
            raise
        finally:
            self.lease = None
            own.close()

    def keep_lease(self) -> None:
        """What held until now, without the socket that nothing comes by any more."""
        self.kept = replace(self.lease, socket=None) if self.lease else None

    def listen(self, own: BaseDatabaseWrapper) -> None:
        """Gives a new lease after each change and whenever pages change by the time; ends by a fault."""
        execute(own, f"LISTEN {CHANNEL}")
        self.try_echo(own)
        while True:
            horizon = next_change_by_time(timezone.now()).timestamp()
            with hold_lock(own):
                if not self.read_news(own, 0):
                    self.number, self.horizon = self.number + 1, horizon
                    self.extend_lease(own)
                    self.wait_for_change(own)
                self.lease = None

    def extend_lease(self, own: BaseDatabaseWrapper) -> None:
        """The database has just answered, so that what is known is right."""
        until = min(self.horizon, time.time() + settings.PAGE_CACHE_AWAY_SECONDS)
        self.lease = Lease(self.number, until, own.connection.fileno())

    def wait_for_change(self, own: BaseDatabaseWrapper) -> None:
        """Until something is told or the time has come; tries the connection meanwhile."""
        while (rest := self.horizon - time.time()) > 0:
            if self.read_news(own, min(rest, CHECK_SECONDS)) or self.try_echo(own):
                return
            self.extend_lease(own)

    def read_news(self, own: BaseDatabaseWrapper, seconds: float) -> bool:
        """Whether a change is told within this time; if so, the lease ends at once."""
        told = {each.payload for each in own.connection.notifies(timeout=seconds, stop_after=1)}
        if "" in told:
            self.lease = None
        if self.awaited in told:
            self.awaited = ""
        return "" in told

    def try_echo(self, own: BaseDatabaseWrapper) -> bool:
        """Tells something and waits until it is heard; whether a change was told before it.

        PostgreSQL keeps the order, so nothing is unheard then. Raises NotHeardError, for example
        where a pooler stands between that hands out another connection each time.
        """
        word, deadline = token_hex(8), time.monotonic() + ECHO_SECONDS
        self.awaited, is_change = word, False
        execute(own, "SELECT pg_notify(%s, %s)", CHANNEL, word)
        while self.awaited:
            if time.monotonic() > deadline:
                raise NotHeardError
            is_change |= self.read_news(own, ECHO_SECONDS)
        return is_change

    def note_own_change(self) -> None:
        """Says that the request of this thread has committed a change of public pages."""
        self.own_changes.has_any = True

    def catch_up(self) -> None:
        """After a change of this thread: waits until no process gives out what was before it.

        Each lease has a lock of its own. Those that are held now are given back when their process
        hears of something, at most LONGEST_WAIT is waited for one that has stopped.
        """
        has_any = getattr(self.own_changes, "has_any", False)
        self.own_changes.has_any = False
        if has_any:
            with contextlib.suppress(Error):
                wait_for_leases()


def wait_for_leases() -> None:
    """Until all leases of now have ended; those that begin from now on know what is committed."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [LOCK_CLASS])
        held = [key for (key,) in cursor.fetchall()]
        if not held:
            return
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
        with transaction.atomic():
            cursor.execute(f"SET LOCAL lock_timeout = '{LONGEST_WAIT}'")
            for key in held:
                cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [LOCK_CLASS, key])


@contextlib.contextmanager
def hold_lock(own: BaseDatabaseWrapper) -> Iterator[None]:
    """A lock that nobody else has had; a fault ends it by ending the connection."""
    key = randbelow(2**31)
    execute(own, "SELECT pg_advisory_lock(%s, %s)", LOCK_CLASS, key)
    yield
    execute(own, "SELECT pg_advisory_unlock(%s, %s)", LOCK_CLASS, key)


def execute(wrapper: BaseDatabaseWrapper, statement: str, *parameters: str | int) -> None:
    with wrapper.cursor() as cursor:
        cursor.execute(statement, parameters or None)


def build_connection() -> DatabaseWrapper:
    """As the settings have it, without the pool, and quick to notice that nobody answers."""
    entry = connections.settings["default"]
    options = {name: value for name, value in entry["OPTIONS"].items() if name != "pool"}
    return DatabaseWrapper(entry | {"OPTIONS": PATIENCE | options}, "default")


def has_input(descriptor: int) -> bool:
    poll = select.poll()
    poll.register(descriptor, select.POLLIN | select.POLLHUP | select.POLLERR)
    return bool(poll.poll(0))


def describe_fault(fault: BaseException) -> str:
    """In a few words, without what a server's message may quote."""
    if isinstance(fault, NotHeardError):
        return "what is told does not arrive; a pooler that shares connections is no way to listen"
    return type(fault).__name__


NEWS = PublicNews()
"""Of this process."""
