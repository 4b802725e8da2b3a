"""Has the scanner judge a document: the bytes as they were sent, and what the staff would get of them."""

import logging
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import IO, Any

from django.conf import settings

from applications.documents.storage import document_storage
from applications.documents.virus_scan.clamd import (
    ScannerUnavailable,
    read_signature_date,
    scan_stream,
)
from applications.encryption.unreadable import MissingMasterKey, UnreadableFile
from applications.enums import ScanCause, ScanState
from applications.models import Document

logger = logging.getLogger(__name__)
CHUNK = 256 * 1024
FOUND, FINE = " FOUND", "OK"
OVER_SIZE = "size limit exceeded"
LIMITS, ENCRYPTED = "Heuristics.Limits.Exceeded", "Heuristics.Encrypted"
LONGEST_NAME = 100


class BrokenOff(ScannerUnavailable):
    """The scanner answers, but gave up at this very document."""


@dataclass(frozen=True)
class Verdict:
    """What came of a scan: one of SCAN_VERDICTS, with the signature's name or a ScanCause."""

    state: ScanState
    finding: str = ""
    cause: str = ""


CLEAN = Verdict(ScanState.CLEAN)


def judge_document(document: Document) -> Verdict:
    """The verdict on all files of a document; the first that is not clean decides.

    Raises ScannerUnavailable if the scanner is away or hangs, or a master key is missing, and BrokenOff
    if it answers but broke off at this document or told of an error; OSError if the storage is away.
    No lock is held meanwhile.
    """
    try:
        for file in open_files(document):
            with closing(file):
                verdict = judge_file(file)
            if verdict != CLEAN:
                return verdict
    except FileNotFoundError:
        document_storage().refuse_other_place()
        return Verdict(ScanState.FAILED, cause=ScanCause.MISSING)
    except MissingMasterKey as error:
        raise ScannerUnavailable(str(error)) from error
    except UnreadableFile:
        logger.exception("The file of document %s cannot be opened.", document.pk)
        return Verdict(ScanState.FAILED, cause=ScanCause.MISSING)
    return CLEAN


def open_files(document: Document) -> Iterator[IO[Any]]:
    """The original first, if there is one: it is what was sent."""
    if document.removed:
        yield document.open_original_unreleased()
    yield document.open_unreleased()


def judge_file(file: Any) -> Verdict:
    """Its size is compared first: a file over the limit would only be seen as a broken connection."""
    if file.size > settings.CLAMD_STREAM_MAX_BYTES:
        return Verdict(ScanState.FAILED, cause=ScanCause.TOO_BIG)
    try:
        return read_verdict(scan_stream(file.chunks(CHUNK)))
    except ScannerUnavailable as error:
        read_signature_date()  # raises for a scanner that is away or hangs: the file has no part in it
        raise BrokenOff(str(error)) from error


def read_verdict(reply: str) -> Verdict:
    """What "stream: OK" and its like mean; ScannerUnavailable for an error of the scanner's own."""
    said = reply.partition(": ")[2] or reply
    if said == FINE:
        return CLEAN
    if OVER_SIZE in said:
        return Verdict(ScanState.FAILED, cause=ScanCause.TOO_BIG)
    if not said.endswith(FOUND):
        raise ScannerUnavailable(said[:LONGEST_NAME])
    finding = said.removesuffix(FOUND).strip()[:LONGEST_NAME] or "?"
    if finding.startswith(LIMITS):
        return Verdict(ScanState.FAILED, cause=ScanCause.LIMITS)
    if finding.startswith(ENCRYPTED):
        return Verdict(ScanState.FAILED, cause=ScanCause.UNREADABLE)
    return Verdict(ScanState.INFECTED, finding=finding)
