"""Restoring a backup: everything is looked at before anything is touched, and compared when it is there."""

import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from applications.documents.storage import document_storage
from applications.documents.storage_faults import find_storage_faults
from config.backup import database_tables as tables
from config.backup import table_load
from config.backup.age_encryption import Age, Encryption, Plain
from config.backup.backup_errors import BackupError, DamagedBackup, NotEmpty
from config.backup.byte_streams import Tally, decompress
from config.backup.closing import mark_restore, unmark_restore
from config.backup.database_tables import Connection
from config.backup.document_files import list_files, read_file
from config.backup.dump import read_table
from config.backup.erasures import apply_erasures
from config.backup.manifest import Manifest, list_backups, read_file_list, read_manifest
from config.backup.stored_files import StoredFile, pool_name, read_lines
from config.backup.target_protocol import Target

PATIENCE = 5.0
INHABITED = ("auth_user", "careers_posting", "applications_application")
"""A database with none of them is empty, also if it was migrated already."""


@dataclass
class Restore:
    """What to restore from where; the flags are words that somebody has to say explicitly."""

    target: Target
    name: str = ""
    encryption: Encryption = field(default_factory=Plain)
    replaces: bool = False
    other_keys: bool = False
    only_files: bool = False
    say: Callable[[str], object] = print

    def read_manifest(self) -> Manifest:
        """The newest backup, unless one is named."""
        found = list_backups(self.target)
        if not found or (self.name and self.name not in found):
            raise BackupError(
                f"There is no whole backup {self.name or 'here'}. Whole ones: {', '.join(found) or 'none'}."
            )
        manifest = read_manifest(self.target, self.name or found[-1])
        if manifest.encrypted and not isinstance(self.encryption, Age):
            self.encryption = Age()
        return manifest

    def read_files(self, manifest: Manifest) -> Iterator[StoredFile]:
        return read_lines(decompress(read_file_list(self.target, manifest)))

    def read_file(self, file: StoredFile) -> Iterator[bytes]:
        name = pool_name(file.sha256, self.encryption)
        return iter(self.encryption.decrypt(self.target.read(name)))


def restore(wanted: Restore) -> Manifest:
    """Restore database and documents, apply erasures, and open the site; BackupError says what is in the way."""
    manifest = wanted.read_manifest()
    wanted.say(f"Backup {manifest.name} of version {manifest.version}, made at {manifest.made_at}.")
    refuse_other_keys(manifest, wanted)
    if unknown := table_load.find_unknown_migrations(manifest):
        raise BackupError(
            f"This backup was made by a later release: {', '.join(unknown[:5])} is unknown here."
        )
    if wanted.only_files:
        return restore_lost_files(manifest, wanted)
    refuse_filled_place(wanted)
    verify(manifest, wanted)
    with tables.connect() as own:
        refuse_company(own)
        mark_restore(own)
        own.commit()
        restore_files(manifest, wanted)
        table_load.clear_database(own)
        table_load.make_tables(manifest)
        table_load.load_tables(own, manifest, wanted.target, wanted.encryption)
        compare(own, manifest, wanted)
        finish(wanted)
        unmark_restore(own)
    wanted.say("The site may be opened: start web and worker.")
    return manifest


def refuse_other_keys(manifest: Manifest, wanted: Restore) -> None:
    """Links in mails and files of applicants need the keys of the installation, which are in no backup."""
    missing = [name for name in manifest.document_keys if name not in settings.DOCUMENT_KEYS]
    problems = []
    if missing:
        problems.append(f"DOCUMENT_KEYS lacks {', '.join(missing)}: documents could not be opened.")
    secret_key = manifest.find_secret_key()
    if secret_key is None:
        problems.append("SECRET_KEY is another one: links in mails that were sent would not work.")
    elif manifest.compute_seal(secret_key) != manifest.seal:
        raise DamagedBackup("The manifest of this backup was changed.")
    if problems and not wanted.other_keys:
        raise BackupError(
            " ".join([*problems, "Set the keys of the old installation, or add --other-keys."])
        )
    for problem in problems:
        wanted.say(f"WARNING: {problem}")


def refuse_filled_place(wanted: Restore) -> None:
    if wanted.replaces:
        return
    with tables.connect() as own:
        present = {table.name for table in tables.list_tables(own)}
        if any(name in present and tables.count_rows(own, name) for name in INHABITED):
            raise NotEmpty("The database is not empty. To lose what is in it, add --replace.")
    if next(list_files(), None):
        raise NotEmpty("The folder of the documents is not empty. To go on, add --replace.")


def refuse_company(own: Connection) -> None:
    """Web and worker must not be connected, or they would see half of it; who just left has a moment to be gone."""
    tables.end_connections_of_django()
    deadline = time.monotonic() + PATIENCE
    while number := count_company(own):
        if time.monotonic() > deadline:
            raise BackupError(
                f"{number} others are connected to the database. Stop web and worker first."
            )
        time.sleep(0.2)


def count_company(own: Connection) -> int:
    """How many other connections of this role there are."""
    query = """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
        AND usename = current_user AND backend_type = 'client backend' AND pid <> pg_backend_pid()"""
    [(number,)] = own.execute(query).fetchall()
    own.rollback()
    return int(number)


def verify(manifest: Manifest, wanted: Restore) -> None:
    """Read all of the backup: DamagedBackup if anything is missing or is not what was written."""
    listed = Tally().drain(read_file_list(wanted.target, manifest))
    if listed.sha256 != manifest.files.sha256:
        raise DamagedBackup("The list of files is damaged.")
    for table in manifest.tables:
        verify_table(table.name, table.sha256, manifest, wanted)
    for file in wanted.read_files(manifest):
        if not file.is_gone and Tally().drain(wanted.read_file(file)).sha256 != file.sha256:
            raise DamagedBackup(f"The file {file.name} is damaged in the backup.")
    rows, files = manifest.rows, manifest.files.count
    wanted.say(f"Looked at: {len(manifest.tables)} tables with {rows} rows, {files} files.")


def verify_table(name: str, sha256: str, manifest: Manifest, wanted: Restore) -> None:
    rows = read_table(wanted.target, manifest.folder, name, wanted.encryption)
    try:
        found = Tally().drain(rows).sha256
    except (EOFError, zlib.error):
        found = ""
    if found != sha256:
        raise DamagedBackup(f"The table {name} is damaged in the backup.")


def restore_files(manifest: Manifest, wanted: Restore) -> None:
    storage = document_storage()
    for file in wanted.read_files(manifest):
        if not file.is_gone:
            storage.write_sealed(file.name, wanted.read_file(file))


def restore_lost_files(manifest: Manifest, wanted: Restore) -> Manifest:
    """Put back the files that the folder lacks; the database and what lies there stay as they are."""
    found = 0
    for file in wanted.read_files(manifest):
        if not file.is_gone and not document_storage().exists(file.name):
            document_storage().write_sealed(file.name, wanted.read_file(file))
            found += 1
    wanted.say(f"{found} files were missing and are back. The database was not touched.")
    return manifest


def compare(own: Connection, manifest: Manifest, wanted: Restore) -> None:
    """Count all rows and read all files where they are now."""
    different = [
        table.name for table in manifest.tables if tables.count_rows(own, table.name) != table.rows
    ]
    own.rollback()
    lost = [
        file.name
        for file in wanted.read_files(manifest)
        if not file.is_gone and Tally().drain(read_file(file.name)).sha256 != file.sha256
    ]
    if different or lost:
        raise DamagedBackup(f"Different afterwards: {', '.join([*different, *lost])}.")
    files = manifest.files
    wanted.say(
        f"Restored and compared: {manifest.rows} rows, {files.count - files.gone} files with "
        f"{files.size} bytes; {files.gone} files were gone when the backup was made."
    )


def finish(wanted: Restore) -> None:
    """Bring an older backup up to date, and erase again what was erased since."""
    call_command("migrate", interactive=False, verbosity=0)
    erased = apply_erasures(target=wanted.target, now=timezone.now())
    wanted.say(f"Erased again: {erased} applications that were erased after the backup.")
    for fault in find_storage_faults():  # which also marks the folder as that of the documents
        wanted.say(f"WARNING: {fault}, as /readyz names it.")
