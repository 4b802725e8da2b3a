"""How an application comes in: its files are there already, rows come second, the receipt last."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial

from django.db import IntegrityError, transaction

from applications.answers import Answer
from applications.documents.chunks import delete_chunks
from applications.documents.virus_scan.pending import first_scan_state
from applications.enums import DocumentKind
from applications.models import Application, Document, Draft
from applications.services.documents import start_checks
from applications.services.drafts import DraftGone, lock_draft
from applications.tasks import send_receipt
from applications.word_index import index_application
from careers.editions.application_form import asked_documents
from careers.enums import Demand
from careers.web.current_brand import notice_version

KINDS_IN_ORDER = list(DocumentKind)


class PostingClosed(Exception):
    """The posting takes no applications at this moment."""


class DraftChanged(Exception):
    """Another tab has just written to the draft, or taken a required document out of it."""


@dataclass(frozen=True)
class ApplicantData:
    """What applicants tell about themselves; language is that of the form they used."""

    name: str
    email: str
    language: str
    phone: str = ""
    message: str = ""
    answers: Sequence[Answer] = field(default_factory=list)


def submit_application(*, draft: Draft, applicant: ApplicantData, now: datetime) -> Application:
    """Make a draft an application to its posting, with the edition that the applicant read.

    The documents move over, the draft goes, and the jobs that send the receipt and check the documents are
    deferred, all in one transaction; if it fails, the draft is as it was. A second submission of the same draft,
    even at the same time, changes nothing and returns the first. Raises PostingClosed if the
    posting takes no applications at `now`, DraftGone if the draft was deleted, and DraftChanged if
    it is not the draft any more that was judged; all leave everything as it is.
    """
    first = find_sent_application(draft)
    if first is not None:
        return first
    if not draft.edition.posting.is_open(now):
        raise PostingClosed
    try:
        return create_application(draft, applicant, now)
    except (DraftGone, IntegrityError):
        first = find_sent_application(draft)
        if first is None:
            raise
        return first


def find_sent_application(draft: Draft) -> Application | None:
    """What has become of the draft already, if the browser that holds the draft sent it."""
    return Application.objects.filter(**draft.browser_key._asdict()).first()


@transaction.atomic
def create_application(draft: Draft, applicant: ApplicantData, now: datetime) -> Application:
    locked = lock_draft(draft)
    refuse_changed_draft(locked, draft)
    application = Application(
        edition=draft.edition,
        posting=draft.edition.posting,
        **locked.browser_key._asdict(),
        submitted_at=now,
        notice_version=notice_version(),
        **asdict(applicant),
    )
    application.full_clean(validate_unique=False, validate_constraints=False)
    application.save()
    documents = hand_over_documents(locked, application)
    index_application(application)
    folders = [upload.folder for upload in locked.uploads.all()]
    locked.delete()
    transaction.on_commit(partial(delete_chunks, folders))
    send_receipt.defer(application_id=application.pk)
    start_checks(documents)
    return application


def refuse_changed_draft(locked: Draft, judged: Draft) -> None:
    """The look at a draft and its lock are two moments."""
    demands = asked_documents(judged.edition)
    required = {kind for kind, demand in demands.items() if demand == Demand.REQUIRED}
    held = set(locked.documents.values_list("kind", flat=True))
    if locked.updated_at != judged.updated_at or not required <= held:
        raise DraftChanged


def hand_over_documents(draft: Draft, application: Application) -> list[Document]:
    """From the draft to the application, by kind, the CV first; else in the order they came.

    The keys of the files move over with them.
    """
    documents = sorted(
        draft.documents.all(),
        key=lambda one: (KINDS_IN_ORDER.index(DocumentKind(one.kind)), one.position),
    )
    for position, document in enumerate(documents):
        document.draft, document.application, document.position = None, application, position
        document.scan_state = first_scan_state()
    Document.objects.bulk_update(documents, ["draft", "application", "position", "scan_state"])
    draft.data_keys.update(draft=None, application=application)
    return documents
