"""One application about which everything is said that can be said, its marker words, and who may know of it.

`person@example.org` also applied to the posting of the other team, so that its pages could tell of this one.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from itertools import product
from uuid import uuid4
from zipfile import ZipFile

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from applications.documents.storage import make_storage_name
from applications.enums import CopyState, DocumentKind, MailKind, Stage
from applications.models import Application, Document, Exclusion
from applications.privacy.data_export import FACTS
from applications.services.copy_requests import request_full_copy
from applications.word_index import index_application
from hiring.enums import BulkItemState, BulkKind
from hiring.models import BulkRun, Export, HiringRecord, Note, OwnStage, Rating, SavedFilter, Tag
from hiring.services.decisions import Choice, prepare_decision
from tests.applications.factories import (
    ApplicationFactory,
    editor,
    hr_manager,
    team_member,
)
from tests.applications.stored import set_text, store
from tests.careers.factories import published
from tests.config.people import browser
from tests.hiring.factories import MailTemplateFactory, rejection_reason, waiting_mail

ADDRESS = "person@example.org"
MARKERS = {
    "name": "Zeltmarder",
    "phone": "4930987654",
    "message": "Wolkenbruch",
    "document": "Kranichfeder",
    "note": "Distelfink",
    "subject": "Brunnenkresse",
    "decision": "Haselnuss",
    "posting": "Leuchtturm",
    "answer": "Tannenhäher",
    "refusal": "Eisvogel",
}
WHO = ("anonymous", "editor", "other team", "excluded", "excluded HR", "this team", "HR")
BLIND = ("editor", "other team", "excluded", "excluded HR")
"""Who are signed in and may not know of the application; the excluded know of the posting."""
type Keys = dict[str, list[int]]


@dataclass
class Scene:
    """The application, the people, and the arguments of addresses by what these are about."""

    application: Application
    newest: Application
    """Of the same person on the same posting, sent in a moment ago; nobody has touched it."""
    people: dict[str, User | None]
    keys: Keys
    clients: dict[str, Client] = field(default_factory=dict)

    def client(self, who: str) -> Client:
        if who not in self.clients:
            self.clients[who] = browser(self.people[who])
        return self.clients[who]


def set_scene() -> Scene:
    now = timezone.now()
    application = ApplicationFactory(
        name=f"Zoé {MARKERS['name']}",
        email=ADDRESS,
        phone=f"+{MARKERS['phone']}",
        message=MARKERS["message"],
        submitted_at=now - timedelta(days=255),
        posting=published(title_de=MARKERS["posting"], title_en=MARKERS["posting"], answer_days=14),
        cv={"name": f"{MARKERS['document']}.pdf"},
    )
    newest = ApplicationFactory(
        name=application.name, email=ADDRESS, posting=application.posting, cv=False
    )
    people = gather_people(application, newest)
    keys = write_all_about(application, people, now) | {"newest": [newest.pk]}
    index_application(application)
    return Scene(application, newest, people, keys)


def gather_people(application: Application, newest: Application) -> dict[str, User | None]:
    elsewhere = ApplicationFactory(name="Zoé", email=ADDRESS, cv=False)
    excluded = {"excluded": team_member(application), "excluded HR": hr_manager()}
    for user, hidden in product(excluded.values(), (application, newest)):
        Exclusion.objects.create(application=hidden, user=user, at=timezone.now())
    strangers = {"editor": editor(), "other team": team_member(elsewhere)}
    readers = {"this team": team_member(application), "HR": hr_manager()}
    people = {"anonymous": None, **strangers, **excluded, **readers}
    for user in filter(None, people.values()):
        user.email = f"{user.username}@example.org"
        user.save()
    return people


def write_all_about(
    application: Application, people: dict[str, User | None], now: datetime
) -> Keys:
    document = application.documents.get()
    show_a_page(document, now)
    asked = application.document_requests.create(kind=DocumentKind.CV, at=now, answered_at=now)
    tag, stage = add_staff_words(application, people["this team"], now)
    reason = rejection_reason()
    decision = prepare_decision(
        application=application,
        choice=Choice(Stage.REJECTED, reason, note=MARKERS["decision"]),
        actor=people["HR"],
        now=now,
    )
    mail = waiting_mail(application, subject=MARKERS["subject"], send_after=now + timedelta(days=1))
    keys = {
        "application": [application.pk],
        "request": [application.pk, asked.pk],
        "document": [document.pk],
        "page": [document.pk, 1],
        "posting": [application.posting_id],
        "decision": [decision.pk],
        "mail": [mail.pk],
        "template": [MailTemplateFactory().pk],
        "reason": [reason.pk],
        "stage": [stage.pk],
        "tag": [tag.pk],
    }
    keys |= add_copies_and_deliveries(application, now)
    return keys | add_things_of_one_person(application, people["this team"], now)


def an_archive() -> bytes:
    """What a full copy of nothing is stored as."""
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr(FACTS, '{"documents": []}')
    return content.getvalue()


def add_copies_and_deliveries(application: Application, now: datetime) -> Keys:
    """A request for the full copy that is open, one that was released, and a receipt that was refused."""
    name = make_storage_name()
    store(an_archive(), name)
    released = request_full_copy(application=application, now=now)
    released.state, released.answered_at = CopyState.RELEASED, now
    released.storage_name, released.size = name, 6
    released.expires_at = now + timedelta(days=1)
    released.save()
    asked = request_full_copy(application=application, now=now)
    receipt = application.deliveries.create(
        kind=MailKind.RECEIPT, refused_at=now, answer=f"550 {MARKERS['answer']}"
    )
    return {"copy": [asked.pk], "released copy": [released.pk], "receipt": [receipt.pk]}


def show_a_page(document: Document, now: datetime) -> None:
    preview = set_text(document, MARKERS["document"], page_count=1, made_at=now)
    shown = preview.pages.create(number=1, width=6, height=8, storage_name=make_storage_name())
    store(b"a page", shown.storage_name)


def add_staff_words(
    application: Application, user: User | None, now: datetime
) -> tuple[Tag, OwnStage]:
    record, _made = HiringRecord.objects.get_or_create(
        application=application, defaults={"is_reserve": True}
    )
    tag = Tag.objects.create(name="Bernstein")
    record.tags.add(tag)
    Note.objects.create(application=application, by=user, text=MARKERS["note"], at=now)
    Rating.objects.create(application=application, user=user, recommendation="yes", at=now)
    stage = OwnStage.objects.create(name_de="Probe", name_en="Trial", public_stage="in_review")
    return tag, stage


def add_things_of_one_person(application: Application, user: User | None, now: datetime) -> Keys:
    run = BulkRun.objects.create(
        user=user,
        token=uuid4(),
        kind=BulkKind.TAG,
        language="en",
        total=1,
        asked_at=now,
        expires_at=now + timedelta(days=1),
    )
    run.items.create(
        application=application, state=BulkItemState.REFUSED, sentence=MARKERS["refusal"]
    )
    export = Export.objects.create(
        user=user,
        kind="csv",
        language="en",
        total=1,
        storage_name=make_storage_name(),
        asked_at=now,
        expires_at=now + timedelta(days=1),
    )
    saved = SavedFilter.objects.create(user=user, name="Mine", query="q=a")
    return {"export": [export.pk], "filter": [saved.pk], "run": [run.pk]}
