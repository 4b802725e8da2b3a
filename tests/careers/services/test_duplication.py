"""A duplicate has the texts and facts of a posting, and none of its past."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from careers.models import Posting, PostingSection
from careers.models.confirmation import outdated_texts
from careers.services import duplicate_posting
from tests.careers.factories import (
    ContactFactory,
    PostingFactory,
    QuestionFactory,
    SectionFactory,
    TextBlockFactory,
    closed,
    published,
)
from tests.config.people import hr_manager

pytestmark = pytest.mark.django_db
DAY = datetime(2027, 1, 31, 22, 59, tzinfo=UTC)


def copy_of(posting: Posting) -> Posting:
    """As it is stored."""
    return Posting.objects.get(pk=duplicate_posting(posting=posting).pk)


def texts(posting: Posting) -> list[tuple[str, str, str, str]]:
    return list(posting.sections.values_list("heading_de", "heading_en", "body_de", "body_en"))


def test_duplicate_has_the_texts_and_facts() -> None:
    posting = published(pay_grade="E 13", fixed_term_until=date(2028, 1, 1))
    copy = copy_of(posting)
    for field in ("title_de", "title_en", "pay_grade", "pay_min", "fixed_term_until", "department"):
        assert getattr(copy, field) == getattr(posting, field)
    assert texts(copy) == texts(posting)


def test_duplicate_has_the_people_and_places() -> None:
    posting = PostingFactory()
    posting.contacts.add(ContactFactory())
    posting.hiring_team.add(hr_manager())
    copy = copy_of(posting)
    for field in ("locations", "contacts", "hiring_team"):
        assert list(getattr(copy, field).all()) == list(getattr(posting, field).all()) != []


@time_machine.travel(DAY - timedelta(days=30))
def test_duplicate_is_a_draft_without_a_past() -> None:
    posting = closed(
        reference="HR-7",
        import_key="a.md",
        closes_at=DAY,
        opens_at=None,
        starts_on=date(2027, 3, 1),
    )
    copy = copy_of(posting)
    fields = ("reference", "import_key", "opens_at", "closes_at", "starts_on", "published_at")
    assert [getattr(copy, field) for field in fields] == [None] * 6
    assert (copy.closed_at, copy.closed_reason, copy.current_edition) == (None, "", None)
    assert (copy.version, copy.editions.count(), copy.events.count()) == (1, 0, 0)


def test_duplicate_gets_a_number_of_its_own() -> None:
    posting = published()
    assert copy_of(posting).public_id != posting.public_id


def test_duplicate_leaves_the_posting_as_it_was() -> None:
    posting = published()
    before = Posting.objects.filter(pk=posting.pk).values().get()
    duplicate_posting(posting=posting)
    assert Posting.objects.filter(pk=posting.pk).values().get() == before
    assert (posting.sections.count(), posting.editions.count()) == (1, 1)


def test_duplicate_shows_the_same_block_in_the_same_place() -> None:
    posting, block = PostingFactory(), TextBlockFactory()
    SectionFactory(posting=posting, block=block, position=9999, heading_de="", body_de="")
    last = copy_of(posting).sections.last()
    assert last is not None
    assert (last.block, last.position) == (block, 9999)


def test_sections_of_the_duplicate_are_its_own() -> None:
    posting = PostingFactory()
    copy = copy_of(posting)
    copy.sections.update(body_de="anders")
    assert posting.sections.get().body_de == "- Störungen beheben"


def test_duplicate_knows_what_is_out_of_date() -> None:
    posting = PostingFactory()
    posting.title_de = "Leiterin Betrieb"
    posting.save()
    section = posting.sections.get()
    section.body_de = "- Störungen vermeiden"
    section.save()
    copy = copy_of(posting)
    assert list(outdated_texts(copy)) == list(outdated_texts(posting)) != []
    kept = PostingSection.objects.get(posting=copy)
    assert (kept.outdated, list(outdated_texts(kept))) == (["en"], list(outdated_texts(section)))


def test_duplicate_asks_the_same_of_its_own() -> None:
    posting = PostingFactory(wants_cv="optional")
    question = QuestionFactory(posting=posting, kind="choice", choices_de="Ja", is_required=True)
    copy = copy_of(posting)
    (copied,) = copy.questions.all()
    fields = ("kind", "label_de", "label_en", "choices_de", "is_required", "position")
    assert [getattr(copied, name) for name in fields] == [
        getattr(question, name) for name in fields
    ]
    assert (copy.wants_cv, copied.pk == question.pk) == ("optional", False)
