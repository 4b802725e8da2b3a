"""Rows for tests. A plain Application() is a fresh one, from one person, with a stored CV."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.utils import timezone

from applications.documents.storage import make_storage_name, store_bytes
from applications.documents.upload_check import CheckedUpload, check_upload
from applications.enums import DocumentKind, MediaType, ScanState, Stage, TransferKind
from applications.models import Application, Document, Draft, Transfer
from applications.models.data_key import ensure_key
from applications.services import ApplicantData, store_documents
from applications.services.transfers import announce_transfer, prepare_transfer
from careers.models import Posting
from tests.applications import files
from tests.careers.factories import published

DECIDED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class DocumentFactory(factory.django.DjangoModelFactory[Document]):
    class Meta:
        model = Document
        skip_postgeneration_save = True

    kind = DocumentKind.CV
    position = factory.Sequence(int)
    name = "Lebenslauf Öztürk.pdf"
    media_type = MediaType.PDF
    size = factory.LazyFunction(lambda: len(files.pdf()))
    sha256 = "0" * 64
    storage_name = factory.LazyFunction(make_storage_name)
    created_at = factory.LazyFunction(timezone.now)
    scan_state = ScanState.NOT_SCANNED

    @factory.post_generation
    def stored(self: Document, create: bool, extracted: bytes | None, **_kwargs: Any) -> None:
        """The bytes behind it: a small PDF, or those that are passed; False for a missing file."""
        owner = self.application or self.draft
        if create and extracted is not False and owner:
            store_bytes(self.storage_name, extracted or files.pdf(), ensure_key(owner))


class DraftFactory(factory.django.DjangoModelFactory[Draft]):
    """A draft in which nothing stands yet; see draft_with() for one that could be sent."""

    class Meta:
        model = Draft

    posting = factory.LazyFunction(published)
    edition = factory.LazyAttribute(lambda made: made.posting.current_edition)
    language = "en"
    created_at = updated_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))


class ApplicationFactory(factory.django.DjangoModelFactory[Application]):
    class Meta:
        model = Application
        skip_postgeneration_save = True

    posting = factory.LazyFunction(published)
    edition = factory.LazyAttribute(lambda made: made.posting.current_edition)
    language = "de"
    name = "Ayşe Öztürk"
    email = "ayse@example.org"
    submitted_at = factory.LazyFunction(lambda: timezone.now() - timedelta(minutes=5))
    notice_version = "2026-11"
    token = factory.LazyFunction(uuid4)

    class Params:
        rejected = factory.Trait(stage=Stage.REJECTED, decided_at=DECIDED)
        hired = factory.Trait(stage=Stage.HIRED, decided_at=DECIDED)
        withdrawn = factory.Trait(stage=Stage.WITHDRAWN, decided_at=DECIDED)

    @factory.post_generation
    def cv(
        self: Application, create: bool, extracted: dict[str, Any] | None, **_kwargs: Any
    ) -> None:
        """A CV; pass cv=False for no document at all, or a dict of its fields."""
        if create and extracted is not False:
            DocumentFactory(application=self, **(extracted or {}))


def proposal(
    application: Application | None = None,
    kind: TransferKind = TransferKind.MOVE,
    target: Posting | None = None,
) -> Transfer:
    """Another posting, which the applicant has just been asked about."""
    transfer = prepare_transfer(
        application=application or ApplicationFactory(),
        kind=kind,
        target=target or published(),
        actor=hr_manager(),
        now=timezone.now(),
    )
    return announce_transfer(transfer=transfer, now=timezone.now())


class StaffFactory(factory.django.DjangoModelFactory[User]):
    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"staff{number}")
    is_staff = True

    @factory.post_generation
    def groups(self: User, create: bool, extracted: list[str] | None, **_kwargs: Any) -> None:
        """The names of groups that the migration made."""
        for name in extracted or []:
            self.groups.add(Group.objects.get(name=name))


def hr_manager() -> User:
    return StaffFactory(groups=["HR managers"])


def editor() -> User:
    return StaffFactory(groups=["Editors"])


def team_member(*applications: Application) -> User:
    """Somebody on the hiring teams of these applications' postings, and of no other."""
    user = StaffFactory(groups=["Hiring team"])
    for application in applications:
        application.posting.hiring_team.add(user)
    return user


def applicant(**changes: str) -> ApplicantData:
    data = {"name": "Ayşe Öztürk", "email": "ayse@example.org", "language": "de", **changes}
    return ApplicantData(**data)


def cv(content: bytes | None = None, name: str = "Lebenslauf.pdf") -> CheckedUpload:
    """A CV that went through the gate."""
    return check_upload(files.upload(content or files.pdf(), name)).with_kind(DocumentKind.CV)


def draft_with(*uploads: CheckedUpload, **fields: Any) -> Draft:
    """A draft with a name, an address and these files, or a CV."""
    typed = {"name": "Ayşe Öztürk", "email": "ayse@example.org"}
    draft = DraftFactory(**({"data": typed} | fields))
    store_documents(draft=draft, uploads=uploads or [cv()], now=draft.created_at)
    draft.refresh_from_db()
    return draft
