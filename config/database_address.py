"""The address of the database, read from the environment or from files."""

import re
from collections.abc import Mapping
from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from config import env

DJANGO_NAMES = {
    "dbname": "NAME",
    "user": "USER",
    "password": "PASSWORD",
    "host": "HOST",
    "port": "PORT",
}


def read_database(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entry of Django's DATABASES from DATABASE_URL, with DATABASE_PASSWORD where that has no password."""
    password = env.read_private("DATABASE_PASSWORD", "")
    entry = parse_database_url(env.read_private("DATABASE_URL"), options=options)
    return entry | {"PASSWORD": entry["PASSWORD"] or password}


def parse_database_url(
    url: str, name: str = "DATABASE_URL", options: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the entry of Django's DATABASES for a PostgreSQL address, as libpq reads it.

    Understood: postgresql://user:password@host:port/name?sslmode=require, percent-encoding, IPv6, several hosts, and
    Unix sockets as postgresql:///name?host=/run/postgresql. What is no part of Django's own entry becomes an option,
    beside `options`.
    https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
    """
    remedy = f"Set {name} to postgresql://user:password@host:5432/name, with special characters percent-encoded."
    if not url.startswith(("postgresql://", "postgres://")):
        raise ImproperlyConfigured(
            f"{name} is no PostgreSQL address, and no other database is supported. {remedy}"
        )
    try:
        parts = {key: str(value) for key, value in conninfo_to_dict(url).items()}
    except psycopg.Error:
        raise ImproperlyConfigured(f"{name} cannot be read as an address. {remedy}") from None
    if not re.fullmatch(r"[0-9,]*", parts.get("port", "")):
        raise ImproperlyConfigured(f"{name} has a port that is no number. {remedy}")
    if not parts.get("dbname"):
        raise ImproperlyConfigured(f"{name} names no database. {remedy}")
    entry: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql"}
    entry |= {django: parts.pop(libpq, "") for libpq, django in DJANGO_NAMES.items()}
    return entry | {"OPTIONS": parts | dict(options or {})}
