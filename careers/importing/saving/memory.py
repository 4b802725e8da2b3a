"""What a posting remembers of its last import, in its column import_digest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

VERSION = "@"


@dataclass(frozen=True)
class Memory:
    """The texts last imported, and what the draft was like after that."""

    digests: Mapping[str, str]
    """A short hash of all that an ad was made of, by language."""
    version: int = 1
    """The posting's version then; a later one means that somebody has changed the draft."""

    @classmethod
    def parse(cls, column: str) -> Self:
        """From a column such as "de:1f… en:02… @7"."""
        parts = column.split()
        digests = dict(_split_pair(part) for part in parts if not part.startswith(VERSION))
        versions = (part for part in parts if part.startswith(VERSION))
        return cls(digests, int(next(versions, "@1").removeprefix(VERSION)))

    def __str__(self) -> str:
        """As the column keeps it: at most 64 characters for three languages."""
        pairs = (f"{code}:{digest}" for code, digest in sorted(self.digests.items()))
        return " ".join([*pairs, f"{VERSION}{self.version}"])


def _split_pair(part: str) -> tuple[str, str]:
    code, _colon, digest = part.partition(":")
    return code, digest
