"""Facts that nobody would mean are found in a stored posting; benchmarks have the limits."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils.translation import override

from careers.checks import build_posting_facts, check_posting
from careers.checks.rules.plausibility import check_pay_plausible
from careers.models import Posting
from tests.careers.factories import PostingFactory, published

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
PLAUSIBLE: dict[str, Any] = {
    "pay_min": 52_000,
    "pay_max": 60_000,
    "answer_days": 14,
    "weekly_hours": 39,
    "hours_percent_min": 50,
    "starts_on": date(2027, 1, 1),
    "fixed_term_until": date(2028, 12, 31),
    "opens_at": NOW,
    "closes_at": NOW + timedelta(days=1),
}


def implausible_codes(posting: Posting) -> set[str]:
    findings = check_posting(build_posting_facts(Posting.objects.get(pk=posting.pk), now=NOW))
    endings = ("_implausible", "_reversed", "_soon", "start_past")
    return {each.code for each in findings if each.code.endswith(endings)}


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("pay_implausible", {"pay_min": 52, "pay_max": 60}),
        ("pay_implausible", {"pay_unit": "MONTH"}),
        ("answer_implausible", {"answer_days": 0}),
        ("week_implausible", {"weekly_hours": 60}),
        ("share_implausible", {"hours_percent_min": 8}),
        ("kind_implausible", {"employment_types": ["FULL_TIME"], "hours_percent_max": 50}),
        ("kind_implausible", {"employment_types": ["PART_TIME"], "hours_percent_min": 100}),
        ("start_past", {"starts_on": date(2026, 1, 1)}),
        ("term_reversed", {"fixed_term_until": date(2026, 12, 31)}),
        ("deadline_soon", {"closes_at": NOW + timedelta(minutes=1)}),
    ],
)
def test_fact_that_nobody_would_mean_is_found(code: str, fields: dict[str, Any]) -> None:
    assert implausible_codes(PostingFactory(**PLAUSIBLE | fields)) == {code}


def test_plausible_facts_are_no_finding() -> None:
    assert implausible_codes(PostingFactory(**PLAUSIBLE)) == set()


def test_posting_without_facts_is_no_finding() -> None:
    assert implausible_codes(PostingFactory(pay_min=None, pay_max=None)) == set()


def test_public_posting_may_end_at_any_moment() -> None:
    posting = published(now=NOW - timedelta(days=9), closes_at=NOW + timedelta(hours=2))
    assert implausible_codes(posting) == set()


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", "pay of 52,000 a month is hardly meant: look at amount and unit"),
        ("de", "52.000 pro Monat sind kaum gemeint: prüfen Sie Betrag und Einheit"),
    ],
)
def test_finding_names_amount_and_unit(language: str, message: str) -> None:
    posting = PostingFactory(pay_min=52_000, pay_max=52_000, pay_unit="MONTH")
    with override(language):
        [finding] = check_pay_plausible(build_posting_facts(posting, now=NOW))
        assert finding.message == message
