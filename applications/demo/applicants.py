"""The demo's applications, sent through the same service and upload check as real ones."""

from collections import Counter
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from applications.demo.content import Row, read_tables
from applications.demo.days import Days
from applications.demo.messages import load_follow_up
from applications.demo.sample_documents import build_checked_document
from applications.documents.upload_check import CheckedUpload
from applications.enums import DocumentKind, Stage
from applications.models import Application
from applications.services import (
    ApplicantData,
    move_application,
    start_draft,
    store_documents,
    submit_application,
)
from careers.models import Edition, Posting

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MINUTES_BETWEEN = 37  # so that nobody in the inbox arrived at the same minute
WORKING_DAY = 600  # minutes
REASONS = {
    Stage.REJECTED: "Andere passen besser zum Profil.",
    Stage.WITHDRAWN: "Hat sich für eine andere Stelle entschieden.",
}
WAY_TO: dict[Stage, tuple[Stage, ...]] = {
    Stage.RECEIVED: (),
    Stage.IN_REVIEW: (Stage.IN_REVIEW,),
    Stage.INTERVIEW: (Stage.IN_REVIEW, Stage.INTERVIEW),
    Stage.OFFER: (Stage.IN_REVIEW, Stage.INTERVIEW, Stage.OFFER),
    Stage.HIRED: (Stage.IN_REVIEW, Stage.INTERVIEW, Stage.OFFER, Stage.HIRED),
    Stage.REJECTED: (Stage.IN_REVIEW, Stage.REJECTED),
    Stage.WITHDRAWN: (Stage.WITHDRAWN,),
}


def load_applications(days: Days, postings: dict[str, Posting], actor: "User") -> int:
    """Sends every application of the demo and moves it to its stage; returns how many."""
    rows = read_tables("applications")["applications"]
    for number, row in enumerate(rows):
        application = submit_demo_application(row, days, postings[row["posting"]], number)
        move_to_stage(application, row, days, actor)
        load_follow_up(application, row, days, actor)
    return len(rows)


def submit_demo_application(row: Row, days: Days, posting: Posting, number: int) -> Application:
    """One application at its moment; no mail is sent, since its receipt is marked as sent."""
    now = days.past_moment(row["day"], number * MINUTES_BETWEEN % WORKING_DAY)
    draft = start_draft(
        token=uuid5(NAMESPACE_URL, row["email"]),
        edition=Edition.objects.get(current_for=posting),
        language=row["language"],
        now=now,
    )
    store_documents(draft=draft, uploads=build_checked_documents(row), now=now)
    application = submit_application(
        draft=draft,
        applicant=ApplicantData(
            name=row["name"],
            email=row["email"],
            language=row["language"],
            phone=row.get("phone", ""),
            message=row["message"],
        ),
        now=now,
    )
    application.receipt_sent_at = application.submitted_at
    application.save(update_fields=["receipt_sent_at"])
    return application


def move_to_stage(application: Application, row: Row, days: Days, actor: "User") -> None:
    """Takes an application to its stage step by step, the last one on the day it was decided."""
    way = WAY_TO[Stage(row["stage"])]
    if not way:
        return
    first, last = application.submitted_at, days.past_moment(row["decided"])
    for number, stage in enumerate(way, start=1):
        moment = first + (last - first) * number / len(way)
        move_application(
            application=application,
            to=stage,
            actor=actor,
            reason=REASONS.get(stage, ""),
            now=moment,
        )


def build_checked_documents(row: Row) -> list[CheckedUpload]:
    """The row's documents as generated PDFs that have passed the upload check."""
    counts: Counter[str] = Counter()
    checked = []
    for value in row["documents"]:
        counts[value] += 1
        checked.append(build_checked_document(DocumentKind(value), row, number=counts[value]))
    return checked
