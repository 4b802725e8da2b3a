"""What lists of postings can be narrowed by; each edition keeps its facets and their labels."""

from django.utils.translation import pgettext

from careers.editions import key_facts
from careers.enums import EmploymentType, PayUnit, WorkplaceType
from careers.languages import text_in_language
from careers.models import Posting

PAY_STEPS = (30_000, 40_000, 50_000, 60_000, 70_000, 80_000, 100_000)
"""Amounts a year that lists can be narrowed to."""
WEEKS = 52
USUAL_WEEK = 40


def posting_facets(posting: Posting) -> list[str]:
    """What lists filter by, as name:code; edition_text gives the labels in the same order."""
    remote = ["place:remote"] if WorkplaceType(posting.workplace_type).allows_remote else []
    places = [f"place:{location.slug}" for location in posting.locations.all()]
    hours = [f"hours:{kind.lower()}" for kind in key_facts.hours_types(posting)]
    contract = f"contract:{'fixed' if is_fixed_term(posting) else 'permanent'}"
    pay = [f"pay:{step}" for step in pay_steps(posting)]
    return [f"department:{posting.department.slug}", *remote, *places, *hours, contract, *pay]


def facet_labels(posting: Posting, language: str) -> list[str]:
    """The names of posting_facets(posting) in the active language, in the same order."""
    allows_remote = WorkplaceType(posting.workplace_type).allows_remote
    remote = [str(WorkplaceType.REMOTE.label)] if allows_remote else []
    places = [text_in_language(place, "name", language) for place in posting.locations.all()]
    hours = [str(kind.label) for kind in key_facts.hours_types(posting)]
    contract = (
        pgettext("contract", "fixed term")
        if is_fixed_term(posting)
        else pgettext("contract", "permanent")
    )
    pay = [str(step) for step in pay_steps(posting)]
    department = text_in_language(posting.department, "name", language)
    return [department, *remote, *places, *hours, contract, *pay]


def is_fixed_term(posting: Posting) -> bool:
    is_temporary = EmploymentType.TEMPORARY in posting.employment_types
    return posting.fixed_term_until is not None or is_temporary


def pay_steps(posting: Posting) -> list[int]:
    """Those of PAY_STEPS that a year of full-time work pays at best, in the posting's currency.

    A tariff grade alone has none: what it pays is in no field.
    """
    best = posting.pay_max if posting.pay_max is not None else posting.pay_min
    weekly = posting.weekly_hours or USUAL_WEEK
    a_year = {PayUnit.YEAR: 1, PayUnit.MONTH: 12, PayUnit.HOUR: weekly * WEEKS}
    paid = 0 if best is None else best * a_year[PayUnit(posting.pay_unit)]
    return [step for step in PAY_STEPS if paid >= step]
