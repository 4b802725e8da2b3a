"""What a check of pooled connections costs: three ways, in turns, in one run on a database of its own.

PYTHONPATH=. python benchmarks/pool_check.py
"""

import secrets
import statistics
import tempfile
import time
from pathlib import Path

from psycopg_pool import ConnectionPool

from config.embedded_database import running_database
from config.pool_check import check_connection

ROUNDS, TIMES = 15, 2_000
WAYS = {
    "no check": None,
    "look at the socket": check_connection,
    "round trip (CONN_HEALTH_CHECKS)": ConnectionPool.check_connection,
}


def measure(pool: ConnectionPool) -> float:
    """Microseconds for taking a connection, one query, and giving it back."""
    begun = time.perf_counter()
    for _time in range(TIMES):
        with pool.connection() as connection:
            connection.execute("SELECT 1")
    return (time.perf_counter() - begun) / TIMES * 1e6


def main() -> None:
    folder = Path(tempfile.gettempdir()) / f"offene-stelle-pool-{secrets.token_hex(4)}"
    with running_database(folder, durable=False) as address:
        options = {"min_size": 1, "max_size": 1, "kwargs": {"autocommit": True}, "open": True}
        pools = {
            name: ConnectionPool(address.url, check=check, **options)
            for name, check in WAYS.items()
        }
        found: dict[str, list[float]] = {name: [] for name in WAYS}
        for _round in range(ROUNDS):
            for name, pool in pools.items():
                found[name].append(measure(pool))
        for pool in pools.values():
            pool.close()
    base = statistics.median(found["no check"])
    for name, times in found.items():
        middle = statistics.median(times)
        print(f"{name}: {middle:.0f} µs, {middle - base:+.0f} µs")


if __name__ == "__main__":
    main()
