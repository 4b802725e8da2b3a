"""What forms and addresses name rows by, as browsers send it back."""

import re
from uuid import UUID


def read_token(text: str | None) -> UUID | None:
    """A token; None if there is none, or no such thing."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def read_number(text: str | None) -> int:
    """The number of a row, at most 18 digits as the database's have; 0, which none has, if it is no such."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,18}", text) else 0
