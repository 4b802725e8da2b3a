"""Rows for tests. A plain Posting() is a complete bilingual draft; traits say what else it is."""

from datetime import UTC, datetime, timedelta
from typing import Any

import factory
from django.db.models import Max
from django.utils import timezone

from careers.enums import EmploymentType, SectionKind, WorkplaceType
from careers.models import (
    Contact,
    Department,
    Location,
    Posting,
    PostingQuestion,
    PostingSection,
    TextBlock,
)
from careers.services import close_posting, publish_posting

LONG_AGO = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


class DepartmentFactory(factory.django.DjangoModelFactory[Department]):
    class Meta:
        model = Department
        django_get_or_create = ("slug",)

    slug = "cloud"
    name_de = "Wolke"
    name_en = "Cloud"


class LocationFactory(factory.django.DjangoModelFactory[Location]):
    class Meta:
        model = Location
        django_get_or_create = ("slug",)

    slug = "berlin"
    name_de = "Berlin-Mitte"
    name_en = "Berlin centre"
    locality = "Berlin"
    postal_code = "10115"
    country = "DE"


class ContactFactory(factory.django.DjangoModelFactory[Contact]):
    class Meta:
        model = Contact
        django_get_or_create = ("name",)

    name = "Ada Beispiel"
    role_de = "Leiterin Betrieb"
    role_en = "Head of operations"
    email = "ada@example.org"


class TextBlockFactory(factory.django.DjangoModelFactory[TextBlock]):
    class Meta:
        model = TextBlock

    slug = factory.Sequence(lambda number: f"block-{number}")
    kind = SectionKind.OFFER
    heading_de = "Wir bieten"
    heading_en = "We offer"
    body_de = "- Zeit zum Lernen"
    body_en = "- time to learn"


def after_the_last(rows: Any) -> int:
    """The next free position; the same in each run, whatever was made before."""
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


class SectionFactory(factory.django.DjangoModelFactory[PostingSection]):
    class Meta:
        model = PostingSection

    position = factory.LazyAttribute(lambda row: after_the_last(row.posting.sections))
    kind = SectionKind.TASKS
    heading_de = "Ihre Aufgaben"
    heading_en = "Your tasks"
    body_de = "- Störungen beheben"
    body_en = "- fix outages"


class QuestionFactory(factory.django.DjangoModelFactory[PostingQuestion]):
    class Meta:
        model = PostingQuestion

    position = factory.LazyAttribute(lambda row: after_the_last(row.posting.questions))
    label_de = "Wann könnten Sie anfangen?"
    label_en = "When could you begin?"


class PostingFactory(factory.django.DjangoModelFactory[Posting]):
    class Meta:
        model = Posting
        skip_postgeneration_save = True

    department = factory.SubFactory(DepartmentFactory)
    title_de = "Technikerin für Betrieb"
    title_en = "Operations Technician"
    gender_marker_de = "(d/w/m)"
    gender_marker_en = "(d/f/m)"
    summary_de = "Sie halten die Plattform am Laufen."
    summary_en = "You keep the platform running."
    workplace_type = WorkplaceType.REMOTE_OR_ON_SITE
    employment_types = factory.LazyFunction(
        lambda: [EmploymentType.FULL_TIME, EmploymentType.PART_TIME]
    )
    pay_min = 62000
    pay_max = 78000
    contact_email = "stellen@example.org"

    class Params:
        german_only = factory.Trait(title_en="", summary_en="", gender_marker_en="")
        english_only = factory.Trait(title_de="", summary_de="", gender_marker_de="")

    @factory.post_generation
    def section(
        self: Posting, create: bool, extracted: dict[str, Any] | None, **_kwargs: Any
    ) -> None:
        """One section with tasks; pass section=False for none, or a dict of its fields."""
        if create and extracted is not False:
            SectionFactory(posting=self, **(extracted or {}))

    @factory.post_generation
    def location(self: Posting, create: bool, extracted: Location | None, **_kwargs: Any) -> None:
        """Berlin unless another one, or False for none, is passed."""
        if create and extracted is not False:
            self.locations.add(extracted or LocationFactory())


def published(
    *, now: datetime | None = None, languages: list[str] | None = None, **fields: Any
) -> Posting:
    """A posting that was published at `now` (default: an hour ago)."""
    posting = PostingFactory(**fields)
    moment = now or timezone.now() - timedelta(hours=1)
    publish_posting(posting=posting, actor=None, languages=languages, now=moment)
    return posting


def scheduled(**fields: Any) -> Posting:
    """Published, but opening to the public tomorrow."""
    return published(opens_at=timezone.now() + timedelta(days=1), **fields)


def past_deadline(**fields: Any) -> Posting:
    """Published two days ago, with a deadline that was yesterday."""
    now = timezone.now()
    return published(now=now - timedelta(days=2), closes_at=now - timedelta(days=1), **fields)


def closed(**fields: Any) -> Posting:
    """Published and then closed by hand."""
    return close_posting(
        posting=published(**fields), actor=None, reason="filled", now=timezone.now()
    )
