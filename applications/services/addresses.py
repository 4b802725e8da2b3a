"""Another e-mail address for an application: corrected by HR, or given and confirmed by the applicant.

Whoever reads the earlier mailbox may be a stranger, so every link sent there stops working.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from applications.enums import EventKind, Source
from applications.models import AddressChange, Application
from applications.models.address_change import CHANGE_TIME
from applications.rate_limit import try_acquire
from applications.services.follow_up import ApplicationDecided
from applications.services.locking import (
    RESTRICTED,
    ApplicationGone,
    end_links,
    lock_application,
)
from applications.tasks import (
    ask_new_address,
    send_corrected_link,
    send_entry_notice,
    send_receipt,
    tell_earlier_address,
)
from applications.word_index import index_application
from careers.text.email_addresses import address_key

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ASKED_IN_AN_HOUR = 3
HOUR = timedelta(hours=1)


class AddressRefused(Exception):
    """It has this address already, or may not be touched any more; the text is a sentence for staff."""


class TooOften(Exception):
    """Another address was asked for too often, or the earlier one has not been told yet."""


@transaction.atomic
def correct_address(*, application: Application, email: str, actor: "User", now: datetime) -> None:
    """HR puts a mistyped address right: old links die, and a fresh one is mailed to the right address.

    The history keeps who did it, and neither address. Raises AddressRefused for an address that it
    has already and for an application whose author wants erasure, ValidationError, and
    ApplicationGone.
    """
    locked = lock_application(application)
    if locked.is_restricted:
        raise AddressRefused(RESTRICTED)
    if address_key(locked.email) == address_key(email):
        raise AddressRefused(_("This is the address that it has already."))
    replace_address(locked, email)
    AddressChange.objects.filter(application=locked, confirmed_at=None).delete()
    locked.events.create(kind=EventKind.ADDRESS_CORRECTED, at=now, by=actor)
    mail_fresh_link(locked)


def replace_address(locked: Application, email: str) -> None:
    """No link sent so far opens it, and nothing that a mail server said of the earlier address is kept."""
    locked.email = email
    locked.clean_fields(exclude=[one.name for one in locked._meta.fields if one.name != "email"])
    locked.save(update_fields=["email"])
    end_links(locked)
    locked.deliveries.filter(refused_at__isnull=False).delete()


def mail_fresh_link(locked: Application) -> None:
    """By the mail that the person has not had yet: information, receipt, or only the link."""
    if locked.source != Source.FORM:
        locked.events.filter(kind=EventKind.ENTERED).update(told_at=None)
        send_entry_notice.defer(application_id=locked.pk)
    elif locked.receipt_sent_at is None:
        send_receipt.defer(application_id=locked.pk)
    else:
        send_corrected_link.defer(application_id=locked.pk)


@transaction.atomic
def change_own_data(*, application: Application, name: str, phone: str, now: datetime) -> bool:
    """The applicant corrects name and phone; whether anything changed. The history names no values.

    Raises ApplicationDecided for data that are only kept for claims, ValidationError and
    ApplicationGone.
    """
    locked = lock_changeable(application)
    before = {"name": locked.name, "phone": locked.phone}
    after = {"name": name, "phone": phone}
    changed = [key for key, value in after.items() if before[key] != value]
    if not changed:
        return False
    locked.name, locked.phone = name, phone
    locked.clean_fields(exclude=[one.name for one in locked._meta.fields if one.name not in after])
    locked.save(update_fields=["name", "phone", "person_key"])
    index_application(locked)
    locked.events.create(kind=EventKind.DATA_CHANGED, detail="_".join(changed), at=now)
    return True


@transaction.atomic
def ask_for_address(
    *, application: Application, email: str, now: datetime, is_of_browser: bool = False
) -> None:
    """Mail a link to a new address, which counts when it is opened; the same for every address.

    A second wish takes the place of the first. Raises TooOften, ApplicationDecided as above, and
    ApplicationGone, also for a browser that may open the application no more.
    """
    locked = lock_changeable(application)
    if is_of_browser:
        check_browser(application)
    if AddressChange.objects.filter(
        application=locked, confirmed_at__gt=now - CHANGE_TIME
    ).exists():
        raise TooOften
    key = f"address change:{locked.pk}"
    if not try_acquire(key, limit=ASKED_IN_AN_HOUR, window=HOUR, now=now):
        raise TooOften
    AddressChange.objects.filter(application=locked).delete()
    AddressChange.objects.create(
        application=locked, email=email, asked_at=now, is_of_browser=is_of_browser
    )
    ask_new_address.defer(application_id=locked.pk)


@transaction.atomic
def confirm_address(*, change: AddressChange, now: datetime) -> Application:
    """The new address counts from now on, and the earlier one is told that it does not.

    Every earlier link dies, that of the mail included, so that it works once. Raises
    ApplicationDecided for data that are only kept, or if the wish is over or was replaced, and
    ApplicationGone.
    """
    locked = lock_changeable(change.application)
    current = AddressChange.objects.waiting(now).filter(pk=change.pk, application=locked).first()
    if current is None:
        raise ApplicationDecided
    earlier, new = locked.email, current.email
    replace_address(locked, new)
    locked.events.create(kind=EventKind.ADDRESS_CHANGED, at=now)
    if not earlier:
        current.delete()
        return locked
    current.email, current.confirmed_at = earlier, now
    current.save(update_fields=["email", "confirmed_at"])
    tell_earlier_address.defer(application_id=locked.pk)
    return locked


def check_browser(application: Application) -> None:
    """ApplicationGone if the key by which a browser opened it a moment ago has ended since."""
    same = Application.objects.filter(pk=application.pk, holder=application.holder)
    if not same.open_to_browsers().exists():
        raise ApplicationGone


def lock_changeable(application: Application) -> Application:
    """The application, locked; ApplicationDecided if it is only kept since its erasure was requested."""
    locked = lock_application(application)
    if locked.is_restricted:
        raise ApplicationDecided
    return locked
