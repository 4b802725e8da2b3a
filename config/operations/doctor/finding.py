"""What an examination says of one thing."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    HINT = "hint"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Finding:
    """One sentence of what is, and of what to do about it if it is wrong."""

    level: Level
    sentence: str
    remedy: str = ""


def ok(sentence: str) -> Finding:
    return Finding(Level.OK, sentence)


def hint(sentence: str, remedy: str) -> Finding:
    return Finding(Level.HINT, sentence, remedy)


def warning(sentence: str, remedy: str) -> Finding:
    return Finding(Level.WARNING, sentence, remedy)


def error(sentence: str, remedy: str) -> Finding:
    return Finding(Level.ERROR, sentence, remedy)
