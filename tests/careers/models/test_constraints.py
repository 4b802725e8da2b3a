"""PostgreSQL refuses inconsistent rows, whoever writes them and whatever they forgot to check."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError, QuerySet
from django.utils import timezone

from careers.models import (
    Edition,
    EditionText,
    Location,
    Posting,
    PostingEvent,
    PostingSection,
    TextBlock,
)
from careers.services import publish_posting
from tests.careers.factories import PostingFactory, SectionFactory, TextBlockFactory, published

pytestmark = pytest.mark.django_db

POSTING: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("posting_hours_are_percents", {"hours_percent_min": 0}, {"hours_percent_min": 1}),
    ("posting_hours_are_percents", {"hours_percent_max": 101}, {"hours_percent_max": 100}),
    ("posting_hours_in_order", {"hours_percent_min": 80, "hours_percent_max": 60}, {"hours_percent_min": 60, "hours_percent_max": 80}),
    ("posting_weekly_hours_are_positive", {"weekly_hours": 0}, {"weekly_hours": 39}),
    ("posting_pay_is_not_negative", {"pay_min": -1}, {"pay_min": 0}),
    ("posting_pay_range_in_order", {"pay_min": 9, "pay_max": 8}, {"pay_min": 8, "pay_max": 8}),
    ("posting_currency_is_a_code", {"pay_currency": "eur"}, {"pay_currency": "CHF"}),
    ("posting_choices_are_known", {"pay_unit": "LIFE"}, {"pay_unit": "HOUR"}),
    ("posting_choices_are_known", {"workplace_type": "moon"}, {"workplace_type": "remote"}),
    ("posting_choices_are_known", {"employment_types": ["KING"]}, {"employment_types": ["INTERN"]}),
]  # fmt: skip


def refusal(rows: "QuerySet[Any]", values: dict[str, Any]) -> str:
    """The name of the constraint that refused the write."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        update_at_once(rows, values)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    cause: Any = refused.value.__cause__
    return str(cause.diag.constraint_name)


def update_at_once(rows: "QuerySet[Any]", values: dict[str, Any]) -> None:
    """Updates and has deferred constraints checked now, as the end of a transaction would."""
    rows.update(**values)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(("name", "wrong", "right"), POSTING)
def test_posting_out_of_order_is_refused(
    name: str, wrong: dict[str, Any], right: dict[str, Any]
) -> None:
    rows = Posting.objects.filter(pk=PostingFactory().pk)
    assert refusal(rows, wrong) == name
    assert rows.update(**right) == 1


def test_two_sections_never_share_a_position() -> None:
    posting = PostingFactory(section={"position": 1})
    SectionFactory(posting=posting, position=2)
    rows = PostingSection.objects.filter(posting=posting)
    assert refusal(rows, {"position": 5}) == "section_position_once"


def test_sections_may_change_places() -> None:
    posting = PostingFactory(section={"position": 1})
    other = SectionFactory(posting=posting, position=2)
    PostingSection.objects.filter(pk=other.pk).update(position=1)
    assert PostingSection.objects.filter(posting=posting).exclude(pk=other.pk).update(position=2)


@pytest.mark.parametrize(
    ("model", "values", "name"),
    [
        (PostingSection, {"kind": "joke"}, "section_kind_is_known"),
        (TextBlock, {"kind": "joke"}, "text_block_kind_is_known"),
        (Location, {"country": "Ge"}, "location_country_is_a_code"),
        (PostingEvent, {"kind": "blessed"}, "event_kind_is_known"),
    ],
)
def test_unknown_codes_are_refused(model: Any, values: dict[str, str], name: str) -> None:
    TextBlockFactory()
    published()
    assert refusal(model.objects.all(), values) == name


def test_edition_never_changes() -> None:
    posting = published()
    assert (
        refusal(Edition.objects.filter(posting=posting), {"closes_at": None, "number": 7})
        == "edition_never_changes"
    )


def test_text_of_an_edition_never_changes() -> None:
    texts = EditionText.objects.filter(edition__posting=published())
    assert refusal(texts, {"title": "Better"}) == "edition_never_changes"


def violated_constraint(rows: "QuerySet[Any]") -> str:
    """The name of the constraint that refused to delete the rows."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        rows.delete()
    cause: Any = refused.value.__cause__
    return str(cause.diag.constraint_name)


def test_edition_is_never_deleted_be_it_an_old_one() -> None:
    posting = published()
    publish_posting(posting=posting, actor=None, now=timezone.now())
    Posting.objects.filter(pk=posting.pk).update(closed_at=timezone.now())
    assert violated_constraint(posting.editions.filter(number=1)) == "edition_never_deleted"
    assert posting.editions.count() == 2


def test_text_of_an_edition_is_never_deleted() -> None:
    texts = EditionText.objects.filter(edition__posting=published(), language="en")
    assert violated_constraint(texts) == "edition_never_deleted"


def test_edition_is_not_deleted_by_plain_sql_either() -> None:
    published()
    for table in ("careers_editiontext", "careers_edition"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")
    assert (Edition.objects.count(), EditionText.objects.count()) == (1, 2)


def test_posting_that_was_public_is_never_deleted() -> None:
    with pytest.raises(ProtectedError):
        published().delete()
    assert Posting.objects.count() == 1


def test_draft_is_deleted_with_all_that_belongs_to_it() -> None:
    PostingFactory().delete()
    assert (Posting.objects.count(), PostingSection.objects.count()) == (0, 0)


def test_account_of_an_edition_may_go() -> None:
    assert Edition.objects.filter(posting=published()).update(published_by=None) == 1


def values_of(row: Any) -> dict[str, Any]:
    stored = type(row).objects.filter(pk=row.pk).values().get()
    return {name: value for name, value in stored.items() if name != "id"}


def test_edition_of_another_posting_is_refused_as_current_one() -> None:
    first, second = published(), published()
    free = Edition.objects.create(**values_of(first.current_edition) | {"number": 2})
    rows = Posting.objects.filter(pk=second.pk)
    assert refusal(rows, {"current_edition": free}) == "posting_current_edition_is_its_own"


def new_edition(**values: Any) -> str:
    edition = published().current_edition
    assert edition
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Edition.objects.create(**values_of(edition) | {"number": 2} | values)
    cause: Any = refused.value.__cause__
    return str(cause.diag.constraint_name)


def test_edition_without_pay_says_why() -> None:
    assert new_edition(facts={"pay": None}) == "edition_states_pay_or_why_not"


def test_edition_that_overrides_says_why() -> None:
    assert new_edition(overridden=["contact_missing"]) == "edition_override_has_a_reason"


def test_edition_with_reasons_is_stored() -> None:
    edition = published().current_edition
    assert edition
    reasons = {"facts": {"pay": None}, "overridden": ["pay_missing"], "override_reason": "board"}
    assert Edition.objects.create(**values_of(edition) | {"number": 2} | reasons).pk


@pytest.mark.parametrize("values", [{"title": ""}, {"sections": []}])
def test_text_of_an_edition_is_not_empty(values: dict[str, Any]) -> None:
    text = EditionText.objects.filter(edition__posting=published()).first()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        EditionText.objects.create(**values_of(text) | {"language": "fr"} | values)
    cause: Any = refused.value.__cause__
    assert cause.diag.constraint_name == "edition_text_is_not_empty"
