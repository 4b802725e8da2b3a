"""What becomes of an upload whose reader is slow, stand_ins.hungry, broken or lies: stand-ins, under low limits."""

from io import BytesIO
from typing import BinaryIO

import pytest
from django.core.files.base import ContentFile
from pytest_django import Settings

from applications.documents import upload_check
from applications.documents.child_process import running
from applications.documents.refusals import Cause, RefusedContent
from applications.documents.upload_check import Patience, Verdict, check_uploads, read_content
from applications.enums import DocumentKind, MediaType
from tests.applications import files
from tests.applications.documents.child_process import stand_ins

LITTLE = 0.3
"""Seconds of patience."""


def find(content: bytes = b"", patience: Patience | None = None) -> MediaType:
    return read_content(BytesIO(content), patience or Patience())[0]


def cause(content: bytes = b"", patience: Patience | None = None) -> Cause:
    with pytest.raises(RefusedContent) as refusal:
        find(content, patience)
    return refusal.value.cause


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        (stand_ins.hungry, Cause.TOO_COMPLEX),
        (stand_ins.talkative, Cause.TOO_COMPLEX),
        (stand_ins.lying, Cause.BROKEN),
        (stand_ins.silent, Cause.BROKEN),
        (stand_ins.abort, Cause.BROKEN),
        (stand_ins.stumble, Cause.BROKEN),
    ],
)
def test_file_whose_reader_fails_is_refused(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, reader: running.Function, expected: Cause
) -> None:
    settings.DOCUMENT_MAX_BYTES = 700
    monkeypatch.setattr(upload_check, "check_content", reader)
    monkeypatch.setattr(upload_check, "MOST_MEMORY", 32 * stand_ins.MEBIBYTE)
    assert cause() is expected


def test_file_that_takes_too_long_is_refused_and_the_next_one_sent_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(upload_check, "check_content", stand_ins.busy_if_asked)
    patience = Patience(LITTLE)
    assert find(b"quick", patience) is MediaType.PDF
    assert cause(b"busy", patience) is Cause.NOT_CHECKED
    assert cause(b"quick", patience) is Cause.NOT_CHECKED
    assert patience.left == pytest.approx(0)
    assert cause(b"busy", Patience(LITTLE)) is Cause.TOO_COMPLEX


@pytest.mark.usefixtures("server")
def test_file_that_cannot_be_checked_is_not_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running.sys, "executable", "missing-python")
    assert cause(files.pdf()) is Cause.NOT_CHECKED


def test_files_are_counted_before_they_are_read(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.DOCUMENTS_MAX_COUNT, settings.DOCUMENTS_MAX_BYTES = 2, 3000
    read: list[int] = []

    def find_size(content: BinaryIO, _patience: Patience) -> Verdict:
        read.append(len(content.read()))
        return MediaType.PDF, (), None

    monkeypatch.setattr(upload_check, "read_content", find_size)
    sizes = (1000, 0, 2500, 1500, 200)
    sent = [(DocumentKind.CV, ContentFile(b"." * size, name="CV.pdf")) for size in sizes]
    passed, refused = check_uploads(sent)
    assert ([one.size for one in passed], read) == ([1000, 1500], [1000, 1500])
    found = [refusal.cause for refusal in refused[DocumentKind.CV]]
    assert found == [Cause.EMPTY, Cause.TOO_MUCH, Cause.TOO_MANY]
