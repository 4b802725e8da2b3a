from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from careers.editions import key_facts
from careers.models import Posting

D = Decimal


@pytest.mark.parametrize(
    ("fields", "german", "english"),
    [
        ({}, "", ""),
        (
            {"pay_min": D(62000), "pay_max": D(78000)},
            "62.000–78.000\N{NO-BREAK SPACE}€ pro Jahr",
            "€62,000–78,000 a year",
        ),
        (
            {"pay_grade": "TVöD E 13"},
            "TVöD\N{NO-BREAK SPACE}E\N{NO-BREAK SPACE}13",
            "TVöD\N{NO-BREAK SPACE}E\N{NO-BREAK SPACE}13",
        ),
        (
            {"pay_min": D("14.5"), "pay_unit": "HOUR"},
            "ab 14,50\N{NO-BREAK SPACE}€ pro Stunde",
            "from €14.50 an hour",
        ),
        (
            {"pay_max": D(4000), "pay_unit": "MONTH", "pay_currency": "CHF", "pay_grade": "E 9"},
            "bis 4.000\N{NO-BREAK SPACE}CHF pro Monat, E\N{NO-BREAK SPACE}9",
            "up to CHF\N{NO-BREAK SPACE}4,000 a month, E\N{NO-BREAK SPACE}9",
        ),
        (
            {"pay_min": D("15.5"), "pay_max": D(17), "pay_unit": "HOUR"},
            "15,50–17,00\N{NO-BREAK SPACE}€ pro Stunde",
            "€15.50–17.00 an hour",
        ),
        (
            {"pay_min": D(500), "pay_max": D(500)},
            "500\N{NO-BREAK SPACE}€ pro Jahr",
            "€500 a year",
        ),
    ],
)
def test_pay_is_worded_in_each_language(fields: dict[str, Any], german: str, english: str) -> None:
    posting = Posting(**fields)
    with translation.override("de"):
        assert key_facts.pay_words(posting) == german
    with translation.override("en"):
        assert key_facts.pay_words(posting) == english


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"employment_types": ["FULL_TIME"]}, "Full-time"),
        (
            {
                "employment_types": ["FULL_TIME", "PART_TIME"],
                "hours_percent_min": 60,
                "hours_percent_max": 100,
                "weekly_hours": D(39),
            },
            "Full-time or part-time, 60–100\N{NO-BREAK SPACE}%",
        ),
        ({"employment_types": ["INTERN", "FULL_TIME"]}, "Internship, student job or full-time"),
        ({"hours_percent_min": 80, "hours_percent_max": 80}, "80\N{NO-BREAK SPACE}%"),
        ({"hours_percent_min": 50}, "from 50\N{NO-BREAK SPACE}%"),
        ({"hours_percent_max": 50}, "up to 50\N{NO-BREAK SPACE}%"),
        ({"hours_percent_max": 100}, ""),
    ],
)
def test_hours_name_what_is_known(fields: dict[str, Any], expected: str) -> None:
    with translation.override("en"):
        assert key_facts.hours_words(Posting(**fields)) == expected


@pytest.mark.parametrize(
    ("weekly", "expected"),
    [(None, ""), (D(39), "39 hours a week"), (D("38.5"), "38.5 hours a week")],
)
def test_week_names_the_hours_of_full_time(weekly: Decimal | None, expected: str) -> None:
    with translation.override("en"):
        assert key_facts.full_time_week(Posting(weekly_hours=weekly)) == expected


def test_contract_names_end_and_reason_of_a_fixed_term() -> None:
    posting = Posting(fixed_term_until=date(2027, 12, 31), fixed_term_reason_en="project funding")
    with translation.override("en"):
        expected = "Fixed term until 31 December 2027 (project funding)"
        assert key_facts.contract_words(posting, "en") == expected


def test_contract_says_nothing_of_a_permanent_one() -> None:
    assert key_facts.contract_words(Posting(), "en") == ""


def test_contract_says_temporary_when_no_end_is_known() -> None:
    with translation.override("en"):
        posting = Posting(employment_types=["FULL_TIME", "TEMPORARY"])
        assert (key_facts.contract_words(posting, "en"), key_facts.hours_words(posting)) == (
            "Temporary",
            "Full-time",
        )


@pytest.mark.parametrize(
    ("words", "expected"), [([], ""), (["a"], "a"), (["a", "b", "c"], "a, b or c")]
)
def test_join_or_reads_like_a_sentence(words: list[str], expected: str) -> None:
    with translation.override("en"):
        assert key_facts.join_with_or(words) == expected
