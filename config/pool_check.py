"""Whether a connection from the pool still leads to a server, asked without the server.

A server that ends says so or closes the socket, and then there is something to read where nothing
was asked. Only then is the connection tried; otherwise the check costs no round trip. What it cannot
see is a machine that vanished without a word; there TCP's own limits apply, as they would to a
question sent over it. Measured in benchmarks/pool_check.py, decided in docs/decisions/0013.

Where one is broken, a restart has mostly broken all of them. The pool looks at two before a page's time
is up (psycopg_pool 3.3 waits ever longer between two looks), so all are looked at when one was broken.
"""

import select
from typing import Any

from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg import Connection, OperationalError


def check_connection(connection: Connection[Any]) -> None:
    """The `check` of psycopg_pool: raises psycopg.OperationalError if the connection is broken.

    The pool is then rid of the others that are.
    """
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
    if not poll.poll(0):
        return
    try:
        connection.execute("")
    except OperationalError:
        own = connections["default"]
        if isinstance(own, DatabaseWrapper) and own.pool:
            own.pool.check()
        raise
