"""What a backup says about itself. It is written last: a folder without it is no backup."""

import hashlib
import hmac
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any, Self

from django.conf import settings

from config.backup.backup_errors import BackupError, DamagedBackup
from config.backup.dump import DumpedTable
from config.backup.target_protocol import Target

FORMAT = 1
"""Of the layout; a release reads its own and all earlier ones."""
FOLDER = "backups/"
MANIFEST, FILE_LIST = "manifest.json", "files.jsonl.gz"
NAME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z-[0-9a-f]{4}")
PURPOSE = b"offene-stelle backup 1"


@dataclass
class FilesOfBackup:
    """How many files, their bytes as they were stored, how many were gone, and the digest of their list."""

    count: int
    size: int
    gone: int
    sha256: str


@dataclass
class Manifest:
    """Nothing in it tells of a person. `seal` says who wrote it: it needs the SECRET_KEY of the installation."""

    name: str
    made_at: str
    version: str
    postgresql: str
    encrypted: bool
    migrations: list[list[str]]
    tables: list[DumpedTable]
    sequences: dict[str, int]
    files: FilesOfBackup
    document_keys: list[str]
    secret_key: str = ""
    format: int = FORMAT
    seal: str = field(default="", compare=False)

    @property
    def folder(self) -> str:
        return f"{FOLDER}{self.name}"

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.made_at)

    def write(self, target: Target) -> None:
        self.secret_key = fingerprint_key(settings.SECRET_KEY)
        self.seal = self.compute_seal(settings.SECRET_KEY)
        text = json.dumps(asdict(self), indent=1, sort_keys=True).encode()
        target.write(f"{self.folder}/{MANIFEST}", [text])

    def compute_seal(self, secret_key: str) -> str:
        content = json.dumps(asdict(self) | {"seal": ""}, sort_keys=True)
        key = hashlib.sha256(PURPOSE + secret_key.encode()).digest()
        return hmac.digest(key, content.encode(), "sha256").hex()

    def find_secret_key(self) -> str | None:
        """The SECRET_KEY of the settings under which the backup was made; None if it is none of them."""
        known = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        return next((key for key in known if fingerprint_key(key) == self.secret_key), None)

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """BackupError for one of a later format, DamagedBackup for what is none."""
        try:
            read: dict[str, Any] = json.loads(text)
            if read["format"] > FORMAT:
                raise BackupError("This backup was made by a later release. Restore it with that.")
            read["tables"] = [DumpedTable.from_json(table) for table in read["tables"]]
            read["files"] = FilesOfBackup(**read["files"])
            return cls(**{name: read[name] for name in (one.name for one in fields(cls))})
        except (ValueError, KeyError, TypeError):
            raise DamagedBackup(f"{MANIFEST} of this backup cannot be read.") from None


def fingerprint_key(key: str) -> str:
    """By which a SECRET_KEY is known without telling it: it has 50 random characters."""
    return hashlib.sha256(b"fingerprint of a secret key" + key.encode()).hexdigest()[:12]


def make_name(now: datetime) -> str:
    """Of a new backup: names sort by time."""
    return f"{now.astimezone(UTC):%Y-%m-%dT%H%M%SZ}-{token_hex(2)}"


def list_backups(target: Target) -> list[str]:
    """The names of whole backups, the newest last."""
    parts = (kept.name.split("/") for kept in target.find(FOLDER))
    return sorted(name for _, name, *rest in parts if rest == [MANIFEST] and NAME.fullmatch(name))


def read_manifest(target: Target, name: str) -> Manifest:
    return Manifest.from_json(b"".join(target.read(f"{FOLDER}{name}/{MANIFEST}")))


def read_newest(target: Target) -> Manifest | None:
    found = list_backups(target)
    return read_manifest(target, found[-1]) if found else None


def read_file_list(target: Target, manifest: Manifest) -> Iterator[bytes]:
    """The bytes of the list of files, compressed as they lie there."""
    return target.read(f"{manifest.folder}/{FILE_LIST}")
