"""What a place for backups can do, whatever it is (targets.py)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple, Protocol


class Kept(NamedTuple):
    """Something in a target."""

    name: str
    modified: datetime


class Target(Protocol):
    """What a place for backups can do. Names are paths with "/", and say nothing about a person."""

    def find(self, prefix: str) -> Iterable[Kept]:
        """Everything whole whose name begins with `prefix`, which ends with "/", in any order."""

    def write(self, name: str, blocks: Iterable[bytes]) -> None:
        """Keep these bytes under the name, whole or not at all; what is there is replaced."""

    def read(self, name: str) -> Iterator[bytes]:
        """DamagedBackup if there is no such name."""

    def exists(self, name: str) -> bool: ...

    def delete(self, name: str) -> None:
        """A name that is not there is passed over."""
