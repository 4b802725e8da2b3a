"""What people do with their alerts; every page that calls these has seen the key to the alert."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from applications.models import JobAlert
from applications.rate_limit import Limit, try_acquire_each
from applications.tasks import ask_to_confirm
from careers.text.email_addresses import address_key
from careers.web.client_address import UNKNOWN

ASKED_A_DAY = 5
"""How often one network can ask for alerts for one address in a day: so that a stranger does not use up what its owner has."""
ASKED_BY_ALL_A_DAY = 20
"""Likewise all networks together: each is a mail to somebody who may have asked for none."""
DAY = timedelta(days=1)

MOMENTS = ("asked_at", "confirmed_at", "last_sent_at")  # empty until they come


class AskedTooOften(Exception):
    """Too many alerts were asked for this address today."""


@dataclass(frozen=True)
class AlertWish:
    """What somebody typed into the form; `query` as careers.search.Search.query has it.

    `network`: from where, as careers.web.client_address.client_network() has it.
    """

    email: str
    frequency: str
    query: str
    language: str
    network: str = UNKNOWN


@transaction.atomic
def ask_for_alert(*, wish: AlertWish, now: datetime) -> JobAlert:
    """Keep the wish for an alert and have its address asked to confirm it.

    An alert that the address has confirmed already stays as it is: only its owner changes it.
    Raises AskedTooOften, with nothing kept, beyond ASKED_A_DAY and ASKED_BY_ALL_A_DAY.
    """
    key = f"alert:{address_key(wish.email)}"
    own = Limit(f"{key}:{wish.network}", ASKED_A_DAY, DAY)
    if not try_acquire_each([own, Limit(key, ASKED_BY_ALL_A_DAY, DAY)], now=now):
        raise AskedTooOften
    same = JobAlert.objects.filter(language=wish.language, query=wish.query)
    alert = same.filter(email__iexact=wish.email).select_for_update().first()
    alert = alert or JobAlert(email=wish.email, language=wish.language, query=wish.query)
    if alert.confirmed_at is None:
        alert.frequency = wish.frequency
        alert.created_at = now
        alert.full_clean(exclude=MOMENTS)
        alert.save()
    ask_to_confirm.defer(alert_id=alert.pk, asked_at=now.isoformat())
    return alert


def confirm_alert(*, alert: JobAlert, now: datetime) -> None:
    """The address said yes; a second yes, or one to an alert that was ended, changes nothing."""
    JobAlert.objects.filter(pk=alert.pk, confirmed_at=None).update(confirmed_at=now)


def change_frequency(*, alert: JobAlert, frequency: JobAlert.Frequency) -> None:
    """Write as often as this from now on; an alert that was ended meanwhile stays so."""
    JobAlert.objects.filter(pk=alert.pk).update(frequency=frequency)


def end_alert(*, token: UUID) -> None:
    """Delete an alert with its address; one that is gone already stays so."""
    JobAlert.objects.filter(token=token).delete()
