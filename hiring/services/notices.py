"""Telling staff of new applications: who wants to know when, and sending each mail once."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from applications.mails.claims import CLAIM_TIME
from applications.models import Application
from applications.models.application import SEE_EVERY_APPLICATION
from hiring.enums import NoticeTiming
from hiring.mails.handover import Answer, hand_over
from hiring.mails.notices import compose_notice
from hiring.models import NoticePreference, StaffNotice
from hiring.rights import MAY_OPEN

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
DIGEST_HOUR = 7
"""From this hour on, in the portal's time zone, the day's mail is due."""
A_DAY = timedelta(days=1)
SETTLING = timedelta(minutes=1)
"""What was sent in before may be committed after; the next mail has it."""
LONGEST_WAIT = timedelta(hours=1)
MOST_TRIES = 20
KEPT = timedelta(days=30)
OF_THE_DAY = (NoticeTiming.DAILY, NoticeTiming.AT_ONCE)
"""The mail of the day reminds of what is due, also whoever hears of new applications at once."""


def default_timing(user: User) -> NoticeTiming:
    """What goes for those who chose nothing: whoever handles all applications hears once a day."""
    handles_all = not user.is_superuser and user.has_perm(SEE_EVERY_APPLICATION)
    return NoticeTiming.DAILY if handles_all else NoticeTiming.NEVER


def find_preference(user: User) -> NoticePreference:
    """The person's choice, or the one that goes without (not saved)."""
    found = NoticePreference.objects.filter(user=user).first()
    return found or NoticePreference(
        user=user, timing=default_timing(user), language=settings.LANGUAGE_CODE
    )


def choose_notices(*, user: User, timing: NoticeTiming, language: str, now: datetime) -> None:
    """Keep a person's choice; mails at once are about what arrives from now on."""
    chosen = {"timing": timing, "language": language, "changed_at": now}
    NoticePreference(user=user, **chosen).full_clean(validate_unique=False)
    NoticePreference.objects.update_or_create(user=user, defaults=chosen)


def prepare_notices(now: datetime) -> None:
    """Write down the mails that are due by now; those of another time are there already."""
    prepare_single_notices(now)
    local = timezone.localtime(now)
    if local.hour >= DIGEST_HOUR:
        prepare_digests(local.date(), now)


def prepare_single_notices(now: datetime) -> None:
    wanting = NoticePreference.objects.filter(timing=NoticeTiming.AT_ONCE).select_related("user")
    for preference in wanting:
        user = preference.user
        since = max(preference.changed_at, now - A_DAY)
        arrived = Q(submitted_at__gt=since) | Q(moved_at__gt=since)
        new = Application.objects.for_user(user).filter(arrived)
        unknown = new.exclude(staff_notices__user=user).values_list("pk", flat=True)
        rows = [
            StaffNotice(user=user, application_id=pk, retry_at=now)
            for pk in (unknown if is_reader(user) else ())
        ]
        StaffNotice.objects.bulk_create(rows, ignore_conflicts=True)


def prepare_digests(day: date, now: datetime) -> None:
    """One row a person and day, also where nothing is new, so that none comes later that day."""
    done = StaffNotice.objects.filter(day=day).values("user")
    for user in daily_readers().exclude(pk__in=done):
        last = StaffNotice.objects.filter(user=user, day__isnull=False).order_by("-day").first()
        until = now - SETTLING
        begin = last.covers_until if last and last.covers_until else until - A_DAY
        row = StaffNotice(
            user=user, day=day, covers_from=begin, covers_until=max(until, begin), retry_at=now
        )
        StaffNotice.objects.bulk_create([row], ignore_conflicts=True)


def daily_readers() -> QuerySet[User]:
    """Who gets a mail of the day: those who chose so or chose nothing, and of what is due all but "never"."""
    handling = User.objects.with_perm(
        SEE_EVERY_APPLICATION, include_superusers=False, backend=MODEL_BACKEND
    )
    by_default = Q(notice_preference=None, is_superuser=False, pk__in=handling.values("pk"))
    chosen = Q(notice_preference__timing__in=OF_THE_DAY)
    return User.objects.filter(chosen | by_default, is_active=True).order_by("pk")


def is_reader(user: User) -> bool:
    """Whether the person may read applications at all, and has an address."""
    return user.is_active and user.is_staff and bool(user.email) and user.has_perm(MAY_OPEN)


def find_due_notices(now: datetime) -> list[int]:
    """The keys of what is due, the oldest first."""
    return list(StaffNotice.objects.due(now).values_list("pk", flat=True))


def send_notice(notice_id: int, now: datetime) -> bool:
    """Send one mail; whether the server took it.

    `now` is the moment of this mail, not that of the round: a round over many mails takes longer
    than the claim on one lasts, and the next round would send what this one has in hand.

    That it is being sent, and when it may be tried again, is committed before the server is spoken
    to: if the worker dies or the connection breaks, it goes again under the same Message-ID.
    """
    with transaction.atomic(durable=True):
        found = StaffNotice.objects.select_for_update(of=("self",), skip_locked=True)
        notice = found.due(now).select_related("user").filter(pk=notice_id).first()
        if notice is None:
            return False
        preference = find_preference(notice.user)
        message = compose_notice(notice, preference) if wants(notice, preference) else None
        if message is None or notice.tries >= MOST_TRIES:
            end_notice(notice, now)
            return False
        notice.tries += 1
        notice.retry_at = now + max(CLAIM_TIME, min(timedelta(minutes=notice.tries), LONGEST_WAIT))
        notice.save(update_fields=["tries", "retry_at"])
    handover = hand_over(message)
    if handover.answer is Answer.TAKEN:
        end_notice(notice, now, sent_at=now)
        return True
    if handover.answer is Answer.REFUSED:
        end_notice(notice, now, answer=handover.words)
    return False


def wants(notice: StaffNotice, preference: NoticePreference) -> bool:
    """Whether the person may still read it and has not chosen otherwise meanwhile."""
    fitting = OF_THE_DAY if notice.application_id is None else (NoticeTiming.AT_ONCE,)
    return is_reader(notice.user) and preference.timing in fitting


def end_notice(notice: StaffNotice, now: datetime, **columns: object) -> None:
    StaffNotice.objects.filter(pk=notice.pk).update(ended_at=now, **columns)


def forget_old_notices(now: datetime) -> None:
    StaffNotice.objects.filter(ended_at__lt=now - KEPT).delete()
