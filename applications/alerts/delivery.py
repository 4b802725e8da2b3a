"""Which alerts are due, and sending each once."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import partial
from itertools import groupby
from typing import NamedTuple

from django.db.models import Max
from django.db.models.functions import Coalesce
from django.utils import timezone

from applications.alerts.mails import CONFIRM_DAYS, compose_digest, compose_question
from applications.alerts.searches import find_fitting_texts, read_search
from applications.enums import MailKind
from applications.mails.base import (
    NOTHING_DUE,
    DueMail,
    Outcome,
    WhenRefused,
    deliver,
    find_interval_hindrance,
)
from applications.models import JobAlert, MailDelivery
from careers.models import EditionText

# A mail that could not go out in the morning still does during the day, but never at night.
MORNING, EVENING = time(7), time(20)


class DueAlert(NamedTuple):
    query: str
    language: str
    pk: int
    since: datetime
    """What became public until then it has been told of."""


def deliver_question(*, alert_id: int, asked_at: datetime, now: datetime) -> datetime | None:
    """Ask for a confirmation, once for what was asked `asked_at`; returns None, or when to try again.

    All alerts of the address are locked, so that two workers never write to it at the same time.
    An alert that is gone, or whose question went out since, is passed over.
    """

    def prepare() -> DueMail | Outcome:
        email = JobAlert.objects.filter(pk=alert_id).values_list("email", flat=True).first()
        if email is None:
            return NOTHING_DUE
        locked = JobAlert.objects.filter(email__iexact=email).select_for_update().order_by("pk")
        alerts = {alert.pk: alert for alert in locked}
        alert = alerts.get(alert_id)
        if alert is None or (alert.asked_at is not None and alert.asked_at >= asked_at):
            return NOTHING_DUE
        claims = MailDelivery.objects.filter(kind=MailKind.ALERT_QUESTION, alert__in=list(alerts))
        asked = [one.asked_at for one in alerts.values()]
        return DueMail(
            MailKind.ALERT_QUESTION,
            alert,
            compose_question(alert),
            partial(note_question, alert_id, now),
            content=asked_at.isoformat(),
            find_hindrance=partial(find_interval_hindrance, asked, claims, now),
        )

    return deliver(prepare, now=now).retry_at


def note_question(alert_id: int, now: datetime) -> None:
    """The address takes mails: what was refused before counts no more."""
    JobAlert.objects.filter(pk=alert_id).update(asked_at=now)
    MailDelivery.objects.filter(alert=alert_id, refused_at__isnull=False).delete()


def last_round(frequency: str, now: datetime) -> datetime:
    """The last morning, or Monday morning, of the portal's clocks that is not after `now`."""
    local = timezone.localtime(now, timezone.get_default_timezone())
    day = local.date() if local.time() >= MORNING else local.date() - timedelta(days=1)
    if frequency == JobAlert.Frequency.WEEKLY:
        day -= timedelta(days=day.weekday())
    return datetime.combine(day, MORNING, tzinfo=timezone.get_default_timezone())


def send_digests(*, now: datetime) -> int:
    """Write to everybody for whom something new became public until their last round.

    May run as often as one likes: who has had the mail of a round is not due again before the
    next, and a round that was missed is made up for. An address that is refused keeps nobody
    else waiting; any other failure of the mail server goes through. Returns how many went out.
    """
    if not MORNING <= timezone.localtime(now, timezone.get_default_timezone()).time() < EVENING:
        return 0
    sent = 0
    for (query, language), group in groupby(find_due_alerts(now), key=lambda due: due[:2]):
        alerts = list(group)
        after = min(due.since for due in alerts)
        texts = list(find_fitting_texts(read_search(query), language, after).for_lists())
        for due in alerts if texts else ():
            sent += deliver_digest(alert_id=due.pk, texts=texts, now=now)
    return sent


def find_due_alerts(now: datetime) -> list[DueAlert]:
    """Confirmed alerts that have not been sent the newest postings yet, equal searches together.

    One whose address was refused for good has ended.
    """
    found: list[DueAlert] = []
    for frequency in JobAlert.Frequency.values:
        public = EditionText.objects.vacant().order_by()
        newest = public.filter(
            edition__current_for__published_at__lte=last_round(frequency, now)
        ).aggregate(at=Max("edition__current_for__published_at"))["at"]
        if newest is None:
            continue
        alerts = JobAlert.objects.with_confirmed_address().without_refused_mails()
        alerts = alerts.filter(frequency=frequency)
        waiting = alerts.annotate(since=Coalesce("last_sent_at", "created_at")).filter(
            since__lt=newest
        )
        found += [DueAlert(*row) for row in waiting.values_list(*DueAlert._fields)]
    return sorted(found)


def deliver_digest(*, alert_id: int, texts: Sequence[EditionText], now: datetime) -> bool:
    """Send those of the texts that are new for this alert; False if there is none.

    An alert that another worker has in hand, or that is gone, is passed over; so is one whose
    address is refused, until the next round of mails.
    """

    def prepare() -> DueMail | Outcome:
        found = JobAlert.objects.with_confirmed_address().select_for_update(skip_locked=True)
        alert = found.filter(pk=alert_id).first()
        if alert is None:
            return NOTHING_DUE
        since, until = alert.last_sent_at or alert.created_at, last_round(alert.frequency, now)
        new = [text for text in texts if is_between(text, since, until)]
        if not new:
            return NOTHING_DUE
        rows = JobAlert.objects.filter(pk=alert_id)
        return DueMail(
            MailKind.ALERT_DIGEST,
            alert,
            compose_digest(alert, new),
            # Of the round, not of this moment: what became public since belongs to the next one.
            partial(rows.update, last_sent_at=until),
            content=until.isoformat(),
            when_refused=WhenRefused.SKIP,
        )

    return deliver(prepare, now=now).is_done


def is_between(text: EditionText, since: datetime, until: datetime) -> bool:
    """Whether a posting became public for the first time after `since` and until `until`."""
    published_at = text.edition.current_for.published_at
    return published_at is not None and since < published_at <= until


def delete_unconfirmed_alerts(*, now: datetime) -> int:
    """Delete the addresses that did not answer, or take no mails; returns how many alerts that were."""
    long_ago = now - timedelta(days=CONFIRM_DAYS)
    unanswered = JobAlert.objects.filter(confirmed_at=None, created_at__lte=long_ago)
    refused = JobAlert.objects.filter(deliveries__refused_at__lte=long_ago)
    _number, by_model = JobAlert.objects.filter(
        pk__in=[*unanswered.values_list("pk", flat=True), *refused.values_list("pk", flat=True)]
    ).delete()
    return by_model.get(JobAlert._meta.label, 0)
