"""Whether a connection from the pool still leads to a server, asked without the server.

A server that ends says so or closes the socket, and then there is something to read where nothing
was asked. Only then is the connection tried; otherwise the check costs no round trip. What it cannot
see is a machine that vanished without a word; there TCP's own limits apply, as they would to a
question sent over it. Measured in benchmarks/pool_check.py, decided in docs/decisions/0013.
"""

import select
from typing import Any

from psycopg import Connection


def check_connection(connection: Connection[Any]) -> None:
    """The `check` of psycopg_pool: raises psycopg.OperationalError if the connection is broken."""
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
    if poll.poll(0):
        connection.execute("")
