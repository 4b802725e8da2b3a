from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from careers.enums import WorkplaceType
from careers.models import EditionText, Posting
from careers.models.edition_text import FacetRow, complete_facets
from tests.careers.factories import (
    DepartmentFactory,
    PostingFactory,
    closed,
    past_deadline,
    published,
    scheduled,
)

pytestmark = pytest.mark.django_db


def titles(language: str) -> list[str]:
    return [text.title for text in EditionText.objects.open().shown_in(language).order_by("title")]


def test_open_shows_only_what_takes_applications_now() -> None:
    for make in (PostingFactory, scheduled, past_deadline, closed):
        make(title_en="hidden")
    published(title_en="shown")
    assert titles("en") == ["shown"]


def test_public_keeps_closed_postings_and_hides_drafts_and_scheduled_ones() -> None:
    for make in (PostingFactory, scheduled):
        make(title_en="hidden")
    for make in (published, past_deadline, closed):
        make(title_en=make.__name__)
    found = EditionText.objects.public().shown_in("en").order_by("title")
    assert [text.title for text in found] == ["closed", "past_deadline", "published"]


def test_open_agrees_with_the_row_at_the_very_deadline() -> None:
    deadline = timezone.now() + timedelta(days=1)
    posting = published(closes_at=deadline)
    for moment, is_open in ((deadline - timedelta(seconds=1), True), (deadline, False)):
        with time_machine.travel(moment, tick=False):
            assert (posting.is_open(), Posting.objects.open().exists()) == (is_open, is_open)
            assert EditionText.objects.open().exists() is is_open


def test_shown_in_takes_the_other_text_only_where_the_language_is_missing() -> None:
    published(german_only=True, title_de="nur deutsch")
    published(title_de="beides", title_en="both")
    assert titles("en") == ["both", "nur deutsch"]


def test_shown_in_gives_one_text_for_a_posting_with_an_old_edition() -> None:
    posting = published(german_only=True)
    posting.title_en = "Added later"
    posting.save()
    assert titles("en") == ["Technikerin für Betrieb"]


def test_with_facets_takes_any_code_of_one_facet_and_all_facets() -> None:
    press = DepartmentFactory(slug="press", name_en="Press")
    published(title_en="one", department=press)
    published(title_en="two")
    texts = EditionText.objects.open().shown_in("en")
    chosen = texts.with_facets({"department": ["press"], "place": ["berlin", "remote"]})
    assert [text.title for text in chosen] == ["one"]


def test_facet_rows_name_what_no_edition_stores() -> None:
    posting = published(title_en="Cloud Engineer", workplace_type=WorkplaceType.ON_SITE)
    texts = EditionText.objects.open().shown_in("en")
    [(text, edition, number, closes_at, *row)] = texts.facet_rows()
    assert (text, edition, number) == (
        texts.get().pk,
        posting.current_edition_id,
        posting.public_id,
    )
    assert closes_at is None
    facets, labels = complete_facets(FacetRow(*row))
    assert facets == [
        *("department:cloud", "place:berlin", "hours:full_time", "hours:part_time"),
        "contract:permanent",
        *(f"pay:{step}0000" for step in (3, 4, 5, 6, 7)),
        *("language:de", "language:en"),
        *(f"since:{days}" for days in (1, 7, 30)),
    ]
    assert labels[:4] == ["Cloud", "Berlin centre", "full-time", "part-time"]


def test_facets_tell_the_languages_of_an_ad() -> None:
    published(title_en="both")
    published(german_only=True, title_de="nur deutsch")
    texts = EditionText.objects.open().shown_in("en")
    found = [text.title for text in texts.with_facets({"language": ["en"]})]
    assert (found, texts.with_facets({"language": ["de"]}).count()) == (["both"], 2)


def test_facets_tell_how_long_ago_a_posting_was_published() -> None:
    published(now=timezone.now() - timedelta(days=8))
    texts = EditionText.objects.open().shown_in("en")
    [(*_columns, age, _languages)] = texts.facet_rows()
    assert age == 30
    assert texts.with_facets({"since": ["30"]}).count() == 1
    assert texts.with_facets({"since": ["7"]}).count() == 0


def test_for_user_shows_a_hiring_team_its_own_postings(django_user_model: type) -> None:
    member = django_user_model.objects.create_user("member")
    PostingFactory(title_en="foreign")
    own = PostingFactory()
    own.hiring_team.add(member)
    assert list(Posting.objects.for_user(member)) == [own]
