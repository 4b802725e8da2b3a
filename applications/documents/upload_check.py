"""The one check for uploaded files: every way in calls check_upload() before anything is kept."""

import hashlib
import json
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from tempfile import TemporaryFile
from threading import BoundedSemaphore
from typing import IO, Any, BinaryIO, Self, cast

from django.conf import settings
from django.core.files.base import File

from applications.documents.check_line import CheckLine, NoPlace
from applications.documents.child_process import Failure, FunctionByName, Limits, run_in_child
from applications.documents.child_process.running import MEBIBYTE
from applications.documents.limits import (
    EXTENSIONS,
    REFUSED_EXTENSIONS,
    REPLACED_EXTENSIONS,
    file_size,
)
from applications.documents.names import clean_file_name, file_extension
from applications.documents.refusals import Cause, RefusedContent, RefusedUpload
from applications.enums import DocumentKind, MediaType, Removed
from careers.tallies import count

logger = logging.getLogger(__name__)

check_content = FunctionByName("applications.documents.inspection", "check_content")
PATIENCE_SECONDS = 2.0
"""Of the processor, for all files of one request; honest ones of the largest size take less."""
SLOWEST_MACHINE = 5
"""So many times longer on the clock."""
MOST_MEMORY = 256 * MEBIBYTE
AT_ONCE = BoundedSemaphore(2)
"""Of one process: as many children as two forms would have read; who is in line beside them waits for their end."""
LINE = CheckLine()
MOST_WRITTEN = 2
"""Times the largest document: a copy without what is active may be packed less tightly."""
CAUSES = {
    Failure.TOO_SLOW: Cause.TOO_COMPLEX,
    Failure.MEMORY: Cause.TOO_COMPLEX,
    Failure.TOO_BIG: Cause.TOO_COMPLEX,
    Failure.NOT_STARTED: Cause.NOT_CHECKED,
}

type Verdict = tuple[MediaType, tuple[Removed, ...], SafeCopy | None]
"""What a file is, what was taken out of it, and a copy without that if there was something."""
Refused = defaultdict[DocumentKind, list[RefusedUpload]]


@dataclass(frozen=True)
class CheckedUpload:
    """A file that passed the upload check: its harmless name, its true type, and its bytes.

    Size and SHA-256 are those of the file that was sent.
    """

    name: str
    media_type: MediaType
    size: int
    sha256: str
    content: IO[Any] | File[Any]
    kind: DocumentKind = DocumentKind.OTHER
    original: IO[Any] | None = None
    """The bytes as they were sent, if something was taken out of `content`."""
    removed: tuple[Removed, ...] = ()

    @property
    def files(self) -> list[IO[Any] | File[Any]]:
        """What is to be kept: the bytes for the staff, then the original if there is one."""
        return [self.content, self.original] if self.original else [self.content]

    def with_kind(self, kind: DocumentKind) -> Self:
        return replace(self, kind=kind)


class SafeCopy(File[Any]):
    """A file without a name, which vanishes when nobody holds it any more."""

    def __init__(self) -> None:
        super().__init__(TemporaryFile(), name="")  # noqa: SIM115 - closed below

    def __del__(self) -> None:
        self.close()


@dataclass
class Patience:
    """How many seconds of the processor are left to read the files of one request."""

    seconds: float = PATIENCE_SECONDS
    used: float = 0

    @property
    def left(self) -> float:
        return self.seconds - self.used

    @property
    def limits(self) -> Limits:
        """On the clock more: a machine that does other things meanwhile is no fault of the file's."""
        wall = SLOWEST_MACHINE * self.left
        written = MOST_WRITTEN * settings.DOCUMENT_MAX_BYTES
        return Limits(MOST_MEMORY, self.left, wall, result_bytes=written, niceness=0)


@dataclass
class Work:
    """What the checks of one request have cost, in seconds of the processor, and whose they are."""

    networks: Sequence[str] = ()
    """The sender's network and those around it, from the narrowest."""
    seconds: float = 0
    had_no_place: bool = False
    """Whether a file was not looked at because others were."""


WORK: ContextVar[Work | None] = ContextVar("work of upload checks", default=None)


@contextmanager
def counted_work(networks: Sequence[str] = ()) -> Iterator[Work]:
    """Count what is checked within, in this thread, for somebody of this network and those around it."""
    work = Work(networks)
    before = WORK.set(work)
    try:
        yield work
    finally:
        WORK.reset(before)


def check_upload(upload: "File[Any]", patience: Patience | None = None) -> CheckedUpload:
    """Let an uploaded file pass or refuse it.

    In: a named, seekable file of any size. Out: what it is; nothing has been stored. It is counted
    and hashed here, and read in a child process only, with what is left of the patience.
    Raises RefusedUpload, whose text tells its owner the cause and the remedy, for an empty file,
    one above settings.DOCUMENT_MAX_BYTES (bytes), one that is not an intact and open PDF, DOCX,
    ODT, JPG, PNG or HEIC, one whose extension claims a program or a page, and one that cannot be checked
    at this moment.
    """
    with counted_refusals():
        checked = look_at(upload, patience or Patience())
    count("uploads", "cleaned" if checked.removed else "accepted")
    return checked


def look_at(upload: "File[Any]", patience: Patience) -> CheckedUpload:
    name, size = clean_file_name(upload.name or ""), upload.size or 0
    content = cast(BinaryIO, upload.file)
    check_size(name, size)
    try:
        found, removed, safe = read_content(content, patience)
    except RefusedContent as refusal:
        raise RefusedUpload(refusal.cause, name=name) from None
    name, digest = match_extension(name, found), file_digest(content)
    if safe is None:
        return CheckedUpload(name, found, size, digest, content)
    return CheckedUpload(name, found, size, digest, safe, original=content, removed=removed)


@contextmanager
def counted_refusals() -> Iterator[None]:
    """Counts by the cause, for the operator's figures."""
    try:
        yield
    except RefusedUpload as refusal:
        count("uploads", str(refusal.cause))
        raise


def check_uploads(
    uploads: "Iterable[tuple[DocumentKind, File[Any]]]",
) -> tuple[list[CheckedUpload], Refused]:
    """Check the files of one request, in their order: counted and added up before any is read.

    Out: those that passed, and why others were refused, by kind. What is read of all of
    them together takes no longer than of one; who sends more than that sends the rest again.
    """
    passed, refused, patience = list[CheckedUpload](), Refused(list), Patience()
    for kind, upload in uploads:
        name, size = clean_file_name(upload.name or ""), upload.size or 0
        try:
            with counted_refusals():
                check_size(name, size)
                check_total([one.size for one in passed], name=name, size=size)
            passed.append(check_upload(upload, patience).with_kind(kind))
        except RefusedUpload as refusal:
            refused[kind].append(refusal)
    return passed, refused


def read_content(content: BinaryIO, patience: Patience) -> Verdict:
    """What a child finds; RefusedContent with the cause, also where it ends early or says nonsense."""
    if patience.left <= 0:
        raise RefusedContent(Cause.NOT_CHECKED)
    had_less, safe = patience.used > 0, SafeCopy()
    work = WORK.get() or Work()
    with place_in_line(work), AT_ONCE:
        limits = patience.limits
        outcome = run_in_child(check_content, content, {}, limits, output=safe.file)
    is_late = outcome.failure is Failure.TOO_SLOW
    seconds = patience.left if is_late else outcome.seconds
    patience.used += seconds
    work.seconds += seconds
    if is_late and had_less:
        raise RefusedContent(Cause.NOT_CHECKED)
    if outcome.failure:
        logger.warning("An upload was not read to its end: %s %s", outcome.failure, outcome.detail)
        raise RefusedContent(CAUSES.get(outcome.failure, Cause.BROKEN))
    found, removed = read_verdict(b"".join(outcome.results))
    return found, removed, safe if removed else None


@contextmanager
def place_in_line(work: Work) -> Iterator[None]:
    """RefusedContent if there is none."""
    try:
        with LINE.place(work.networks):
            yield
    except NoPlace:
        work.had_no_place = True
        raise RefusedContent(Cause.NOT_CHECKED) from None


def read_verdict(said: bytes) -> tuple[MediaType, tuple[Removed, ...]]:
    """What a child said; RefusedContent for a refusal, and for everything that it should not say."""
    try:
        verdict = json.loads(said)
        if "refused" in verdict:
            raise RefusedContent(Cause(verdict["refused"]))
        return MediaType(verdict["format"]), tuple(map(Removed, verdict["removed"]))
    except (ValueError, KeyError, TypeError):
        raise RefusedContent(Cause.BROKEN) from None


def check_size(name: str, size: int) -> None:
    if not size:
        raise RefusedUpload(Cause.EMPTY, name=name)
    if size > settings.DOCUMENT_MAX_BYTES:
        limit = file_size(settings.DOCUMENT_MAX_BYTES)
        raise RefusedUpload(Cause.TOO_LARGE, name=name, size=file_size(size), limit=limit)


def check_total(held: Sequence[int], *, name: str, size: int) -> None:
    """Refuse one more file beside those that are there already.

    In: the bytes of each file that is held, name and bytes of the new one. Raises RefusedUpload
    beyond settings.DOCUMENTS_MAX_COUNT (files) and settings.DOCUMENTS_MAX_BYTES (bytes).
    """
    if len(held) >= settings.DOCUMENTS_MAX_COUNT:
        limit = str(settings.DOCUMENTS_MAX_COUNT)
        raise RefusedUpload(Cause.TOO_MANY, name=name, limit=limit)
    together = sum(held) + size
    if together > settings.DOCUMENTS_MAX_BYTES:
        limit = file_size(settings.DOCUMENTS_MAX_BYTES)
        facts = {"size": file_size(together), "limit": limit}
        raise RefusedUpload(Cause.TOO_MUCH, name=name, **facts)


def check_announced_file(name: str, size: int) -> None:
    """Refuse early what check_upload() would refuse in the end, by extension and bytes alone."""
    check_size(name, size)
    if file_extension(name) in REFUSED_EXTENSIONS:
        raise RefusedUpload(Cause.WRONG_TYPE, name=name)


def match_extension(name: str, found: MediaType) -> str:
    """The name with an extension of what was found.

    One of another document or picture gives way to it, since phones and people mix them up; what
    may be a part of the name, such as "CV Dipl.Ing", stays before it. Raises RefusedUpload for
    what claims to be a program or a page.
    """
    extension, usual = file_extension(name), EXTENSIONS[found][0]
    if extension in EXTENSIONS[found]:
        return name
    if extension in REFUSED_EXTENSIONS:
        facts = {"format": found.label, "extension": usual}
        raise RefusedUpload(Cause.WRONG_EXTENSION, name=name, **facts)
    stem = name[: -len(extension) - 1] if extension in REPLACED_EXTENSIONS else name
    return clean_file_name(f"{stem}.{usual}")


def file_digest(content: Any) -> str:
    """SHA-256 of all bytes, in hexadecimal."""
    content.seek(0)
    return hashlib.file_digest(content, "sha256").hexdigest()
