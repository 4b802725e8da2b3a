"""Places in the code that count."""

import contextlib
from collections import Counter

import pytest
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage

from applications.documents.refusals import RefusedUpload
from applications.documents.upload_check import check_upload, check_uploads
from applications.enums import DocumentKind
from careers.tallies import TALLIES, Tally
from tests.applications.files import pdf
from tests.smtp import SmtpServer


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    TALLIES.take()


def taken(name: str) -> dict[Tally, int]:
    return {tally: number for tally, number in TALLIES.take().items() if tally[0] == name}


def test_what_was_taken_is_not_taken_again() -> None:
    TALLIES.add("mails", "sent", by=2)
    assert TALLIES.take() == Counter({("mails", "sent"): 2})
    assert TALLIES.take() == Counter()


def test_each_upload_counts_once_by_its_verdict() -> None:
    check_upload(ContentFile(pdf(), "cv.pdf"))
    with pytest.raises(RefusedUpload):
        check_upload(ContentFile(b"text", "cv.pdf"))
    check_uploads([(DocumentKind.OTHER, ContentFile(b"", "cv.pdf"))])
    assert taken("uploads") == {
        ("uploads", "accepted"): 1,
        ("uploads", "wrong_type"): 1,
        ("uploads", "empty"): 1,
    }


def test_mails_are_counted_by_what_the_server_makes_of_them(smtp_server: SmtpServer) -> None:
    smtp_server.refused = {"gone@example.org"}
    smtp_server.answers = {"full@example.org": "452 4.2.2 Mailbox full"}
    smtp_server.drop_at_data = lambda address: False if address == "lost@example.org" else None
    for name in ("kim", "gone", "full", "lost"):
        mail = EmailMessage("subject", "text", "post@example.org", [f"{name}@example.org"])
        with contextlib.suppress(OSError):
            mail.send()
    assert taken("mails") == {
        ("mails", "sent"): 1,
        ("mails", "refused"): 1,
        ("mails", "later"): 1,
        ("mails", "in_doubt"): 1,
    }
