"""What a browser knows a draft by, and the application that became of it."""

from typing import NamedTuple, Self
from uuid import UUID


class BrowserKey(NamedTuple):
    """The draft's token; with it, once a mailed link has moved the draft, its holder's number.

    The words are columns of Draft and Application, so that a key of an earlier holder finds nothing.
    """

    token: UUID
    holder: UUID | None = None

    @classmethod
    def read(cls, text: str | None) -> Self | None:
        """A key as str() writes it, a bare token included; None if it is no such thing."""
        token, dot, holder = (text or "").partition(".")
        try:
            return cls(UUID(token), UUID(holder) if dot else None)
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.token}.{self.holder}" if self.holder else str(self.token)
