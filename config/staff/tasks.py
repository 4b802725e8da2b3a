"""Background work for accounts; procrastinate finds this module by its name."""

import logging
from datetime import datetime

from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from applications.mails.base import REFUSALS
from applications.mails.claims import permanent_answer
from applications.tasks import UNTIL_THE_MAIL_SERVER_IS_BACK
from config.staff.accounts import is_resettable
from config.staff.invitation_links import OpenedLink
from config.staff.mails import (
    compose_invitation_mail,
    compose_password_notice,
    compose_reset_mail,
)
from config.staff.models import Invitation
from config.staff.sessions import SessionStore

logger = logging.getLogger(__name__)

# A link to a new password that comes after an hour helps nobody, and the person has asked again.
FOR_HALF_AN_HOUR = RetryStrategy(max_attempts=8, wait=60, linear_wait=60)


def send_unless_refused(mail: EmailMessage) -> None:
    """Send a mail; that it was refused for good (5xx) is logged, without its address, and no failure of the job."""
    try:
        mail.send()
    except REFUSALS as refusal:
        if not permanent_answer(refusal):
            raise
        logger.warning("The mail server refused a mail to a member of the staff for good.")


@app.task(name="staff.send_invitation", retry=UNTIL_THE_MAIL_SERVER_IS_BACK)
def send_invitation(invitation_id: int) -> None:
    """Mail an invitation, unless it was accepted or withdrawn meanwhile."""
    found = Invitation.objects.select_related("invited_by", "group", "posting")
    invitation = found.filter(pk=invitation_id).first()
    if invitation and OpenedLink(invitation, is_latest=True).can_be_accepted:
        send_unless_refused(compose_invitation_mail(invitation))


@app.task(name="staff.send_password_reset", retry=FOR_HALF_AN_HOUR)
def send_password_reset(account_ids: list[int], language: str) -> None:
    """Mail each of these accounts the link to a new password.

    The list is empty where nobody has the address: the job is there all the same, so that the
    request behind it takes the same time for everybody. Of several accounts each gets a job of its
    own, as a job that fails is tried again as a whole. A job holds no address and no key.
    """
    if len(account_ids) > 1:
        with transaction.atomic():
            for number in account_ids:
                send_password_reset.defer(account_ids=[number], language=language)
        return
    for user in User.objects.filter(pk__in=account_ids):
        if is_resettable(user) and user.email:
            send_unless_refused(compose_reset_mail(user, language))


@app.task(name="staff.send_password_notice", retry=UNTIL_THE_MAIL_SERVER_IS_BACK)
def send_password_notice(account_id: int, language: str, changed_at: str) -> None:
    """Mail an account that its password was changed at this moment (ISO 8601); none to a closed account."""
    user = User.objects.filter(pk=account_id).first()
    if user and is_resettable(user) and user.email:
        send_unless_refused(
            compose_password_notice(user, language, datetime.fromisoformat(changed_at))
        )


def defer_password_notice(user: User, language: str) -> None:
    send_password_notice.defer(
        account_id=user.pk, language=language, changed_at=timezone.now().isoformat()
    )


@app.periodic(cron="47 * * * *")
@app.task(name="staff.clear_expired", queueing_lock="staff.clear_expired", retry=5)
def clear_expired(timestamp: int) -> None:
    """Delete sessions that are over and what the cache no longer keeps, which Django deletes on no clock."""
    SessionStore.clear_expired()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cache WHERE expires < %s", [timezone.now()])  # settings.CACHES
