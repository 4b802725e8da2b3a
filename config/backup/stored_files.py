"""The files of a backup: those that the rows of its database name, each kept once under the digest of its bytes."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from psycopg import sql

from applications.models import CopyRequest, Document, PreviewPage
from applications.models.original_file import OriginalFile
from config.backup.age_encryption import Encryption
from config.backup.backup_errors import DamagedBackup
from config.backup.byte_streams import Tally
from config.backup.database_tables import Connection
from config.backup.document_files import look_at_file, read_file
from config.backup.target_protocol import Target

POOL = "files/"
NAMED_BY = (Document, OriginalFile, PreviewPage, CopyRequest)
"""The models with names of files. Pieces on their way are sent again, exports are asked for again."""


@dataclass(frozen=True)
class StoredFile:
    """A file as it lies in the document storage, which is encrypted there; without a digest it was gone."""

    name: str
    size: int = 0
    modified: float = 0
    sha256: str = ""

    @property
    def is_gone(self) -> bool:
        return not self.sha256

    def as_line(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"


@dataclass
class Copied:
    """What became of the files of a backup."""

    count: int = 0
    size: int = 0
    gone: int = 0
    new: int = 0
    new_size: int = 0


def list_names(connection: Connection) -> Iterator[str]:
    """The names of all files that rows name, in the order of their bytes."""
    one = sql.SQL("SELECT storage_name FROM {} WHERE storage_name <> ''")
    parts = [one.format(sql.Identifier(model._meta.db_table)) for model in NAMED_BY]
    all_of_them = sql.SQL('SELECT storage_name FROM ({}) f ORDER BY storage_name COLLATE "C"')
    query = all_of_them.format(sql.SQL(" UNION ").join(parts))
    with connection.cursor("names_of_files") as cursor:
        cursor.execute(query)
        for (name,) in cursor:
            yield name


def pool_name(sha256: str, encryption: Encryption) -> str:
    return f"{POOL}{sha256[:2]}/{sha256}{encryption.ending}"


class Pool:
    """The files in a target, and how more come to them."""

    def __init__(self, target: Target, encryption: Encryption) -> None:
        self.target, self.encryption = target, encryption
        self.known = {kept.name for kept in target.find(POOL)}

    def holds(self, sha256: str) -> bool:
        return pool_name(sha256, self.encryption) in self.known

    def add(self, file: StoredFile) -> None:
        """DamagedBackup if the file is not what it was a moment ago."""
        tally = Tally()
        blocks = tally.count(read_file(file.name))
        name = pool_name(file.sha256, self.encryption)
        self.target.write(name, self.encryption.encrypt(blocks))
        if tally.sha256 != file.sha256:
            self.target.delete(name)
            raise DamagedBackup(f"The file {file.name} changed while it was copied. Try again.")
        self.known.add(name)


def copy_files(
    names: Iterable[str], pool: Pool, before: Iterable[StoredFile], copied: Copied
) -> Iterator[StoredFile]:
    """Copy the files that the target lacks; gives all of them, in the order of `names`.

    `before` is what the backup before this one held, in the same order: what has kept its size and
    time is not read again.
    """
    for name, known in match_sorted(names, before):
        try:
            file = copy_file(name, known, pool, copied)
        except FileNotFoundError:  # erased since the moment of the dump, or lost long ago
            file = StoredFile(name)
        copied.count += 1
        copied.size += file.size
        copied.gone += file.is_gone
        yield file


def copy_file(name: str, known: StoredFile | None, pool: Pool, copied: Copied) -> StoredFile:
    """FileNotFoundError if it is gone."""
    size, modified = look_at_file(name)
    if known and (known.size, known.modified) == (size, modified) and pool.holds(known.sha256):
        return known
    tally = Tally().drain(read_file(name))
    file = StoredFile(name, tally.size, modified, tally.sha256)
    if not pool.holds(file.sha256):
        pool.add(file)
        copied.new += 1
        copied.new_size += file.size
    return file


def match_sorted(
    names: Iterable[str], files: Iterable[StoredFile]
) -> Iterator[tuple[str, StoredFile | None]]:
    """Each name with the file of that name, if there is one; both are in the same order."""
    rest = iter(files)
    file = next(rest, None)
    for name in names:
        while file and file.name < name:
            file = next(rest, None)
        yield name, file if file and file.name == name else None


def read_lines(blocks: Iterable[bytes]) -> Iterator[StoredFile]:
    """The list of files, from its bytes."""
    left = b""
    for block in blocks:
        *lines, left = (left + block).split(b"\n")
        for line in lines:
            yield StoredFile(**json.loads(line))
