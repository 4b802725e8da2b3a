"""Background work; procrastinate finds this module by its name."""

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from applications.messages import deliver_receipt

# After 1, 2, 3 … minutes; 60 tries reach over more than a day without a mail server.
UNTIL_THE_MAIL_SERVER_IS_BACK = RetryStrategy(max_attempts=60, wait=60, linear_wait=60)


@app.task(name="applications.send_receipt", retry=UNTIL_THE_MAIL_SERVER_IS_BACK)
def send_receipt(application_id: int) -> None:
    """Confirm an application by mail, now or as soon as its address may get one more."""
    due = deliver_receipt(application_id=application_id, now=timezone.now())
    if due is not None:
        send_receipt.configure(schedule_at=due).defer(application_id=application_id)
