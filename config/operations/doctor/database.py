"""The database: what the role may do, what is installed, whether clocks agree and connections suffice."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from config import env
from config.health import NotReadyError, check_migrations
from config.operations.doctor.finding import Finding, error, hint, ok, warning

OLDEST = 160_000
"""PostgreSQL 16, as docs/operations.md promises."""
MOST_SECONDS_APART = 5

FACTS = """
SELECT current_user, rolsuper, rolcreatedb OR rolcreaterole, current_setting('server_version_num')::int,
  pg_encoding_to_char(encoding), EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm'),
  current_setting('max_connections')::int, clock_timestamp(),
  coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false), inet_server_addr() IS NOT NULL,
  current_setting('log_error_verbosity') = 'terse'
FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()
"""


def examine_database() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(FACTS)
        row: Sequence[Any] = cursor.fetchone() or [None] * 11
    role, is_superuser, may_create, version, encoding, has_trigrams, most = row[:7]
    now, is_encrypted, is_remote, is_terse = row[7:]
    yield from examine_role(role, is_superuser=is_superuser, may_create=may_create)
    yield from examine_server(version, encoding, has_trigrams=has_trigrams)
    yield from examine_clock(now)
    yield from examine_connections(most)
    if is_remote and not is_encrypted:
        yield warning(
            "The way to the database is not encrypted.", "Add ?sslmode=verify-full to DATABASE_URL."
        )
    if not is_terse:
        yield hint(
            "PostgreSQL's log quotes rows that it refuses, with names in them.",
            "Set log_error_verbosity=terse and log_min_error_statement=panic there.",
        )
    yield from examine_migrations()


def examine_role(role: str, *, is_superuser: bool, may_create: bool) -> Iterator[Finding]:
    if is_superuser:
        yield error(
            f"The role {role} is a superuser: a fault in the portal could read and change everything on that server.",
            f"ALTER ROLE {role} NOSUPERUSER, or make a role as docs/operations.md has it.",
        )
    elif may_create:
        yield warning(
            f"The role {role} may create databases or roles, which the portal never does.",
            f"ALTER ROLE {role} NOCREATEDB NOCREATEROLE.",
        )
    else:
        yield ok(f"The role {role} has no rights that the portal does not need.")


def examine_server(version: int, encoding: str, *, has_trigrams: bool) -> Iterator[Finding]:
    if version < OLDEST:
        yield error(
            f"PostgreSQL {version // 10_000} is too old.",
            "Move to 16 or newer, by a dump and a restore.",
        )
    if encoding != "UTF8":
        yield error(f"The database is in {encoding}.", "Make it anew with ENCODING 'UTF8'.")
    if not has_trigrams:
        yield error(
            "The extension pg_trgm is missing.",
            "CREATE EXTENSION pg_trgm, as the database's owner.",
        )


def examine_clock(theirs: datetime) -> Iterator[Finding]:
    apart = abs((timezone.now() - theirs).total_seconds())
    if apart > MOST_SECONDS_APART:
        yield error(
            f"The clocks of this host and of the database are {apart:.0f} s apart.",
            "Run NTP on both.",
        )
    if settings.TIME_ZONE in {"UTC", "Etc/UTC", "GMT"}:
        yield hint(
            "Deadlines end at midnight UTC.",
            "Set TIME_ZONE to where the organisation is, such as Europe/Berlin.",
        )
    else:
        yield ok(
            f"It is {timezone.localtime():%H:%M} in {settings.TIME_ZONE}, by which deadlines and mails go."
        )


def examine_connections(most: int) -> Iterator[Finding]:
    processes = env.read_integer("WEB_WORKERS", 2, minimum=1)
    options: Any = settings.DATABASES["default"].get("OPTIONS", {})
    wanted = (processes + 1) * (options.get("pool", {}).get("max_size", 1) + 1)
    if wanted > most:
        yield warning(
            f"One web host and one worker may open {wanted} connections, and PostgreSQL admits {most}.",
            "Lower DATABASE_POOL_SIZE or raise max_connections.",
        )


def examine_migrations() -> Iterator[Finding]:
    try:
        check_migrations()
    except NotReadyError:
        yield error("The tables are not those of this version.", "Run migrate.")
