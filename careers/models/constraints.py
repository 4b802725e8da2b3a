"""Truths over the columns of a row, which PostgreSQL keeps whoever writes (Django's admin says them)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from careers.enums import Demand, EmploymentType, PayUnit, WorkplaceType

CURRENCY = r"^[A-Z]{3}$"
MOST_PERCENT = 100


def is_percentage(field: str) -> Q:
    """Empty, or from 1 to 100."""
    return Q(**{field: None}) | Q(**{f"{field}__gte": 1, f"{field}__lte": MOST_PERCENT})


POSTING_CONSTRAINTS = (
    models.CheckConstraint(
        name="posting_closes_after_it_opens",
        condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
        violation_error_message=_("The deadline must be later than the opening."),
    ),
    models.CheckConstraint(
        name="posting_pay_range_in_order",
        condition=Q(pay_min=None) | Q(pay_max=None) | Q(pay_max__gte=F("pay_min")),
        violation_error_message=_("“Pay up to” must not be lower than “pay from”."),
    ),
    models.CheckConstraint(
        name="posting_hours_in_order",
        condition=Q(hours_percent_min=None)
        | Q(hours_percent_max=None)
        | Q(hours_percent_max__gte=F("hours_percent_min")),
        violation_error_message=_("“Hours up to” must not be lower than “hours from”."),
    ),
    models.CheckConstraint(
        name="posting_published_has_edition",
        condition=Q(published_at=None, current_edition=None)
        | Q(published_at__isnull=False, current_edition__isnull=False),
        violation_error_message=_("A published posting has an edition."),
    ),
    models.CheckConstraint(
        name="posting_closed_was_published",
        condition=Q(closed_at=None) | Q(published_at__isnull=False),
        violation_error_message=_("Only a published posting can be closed."),
    ),
    models.CheckConstraint(
        name="posting_hours_are_percents",
        condition=is_percentage("hours_percent_min") & is_percentage("hours_percent_max"),
        violation_error_message=_("Hours are given in percent, from 1 to 100."),
    ),
    models.CheckConstraint(
        name="posting_weekly_hours_are_positive",
        condition=Q(weekly_hours=None) | Q(weekly_hours__gt=0),
        violation_error_message=_("The hours of a week are more than none."),
    ),
    models.CheckConstraint(
        name="posting_pay_is_not_negative",
        condition=(Q(pay_min=None) | Q(pay_min__gte=0)) & (Q(pay_max=None) | Q(pay_max__gte=0)),
        violation_error_message=_("Pay is not negative."),
    ),
    models.CheckConstraint(
        name="posting_currency_is_a_code",
        condition=Q(pay_currency__regex=CURRENCY),
        violation_error_message=_("The currency is three capital letters, for example EUR."),
    ),
    models.CheckConstraint(
        name="posting_choices_are_known",
        condition=Q(
            pay_unit__in=PayUnit.values,
            workplace_type__in=WorkplaceType.values,
            employment_types__contained_by=EmploymentType.values,
            wants_cv__in=Demand.values,
            wants_cover_letter__in=Demand.values,
            wants_certificates__in=Demand.values,
            wants_other__in=Demand.values,
        ),
        violation_error_message=_("Pay unit, workplace or employment type is unknown."),
    ),
)
