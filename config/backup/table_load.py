"""Loading the rows of a backup into tables that migrations have made, in one transaction."""

from collections.abc import Iterable

from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from config.backup import database_tables as tables
from config.backup.age_encryption import Encryption
from config.backup.backup_errors import BackupError, DamagedBackup
from config.backup.closing import mark_restore
from config.backup.database_tables import Connection
from config.backup.dump import DumpedTable, digest_rows, read_table
from config.backup.manifest import Manifest
from config.backup.target_protocol import Target


def find_unknown_migrations(manifest: Manifest) -> list[str]:
    """Those of the backup that this release does not have: it was made by a later one."""
    known = MigrationExecutor(connections["default"]).loader.graph.nodes
    return [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known]


def clear_database(own: Connection) -> None:
    """Drop everything but the mark of a restore."""
    drop_everything(own)
    mark_restore(own)
    own.commit()


def drop_everything(own: Connection) -> None:
    """Drop all tables and whatever else lies beside them."""
    [(schema,)] = own.execute("SELECT current_schema()").fetchall()
    quoted = sql.Identifier(schema)
    own.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(quoted))
    own.execute(sql.SQL("CREATE SCHEMA {}").format(quoted))


def make_tables(manifest: Manifest) -> None:
    """Apply exactly the migrations that the backup had, so that its rows fit."""
    executor = MigrationExecutor(connections["default"])
    applied = {(app, name) for app, name in manifest.migrations}
    nodes = executor.loader.graph.node_map
    last = [one for one in applied if not applied & {child.key for child in nodes[one].children}]
    executor.migrate(sorted(last))


def load_tables(
    own: Connection, manifest: Manifest, target: Target, encryption: Encryption
) -> None:
    """Put all rows where migrations wrote others; DamagedBackup, and none, if they are not the same afterwards.

    The role need not be a superuser: triggers of ours rest, and references are looked at in the end.
    """
    by_name = {table.name: table for table in manifest.tables}
    refuse_other_tables(own, by_name)
    present = [table.name for table in tables.list_tables(own)]
    own.execute("SET CONSTRAINTS ALL DEFERRED")
    switch_triggers(own, present, "DISABLE")
    own.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, present))))
    for name in tables.sort_by_reference(own, by_name):
        load_table(own, by_name[name], target, manifest, encryption)
    for sequence, value in manifest.sequences.items():
        own.execute("SELECT setval(%s::regclass, %s)", [f'"{sequence}"', value])
    own.execute("SET CONSTRAINTS ALL IMMEDIATE")
    switch_triggers(own, present, "ENABLE")
    own.commit()


def load_table(
    own: Connection,
    dumped: DumpedTable,
    target: Target,
    manifest: Manifest,
    encryption: Encryption,
) -> None:
    with own.cursor() as cursor, cursor.copy(dumped.table.sink) as copy:
        for block in read_table(target, manifest.folder, dumped.name, encryption):
            copy.write(block)
    found = digest_rows(own, dumped.table)
    if (found.lines, found.sha256) != (dumped.rows, dumped.sha256):
        raise DamagedBackup(f"The rows of {dumped.name} are not the same as in the backup.")


def refuse_other_tables(own: Connection, wanted: Iterable[str]) -> None:
    missing = {*wanted} - {table.name for table in tables.list_tables(own)}
    if missing:
        names = ", ".join(sorted(missing))
        raise BackupError(f"No migration makes these tables of the backup: {names}.")


def switch_triggers(own: Connection, names: Iterable[str], how: str) -> None:
    for name in names:
        statement = "ALTER TABLE {} " + how + " TRIGGER USER"
        own.execute(sql.SQL(statement).format(sql.Identifier(name)))
