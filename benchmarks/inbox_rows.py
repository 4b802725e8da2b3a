"""Fills a database of the tests as an inbox that has been in use for two years, for benchmarks/inbox.py."""

import random
from datetime import datetime, timedelta
from itertools import batched
from typing import NamedTuple
from uuid import UUID

APPLICATIONS = 100_000
OF_ONE_POSTING = 5_000
POSTINGS = 120
RESERVE = 0.2
BATCH = 2_000
RANDOM = random.Random(2026)
STAGES = ["received"] * 20 + ["in_review"] * 12 + ["interview"] * 4 + ["offer"]
ENDED = ["rejected"] * 50 + ["withdrawn"] * 8 + ["hired"] * 5
FIRST = """Ada Anton Ayşe Ben Berta Can Carla Cem David Dilek Elif Emil Fatma Felix Greta Hans Hülya Ida Ivan Jana
    Jonas Kai Kim Lea Leon Li Maja Mehmet Mila Noah Nora Olga Omar Paul Petra Quinn Rana Rosa Said Sofia Timo Uwe
    Vera Wei Xenia Yusuf Zoé""".split()
LAST = """Adler Albrecht Arslan Bauer Becker Berg Brandt Busch Demir Dietrich Engel Fischer Frank Fuchs Graf Groß Haas
    Hahn Hartmann Hoffmann Horn Huber Jäger Jung Kaiser Kaya Keller Klein Koch Köhler König Krämer Krause Krüger
    Kuhn Lang Lehmann Lorenz Ludwig Maier Martin Mayer Meier Müller Neumann Öztürk Peters Pfeiffer Pohl Richter
    Roth Sauer Schäfer Schmidt Schneider Scholz Schröder Schubert Schulz Schwarz Seidel Simon Sommer Stein Thomas
    Vogel Voigt Wagner Walter Weber Weiß Werner Winkler Winter Wolf Yılmaz Ziegler Zimmermann""".split()


class Filled(NamedTuple):
    """What the pages are asked for."""

    hr: int
    member: int
    posting: int
    question: int
    tag: int


def fill_inbox(now: datetime) -> Filled:
    from hiring.models import OwnStage, Tag
    from tests.applications.factories import StaffFactory
    from tests.careers.factories import QuestionFactory, published

    postings = [published(title_de=f"Stelle {number}") for number in range(POSTINGS)]
    question = QuestionFactory(posting=postings[0], kind="yes_no")
    member = StaffFactory(groups=["Hiring team"])
    hr = StaffFactory(groups=["HR managers"])
    for posting in postings[:10]:
        posting.hiring_team.add(member)
    tags = Tag.objects.bulk_create(Tag(name=f"Schlagwort {number}") for number in range(12))
    OwnStage.objects.create(name_de="Arbeitsprobe", name_en="Work sample", public_stage="in_review")
    add_applications(postings, question.pk, now)
    add_what_belongs_to_them(hr, tags, now)
    index_words()
    return Filled(hr.pk, member.pk, postings[0].pk, question.pk, tags[0].pk)


def index_words() -> None:
    """Name, and a CV of some words of which each application has others, as the word index keeps them."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO applications_applicationwords (application_id, vector, lead)
            SELECT id, to_tsvector('simple', lower(name) || ' lebenslauf wort' || id % 997 || ' wort'
            || id % 89 || ' wort' || id % 13), to_tsvector('simple', lower(name))
            FROM applications_application"""
        )


def add_applications(postings: list, question: int, now: datetime) -> None:
    from applications.models import Application

    first, *others = postings
    chosen = [first] * OF_ONE_POSTING + RANDOM.choices(others, k=APPLICATIONS - OF_ONE_POSTING)
    RANDOM.shuffle(chosen)
    for numbers in batched(range(APPLICATIONS), BATCH):
        made = [make_application(chosen[one], one, question, now) for one in numbers]
        Application.objects.bulk_create(made)


def make_application(posting: object, number: int, question: int, now: datetime) -> object:
    from applications.models import Application

    age = timedelta(minutes=10 * (APPLICATIONS - number))
    is_old = age > timedelta(days=60)
    stage = RANDOM.choice(ENDED if is_old else STAGES + ENDED[:20])
    first, last = RANDOM.choice(FIRST), RANDOM.choice(LAST)
    answer = {"key": str(question), "label": "?", "kind": "yes_no", "value": number % 3 == 0}
    return Application(
        posting=posting,
        edition=posting.current_edition,
        reference=f"{number // 10_000:04}-{number % 10_000:04}",  # drawn ones are the same once in 30 fillings
        language=RANDOM.choice(["de", "de", "en"]),
        name=f"{first} {RANDOM.choice(LAST)}-{last}" if number % 9 == 0 else f"{first} {last}",
        email=f"{first}.{last}{number}@{RANDOM.choice(['example.org', 'example.com'])}",
        message="Guten Tag, ich bewerbe mich um diese Stelle. " * 20,
        stage=stage,
        decided_at=now if stage in ENDED else None,
        submitted_at=now - age,
        pool_consent_at=now - age if number % 20 == 0 else None,
        pool_until=now + timedelta(days=300) if number % 20 == 0 else None,
        answers=[answer],
        notice_version="2026-11",
        token=UUID(int=RANDOM.getrandbits(128)),
    )


def add_what_belongs_to_them(hr: object, tags: list, now: datetime) -> None:
    from applications.models import Application, Exclusion

    keys = list(Application.objects.order_by("pk").values_list("pk", "stage"))
    for some in batched(keys, BATCH):
        add_documents([key for key, _stage in some], now)
        add_read_marks(some, hr, now)
    late = [key for key, _stage in RANDOM.sample(keys, APPLICATIONS // 20)]
    add_later_documents(late, now)
    add_records(late, tags)
    add_decisions(RANDOM.sample([key for key, stage in keys if stage not in ENDED], 1_000), now)
    Exclusion.objects.bulk_create(
        Exclusion(application_id=key, user=hr, at=now) for key, _stage in RANDOM.sample(keys, 50)
    )


def add_documents(keys: list[int], now: datetime) -> None:
    from applications.models import Document

    Document.objects.bulk_create(
        Document(
            application_id=key,
            kind=kind,
            position=position,
            name="Lebenslauf.pdf",
            media_type="application/pdf",
            size=100_000,
            sha256="0" * 64,
            storage_name=f"{key}-{position}",
            created_at=now,
            scan_state="clean",
            scanned_at=now,
        )
        for key in keys
        for position, kind in enumerate(["cv", "certificate"])
    )


def add_read_marks(some: tuple[tuple[int, str], ...], hr: object, now: datetime) -> None:
    from hiring.models import ReadMark

    ReadMark.objects.bulk_create(
        ReadMark(application_id=key, user=hr, at=now)
        for key, stage in some
        if RANDOM.random() < (0.95 if stage in ENDED else 0.5)
    )


def add_later_documents(keys: list[int], now: datetime) -> None:
    from applications.models import ApplicationEvent

    ApplicationEvent.objects.bulk_create(
        ApplicationEvent(
            application_id=key,
            kind="document_added",
            detail="certificate",
            at=now + timedelta(hours=RANDOM.choice([-1, 1])),
        )
        for key in keys
    )


def add_records(keys: list[int], tags: list) -> None:
    from hiring.models import HiringRecord

    records = HiringRecord.objects.bulk_create(
        HiringRecord(application_id=key, is_reserve=RANDOM.random() < RESERVE) for key in keys
    )
    for number, record in enumerate(records):
        record.tags.add(tags[number % len(tags)])


def add_decisions(keys: list[int], now: datetime) -> None:
    """Half of them noted only, half with a mail that waits."""
    from hiring.models import Decision, RejectionReason

    reason = RejectionReason.objects.first()
    Decision.objects.bulk_create(
        Decision(
            application_id=key,
            to_stage="rejected",
            reason=reason,
            state="pending" if number % 2 else "decided",
            at=now,
        )
        for number, key in enumerate(keys)
    )
