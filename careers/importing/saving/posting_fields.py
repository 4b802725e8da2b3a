"""The columns of a posting that an ad fills; what the ad does not say stays as it is."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from careers.enums import EmploymentType
from careers.importing.facts import Facts
from careers.importing.pieces import ParsedAd
from careers.languages import localized_column
from careers.text.rendering import shorten_to_sentence

LONGEST_SUMMARY = 300
LEAST_FULL_TIME_HOURS = 35


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
        "employment_types": list(facts.hours.types),
        "hours_percent_min": facts.hours.percent_min,
        "hours_percent_max": facts.hours.percent_max,
        "weekly_hours": _full_time_hours(facts),
        "starts_on": facts.start and facts.start.on,
        "fixed_term_until": facts.fixed_term and facts.fixed_term.until,
        "closes_at": end_of_day(facts.deadline) if facts.deadline else None,
    } | _pay_columns(facts)
    return {name: value for name, value in values.items() if value}


def _pay_columns(facts: Facts) -> dict[str, Any]:
    pay = facts.pay
    if pay is None:
        return {}
    amounts = {"pay_min": pay.low, "pay_max": pay.high, "pay_unit": pay.unit} if pay.low else {}
    return {**amounts, "pay_grade": pay.grade}


def _full_time_hours(facts: Facts) -> Decimal | None:
    """Weekly hours count as those of full-time work only if they can be: one figure, and enough."""
    hours = facts.hours
    is_full_time = EmploymentType.FULL_TIME in hours.types or not hours.types
    is_enough = hours.weekly_min is not None and hours.weekly_min >= LEAST_FULL_TIME_HOURS
    return (
        hours.weekly_min
        if is_full_time and is_enough and hours.weekly_min == hours.weekly_max
        else None
    )


def end_of_day(day: date) -> datetime:
    """The moment after a day's last one, in the portal's time zone."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
