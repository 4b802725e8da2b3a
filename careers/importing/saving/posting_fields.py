"""The columns of a posting that an ad fills; what the ad does not say stays as it is."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from careers.enums import EmploymentType
from careers.importing.facts import Facts
from careers.importing.facts.hours import FULL, LONGEST_WEEK, SHORTEST_FULL_WEEK
from careers.importing.pieces import ParsedAd
from careers.languages import localized_column
from careers.text.rendering import shorten_to_sentence

LONGEST_SUMMARY = 300
ROUNDED = Decimal("0.3")
"""Hours by which a week that is counted from a share may miss one that is."""


def posting_columns(ads: Mapping[str, ParsedAd], summaries: Mapping[str, str]) -> dict[str, Any]:
    """Column names and values from the ads by language; the first language's facts win."""
    values: dict[str, Any] = {}
    for ad in reversed(list(ads.values())):
        values |= _fact_columns(ad.facts)
        if ad.contact_email:
            values["contact_email"] = ad.contact_email
    for code, ad in ads.items():
        values |= {
            localized_column(name, code): text for name, text in _text_columns(ad).items() if text
        }
        if summary := summaries.get(code):
            values[localized_column("summary", code)] = shorten_to_sentence(
                summary, LONGEST_SUMMARY
            )
    return values


def _text_columns(ad: ParsedAd) -> dict[str, str]:
    """Texts that exist once per language."""
    place, start = ad.facts.place, ad.facts.start
    return {
        "title": ad.title,
        "gender_marker": ad.gender_marker,
        "place_note": place.note if place else "",
        "start_note": start.note if start else "",
    }


def _fact_columns(facts: Facts) -> dict[str, Any]:
    values = {
        "workplace_type": facts.place and facts.place.workplace,
        "employment_types": _employment_types(facts),
        "weekly_hours": _full_time_hours(facts),
        "starts_on": facts.start and facts.start.on,
        "fixed_term_until": facts.fixed_term and facts.fixed_term.until,
        "closes_at": end_of_day(facts.deadline) if facts.deadline else None,
    }
    values |= _share_columns(facts) | _pay_columns(facts)
    return {name: value for name, value in values.items() if value}


def _employment_types(facts: Facts) -> list[EmploymentType]:
    """A term whose last day the ad does not give is told by the type alone."""
    is_open_term = facts.fixed_term is not None and facts.fixed_term.until is None
    kinds = [*facts.hours.types]
    return [*kinds, EmploymentType.TEMPORARY] if kinds and is_open_term else kinds


def _share_columns(facts: Facts) -> dict[str, Any]:
    """The percentage of full time; that of a range which ends at a full week is counted."""
    hours = facts.hours
    low, high = hours.percent_min, hours.percent_max
    full = _full_time_hours(facts)
    if low is None and full and hours.weekly_min and hours.weekly_min < full:
        low, high = round(FULL * hours.weekly_min / full), FULL
    return {"hours_percent_min": low, "hours_percent_max": high}


def _pay_columns(facts: Facts) -> dict[str, Any]:
    pay = facts.pay
    if pay is None:
        return {}
    amounts: dict[str, Any] = {"pay_min": pay.low, "pay_max": pay.high}
    if any(amounts.values()):
        amounts |= {"pay_unit": pay.unit, "pay_currency": pay.currency}
    return {**amounts, "pay_grade": pay.grade}


def _full_time_hours(facts: Facts) -> Decimal | None:
    """The hours of a full week: the longest that an ad for full time names, or what a share of it is a share of."""
    hours = facts.hours
    longest, share = hours.weekly_max, hours.percent_max
    if longest is None:
        return None
    if share and share < FULL and hours.weekly_min == longest:
        week = longest * FULL / share
        whole = week.quantize(Decimal("0.5"))
        is_a_week = SHORTEST_FULL_WEEK <= whole <= LONGEST_WEEK and abs(week - whole) <= ROUNDED
        return whole if is_a_week else None
    is_full_time = EmploymentType.FULL_TIME in hours.types or not hours.types
    return longest if is_full_time and longest >= SHORTEST_FULL_WEEK else None


def end_of_day(day: date) -> datetime:
    """The moment after a day's last one, in the portal's time zone."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
