"""What the staff reads about the moment at which a mail leaves: one wording for every page."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.enums import OutgoingState
from hiring.mails.departure import departure_time
from hiring.models import OutgoingMail

LEAVING = (OutgoingState.WAITING, OutgoingState.SENDING)


def describe_planned_departure(now: datetime) -> str:
    """What becomes of the letter of a decision that is taken now, or a little later."""
    leaves = departure_time(now)
    if leaves <= now:
        return _("The email leaves at once.")
    minutes = settings.LETTER_DELAY_MINUTES
    if leaves > now + timedelta(minutes=minutes):
        waits = _("The email waits in the outbox, at least until %(time)s.")
    else:
        waits = ngettext(
            "The email waits in the outbox for %(minutes)d minute.",
            "The email waits in the outbox for %(minutes)d minutes.",
            minutes,
        )
    until_then = _("Until then you can read it, change it, send it at once or take it back.")
    return f"{waits % {'time': in_words(leaves), 'minutes': minutes}} {until_then}"


def describe_departure(mail: OutgoingMail, now: datetime) -> str:
    """Where the mail is: one whose time has come is leaving, whatever its state still says."""
    state = OutgoingState(mail.state)
    if is_waiting(mail, now):
        return _("The email waits in the outbox until %(time)s.") % {
            "time": in_words(mail.send_after)
        }
    if state in LEAVING:
        return _("The email is leaving now.")
    return _("State of the email: %(state)s.") % {"state": state.label}


def describe_with_link(done: str, mail: OutgoingMail, url: str, now: datetime) -> str:
    """What was done, where its mail is, and the way to it."""
    words, link = describe_departure(mail, now), name_link(mail, now)
    return format_html('{} {} <a href="{}">{}</a>', done, words, url, link)


def name_link(mail: OutgoingMail, now: datetime) -> str:
    """Only what waits, or was refused, can still be changed."""
    can_be_changed = is_waiting(mail, now) or mail.state == OutgoingState.REFUSED
    return _("Read, change or send it now") if can_be_changed else _("Read it")


def is_waiting(mail: OutgoingMail, now: datetime) -> bool:
    return mail.state == OutgoingState.WAITING and mail.send_after > now


def in_words(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
