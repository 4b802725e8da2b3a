# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL for deploy/image-test.sh, as an operator's would be: reached with a password, by a role without superuser.

Usage: PYTHONPATH=. python deploy/image_test/database.py FOLDER. Prints the folder of its socket and runs until its input ends.
"""

import sys
from pathlib import Path

import psycopg

from config.embedded_database import DatabaseAddress, running_database
from config.embedded_database.data_folder import SOCKET_NAME

PREPARATION = (
    "CREATE ROLE careers LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD 'image-test'",
    "CREATE DATABASE careers OWNER careers",
)


def ask_for_password(connection: psycopg.Connection[tuple[str]]) -> None:
    """Put a rule for the role before the one that trusts every local connection."""
    row = connection.execute("SELECT setting FROM pg_settings WHERE name = 'hba_file'").fetchone()
    rules = Path(row[0] if row else "")
    rules.write_text("local all careers scram-sha-256\n" + rules.read_text())
    connection.execute("SELECT pg_reload_conf()")


def prepare(address: DatabaseAddress) -> None:
    """Make role and database, and let the image's user reach the socket."""
    with psycopg.connect(address.url, autocommit=True) as connection:
        for statement in PREPARATION:
            connection.execute(statement)
        ask_for_password(connection)
    address.socket_folder.chmod(0o711)
    (address.socket_folder / SOCKET_NAME).chmod(0o777)


def main(folder: Path) -> None:
    with running_database(folder, durable=False) as address:
        prepare(address)
        sys.stdout.write(f"{address.socket_folder}\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
