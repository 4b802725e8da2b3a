"""What the mail of the day reminds HR of: promised answers, and applications that nobody decides on."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.models import Application
from applications.models.answer_promise import with_promised_day
from applications.models.application import SEE_EVERY_APPLICATION
from careers.web.localized_urls import full_address
from hiring.enums import ReminderStep
from hiring.models import StaffNotice, UndecidedReminder
from hiring.rights import MAY_MOVE
from hiring.waiting.kinds import NEAR, WaitingKind
from hiring.waiting.undecided import FIRST_WARNING, filter_unanswered, find_undecided

A_DAY = timedelta(days=1)
STEP_WORDS: dict[ReminderStep, Promise] = {
    ReminderStep.FIRST: gettext_lazy(
        "Nobody has decided; their procedures are to end within 30 days"
    ),
    ReminderStep.SECOND: gettext_lazy(
        "Nobody has decided; their procedures are to end within 7 days"
    ),
    ReminderStep.DUE: gettext_lazy(
        "Nobody has decided in time; please decide, or confirm that their procedures end"
    ),
}


class Reminder(NamedTuple):
    """One line of the mail, the number of applications, and where they are listed."""

    words: str
    number: int
    url: str


def count_reminders(notice: StaffNotice) -> list[Reminder]:
    """What became due in the time of a mail of the day, for those who may decide; without zeros."""
    user, begin, end = notice.user, notice.covers_from, notice.covers_until
    if begin is None or end is None or not user.has_perm(MAY_MOVE):
        return []
    found = count_promises(user, begin, end)
    if user.has_perm(SEE_EVERY_APPLICATION):
        found += count_undecided(user, begin, end)
    return [reminder for reminder in found if reminder.number]


def count_promises(user: User, begin: datetime, end: datetime) -> list[Reminder]:
    """Each application twice: some days before the promised day, and on the day after it."""
    first, last = timezone.localdate(begin), timezone.localdate(end)
    soon = Q(promised_on__gt=max(first + NEAR, last - A_DAY), promised_on__lte=last + NEAR)
    late = Q(promised_on__gte=first, promised_on__lt=last)
    waiting = with_promised_day(unanswered_of(user))
    numbers = waiting.aggregate(soon=Count("pk", filter=soon), late=Count("pk", filter=late))
    return [
        Reminder(
            _("Answer promised within the next three days"),
            numbers["soon"],
            list_address(WaitingKind.ANSWER_SOON),
        ),
        Reminder(
            _("The promised day of the answer is over"),
            numbers["late"],
            list_address(WaitingKind.ANSWER_LATE),
        ),
    ]


def count_undecided(user: User, begin: datetime, end: datetime) -> list[Reminder]:
    """Those of which a warning was noted in the time, and that are still undecided."""
    waiting = find_undecided(unanswered_of(user), end, within=FIRST_WARNING).order_by()
    noted = UndecidedReminder.objects.filter(at__gt=begin, at__lte=end)
    rows = noted.filter(application__in=waiting.values("pk")).values("step")
    numbers = {row["step"]: row["number"] for row in rows.annotate(number=Count("pk"))}
    url = full_address(reverse("admin:hiring_decision_undecided"))
    return [Reminder(str(words), numbers.get(step, 0), url) for step, words in STEP_WORDS.items()]


def unanswered_of(user: User) -> QuerySet[Application]:
    return filter_unanswered(Application.objects.for_user(user))


def list_address(kind: WaitingKind) -> str:
    path = reverse("admin:applications_application_changelist")
    return full_address(f"{path}?waiting={kind.value}")
