"""Background work of hiring; procrastinate finds this module by its name."""

import logging

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from hiring.mails import mentions
from hiring.models import OutgoingMail
from hiring.services import bulk_runs, chasing, ending, exports, notices, sending
from hiring.services.bulk_runs import CARRY_OUT
from hiring.services.exports import MAKE
from hiring.services.notes import TELL
from hiring.services.outbox import SEND

logger = logging.getLogger(__name__)


@app.task(name=SEND, pass_context=False)
def send_outgoing_mail(application_id: int, mail_id: int) -> None:
    """Send a mail of the outbox if its time has come; what fails for now comes again by itself."""
    state = sending.send_outgoing_mail(mail_id=mail_id, now=timezone.now())
    logger.info("Mail %s of the outbox: %s.", mail_id, state)


@app.periodic(cron="*/5 * * * *")
@app.task(name="hiring.tend_outbox", queueing_lock="hiring.tend_outbox")
def tend_outbox(timestamp: int) -> None:
    """Mails that a dead worker had in hand become doubtful; those that lost their job are sent."""
    now = timezone.now()
    sending.mark_doubtful(now)
    for pk in OutgoingMail.objects.due(now).values_list("pk", flat=True):
        sending.send_outgoing_mail(mail_id=pk, now=timezone.now())


# At night, before the mails of the day are made.
@app.periodic(cron="11 2 * * *")
@app.task(name="hiring.end_undecided", queueing_lock="hiring.end_undecided", retry=5)
def end_undecided(timestamp: int) -> None:
    """Note whom to warn of applications that nobody decides on, and end what nobody confirmed."""
    now = timezone.now()
    ending.note_reminders(now)
    ending.end_unconfirmed(now)


# Every minute, so that mails at once are that, and the day's mail leaves at its hour by the portal's
# clock, which summer time moves against that of cron (UTC).
@app.periodic(cron="* * * * *")
@app.task(name="hiring.send_notices", queueing_lock="hiring.send_notices")
def send_notices(timestamp: int) -> None:
    """Tell staff of new applications, each at the time of their choice."""
    now = timezone.now()
    notices.prepare_notices(now)
    for pk in notices.find_due_notices(now):
        notices.send_notice(pk, timezone.now())
    notices.forget_old_notices(now)


# After 1, 2, 3 … minutes, for more than a day without a mail server.
UNTIL_THE_MAIL_SERVER_IS_BACK = RetryStrategy(max_attempts=60, wait=60, linear_wait=60)


@app.task(name=TELL, retry=UNTIL_THE_MAIL_SERVER_IS_BACK)
def tell_mentioned(application_id: int, mention_id: int) -> None:
    """Tell a colleague of a note that mentions them."""
    mentions.tell_mentioned(mention_id=mention_id, now=timezone.now())


@app.task(name=MAKE)
def make_export(export_id: int) -> None:
    """Make the file of a long export."""
    exports.make_export(export_id=export_id, now=timezone.now())


@app.periodic(cron="17 * * * *")
@app.task(name="hiring.expire_exports", queueing_lock="hiring.expire_exports", retry=5)
def expire_exports(timestamp: int) -> None:
    """Delete exports whose time is over, and files that no export names."""
    logger.info("%d exports deleted.", exports.expire_exports(timezone.now()))


@app.task(name=CARRY_OUT)
def carry_out_bulk(run_id: int) -> None:
    """Do something to many applications, one after the other."""
    bulk_runs.carry_out_run(run_id=run_id, now=timezone.now())


# Every hour, so that a reminder leaves at the time of day at which the request did.
@app.periodic(cron="41 * * * *")
@app.task(name="hiring.remind_of_requests", queueing_lock="hiring.remind_of_requests", retry=5)
def remind_of_requests(timestamp: int) -> None:
    """Remind applicants, once, of documents that they were asked for."""
    logger.info("%d requests reminded of.", chasing.remind_of_requests(timezone.now()))


@app.periodic(cron="23 * * * *")
@app.task(name="hiring.tidy_bulk_runs", queueing_lock="hiring.tidy_bulk_runs", retry=5)
def tidy_bulk_runs(timestamp: int) -> None:
    """Mark bulk steps that broke off within a request, and forget old ones."""
    now = timezone.now()
    broken_off, forgotten = bulk_runs.mark_broken_off(now), bulk_runs.forget_runs(now)
    logger.info("%d bulk steps broke off, %d rows forgotten.", broken_off, forgotten)
