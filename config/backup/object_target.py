"""Backups in an object storage (S3), with keys of their own.

Imported only where a target is one: boto3 takes memory and time of every process.
"""

from collections.abc import Iterable, Iterator

from applications.documents.object_storage import ObjectStorage
from config.backup.backup_errors import DamagedBackup
from config.backup.byte_streams import read_blocks
from config.backup.target_protocol import Kept
from config.storage_settings import read_s3

PREFIX = "BACKUP_S3"
"""Of the variables with its address, bucket and keys, as S3_ENDPOINT is one of the documents' storage."""


class ObjectTarget:
    """Objects below a prefix of a bucket; what is large is sent in parts, and appears when all of them are there."""

    def __init__(self) -> None:
        self.storage = ObjectStorage(**read_s3(PREFIX))

    def find(self, prefix: str) -> Iterator[Kept]:
        place = self.storage.address("x")["Key"].removesuffix("x")
        for found in self.storage.list_objects(prefix):
            yield Kept(found["Key"].removeprefix(place), found["LastModified"])

    def write(self, name: str, blocks: Iterable[bytes]) -> None:
        self.storage.write_sealed(name, blocks)

    def read(self, name: str) -> Iterator[bytes]:
        try:
            file = self.storage.open_sealed(name)
        except FileNotFoundError:
            raise DamagedBackup(f"{name} is missing in the backup.") from None
        return read_blocks(file)

    def exists(self, name: str) -> bool:
        return self.storage.exists(name)

    def delete(self, name: str) -> None:
        self.storage.delete(name)
