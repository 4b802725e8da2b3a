"""An installation of its own, as an operator has it: a database, a folder of documents, keys, and commands."""

import os
import secrets
import subprocess
import sys
from base64 import b64encode
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from tests.template_database import NAME as TEMPLATE


def make_document_key() -> str:
    return b64encode(secrets.token_bytes(32)).decode()


@dataclass
class Installation:
    """Its commands run in processes of their own; mails are files."""

    folder: Path
    database: str
    secret_key: str = field(default_factory=lambda: secrets.token_hex(40))
    document_key: str = field(default_factory=make_document_key)
    role: str = "postgres"
    more: dict[str, str] = field(default_factory=dict)

    @property
    def documents(self) -> Path:
        return self.folder / "documents"

    @property
    def mails(self) -> list[Path]:
        return sorted((self.folder / "mail").glob("*"))

    @property
    def environment(self) -> dict[str, str]:
        host = quote(connection.settings_dict["HOST"], safe="")
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return kept | {
            "ENVIRONMENT": "local",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": f"postgresql://{self.role}@/{self.database}?host={host}&port=5432",
            "VAR_DIR": str(self.folder),
            "SECRET_KEY": self.secret_key,
            "DOCUMENT_KEYS": self.document_key,
            **self.more,
        }

    def elsewhere(self, folder: Path, database: str, role: str) -> "Installation":
        """Another one with the same keys."""
        return replace(self, folder=folder, database=database, role=role)

    def try_to(self, *command: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def manage(self, *command: str) -> str:
        done = self.try_to(*command)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def python(self, code: str) -> str:
        return self.manage("shell", "-v", "0", "-c", code).strip()

    def work(self) -> None:
        """Do the jobs that are due, as a worker does."""
        self.manage("procrastinate", "worker", "--one-shot")


def server() -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(
        host=connection.settings_dict["HOST"], user="postgres", dbname="postgres", autocommit=True
    )


def copy_database(name: str) -> None:
    """One whose migrations are applied."""
    with server() as own:
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        own.execute(copy.format(sql.Identifier(name), sql.Identifier(find_template(own))))


def make_database(name: str, role: str) -> None:
    """An empty one of a role that may do nothing but own it, as docs/operations.md has it."""
    with server() as own:
        own.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)))
        limits = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE")
        own.execute(limits.format(sql.Identifier(role)))
        empty = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0")
        own.execute(empty.format(sql.Identifier(name), sql.Identifier(role)))


def drop_role(role: str) -> None:
    with server() as own:
        own.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


def find_template(own: "psycopg.Connection[tuple[object, ...]]") -> str:
    """That of the tests; in a run without workers it is their own database."""
    found = own.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone()
    if not found:
        connection.close()
    return TEMPLATE if found else str(connection.settings_dict["NAME"])


def drop_database(name: str) -> None:
    with server() as own:
        own.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
