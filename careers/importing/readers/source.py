"""What a reader finds: the texts of one ad, or a reason why there is none."""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from careers.text.invisible_characters import to_line_feeds
from careers.text.words import visible_words

MOST_BYTES = 256 * 1024
LONGEST_KEY = 200
FENCE = "---"
BROKEN_YAML = (
    *(yaml.YAMLError, RecursionError),
    *(ValueError, LookupError, AttributeError, TypeError, ArithmeticError),
)
"""What PyYAML says of a fault, and what its readers of numbers, dates and yes or no raise for words that are none."""


class ReadError(Exception):
    """A file that is no ad; the message is one clear sentence part in the active language."""


@dataclass(frozen=True)
class SourceText:
    """An ad in one language, as its file has it."""

    text: str
    language: str | None = None
    """None where only the text itself can tell."""
    title: str = ""
    """A title given beside the text, used if the text has none."""
    summary: str = ""


@dataclass(frozen=True)
class Source:
    """One ad in all the languages it was found in."""

    key: str
    """What names the ad in every later import: its slug."""
    name: str
    """What names it to people: the path of its file."""
    texts: tuple[SourceText, ...]
    place: str = ""
    """A place given beside the texts, used if they name none."""
    is_public: bool = True
    """False for an ad that its keepers had taken off their site."""
    redirects: tuple[tuple[str, str], ...] = ()
    """Language and old path of the pages that shall lead here."""


@dataclass(frozen=True)
class Problem:
    """A file or folder that could not be read, and why."""

    name: str
    reason: str


def display_path(path: Path) -> str:
    """A path for people and for the database, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "replace")


def unreadable(error: OSError) -> ReadError:
    return ReadError(_("cannot be read (%(why)s)") % {"why": error.strerror})


def check_within(path: Path, root: Path) -> None:
    """Raises ReadError if a link on the way to a file or folder leads out of the folder that somebody gave us."""
    try:
        is_within = path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # links in a circle
        is_within = False
    if not is_within:
        raise ReadError(_("leads out of the folder that is imported"))


def read_text(path: Path, root: Path) -> str:
    """The text of a file in the folder that somebody gave us, or below it.

    Raises ReadError if it is no UTF-8 text, empty, or above 256 KiB, if it is a link or a pipe, which
    never ends, and if a folder on the way is a link that leads out of `root`.
    """
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode):
            raise ReadError(_("is a link or no ordinary file"))
        check_within(path, root)
        if found.st_size > MOST_BYTES:
            raise ReadError(_("is too large for an ad (more than 256 KiB)"))
        content = path.read_bytes()
    except OSError as error:
        raise unreadable(error) from error
    if b"\0" in content:
        raise ReadError(_("is not a text file"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(_("is not UTF-8 (at byte %(place)s)") % {"place": error.start}) from error
    if not visible_words(text):
        raise ReadError(_("is empty"))
    return text


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The YAML at the head of a text and the text after it; none gives an empty dict.

    Raises ReadError where the YAML is broken. https://jekyllrb.com/docs/front-matter/
    """
    lines = to_line_feeds(text).split("\n")
    if lines[0].rstrip() != FENCE:
        return {}, text
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        return {}, text
    found = parse_yaml("\n".join(["", *lines[1:end]]))
    return (found, "\n".join(lines[end + 1 :])) if isinstance(found, dict) else ({}, text)


class PlainLoader(yaml.SafeLoader):
    """Reads YAML without aliases: a few lines of these stand for more than fits into memory."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            peek: Callable[[], yaml.Event] = self.peek_event
            problem = _("uses an alias (*) of YAML, which the import does not read (line %(line)s)")
            raise ReadError(problem % {"line": line_of(peek().start_mark)})
        return super().compose_node(parent, index)


def parse_yaml(text: str) -> Any:
    """What YAML says, without running anything. Raises ReadError with the line of the fault."""
    try:
        return PlainLoader(text).get_single_data()
    except BROKEN_YAML as error:
        line = line_of(getattr(error, "problem_mark", None))
        raise ReadError(_("has broken YAML (line %(line)s)") % {"line": line}) from error


def line_of(mark: Any) -> int:
    """Where PyYAML has stopped, counted from 1; the first where it does not say it."""
    return mark.line + 1 if mark else 1


def one_line_text(value: object) -> str:
    """A value of front matter as one line of text that can be stored; lists and nothing are empty.

    Raises ReadError for a number that Python does not write as text (sys.set_int_max_str_digits).
    """
    if not isinstance(value, str | int | float):
        return ""
    try:
        text = " ".join(str(value).split())
    except ValueError as error:
        raise ReadError(_("has a number that is too long")) from error
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")
