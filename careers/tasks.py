"""Work that comes round by the clock; procrastinate finds this module by its name."""

import logging

from django.contrib.auth import get_user_model
from django.utils import timezone
from procrastinate.builtin_tasks import remove_old_jobs
from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext

from careers.background_jobs.stalled import retry_stalled_jobs
from careers.models import TextBlock
from careers.services import PostingRefused, record_dates, republish_in_parts
from careers.services.republishing import REPUBLISH, Wording
from careers.services.social_cards import MAKE_CARDS, make_social_cards

logger = logging.getLogger(__name__)

FINISHED_JOBS_HOURS = 24


@app.periodic(cron="* * * * *")
@app.task(name="careers.note_dates", queueing_lock="careers.note_dates")
def note_dates(timestamp: int) -> None:
    """Write down which postings have opened or reached their deadline.

    The public pages follow the dates by themselves; this only keeps the history.
    """
    record_dates(now=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(
    name="careers.retry_stalled_jobs",
    queueing_lock="careers.retry_stalled_jobs",
    priority=100,  # before a long queue
    pass_context=True,
)
async def run_stalled_jobs_again(context: JobContext, timestamp: int) -> None:
    """Have done again what a worker was doing when it died."""
    await retry_stalled_jobs(context.app.job_manager)


@app.task(name=REPUBLISH)
def republish_block(block: int, actor: int | None, override: str, version: int) -> None:
    """Show a block's new wording in all postings; what was refused meanwhile is left to who looks at the block next."""
    wording = TextBlock.objects.filter(pk=block).first()
    member = get_user_model().objects.filter(pk=actor).first() if actor else None
    if wording is None:
        return
    try:
        republish_in_parts(Wording(wording, member, override, version), now=timezone.now())
    except PostingRefused as refused:
        logger.warning(
            "Text block %s is not republished further: %s", block, type(refused).__name__
        )


@app.task(name=MAKE_CARDS)
def make_cards(posting: int | None) -> None:
    """Draw the social cards that are missing: of one posting, or after a change of the brand."""
    make_social_cards(posting)


@app.periodic(cron="*/10 * * * *")
@app.task(name="careers.complete_social_cards", queueing_lock="careers.complete_social_cards")
def complete_social_cards(timestamp: int) -> None:
    """Draw what an upgrade or a job that failed has left out."""
    make_social_cards()


@app.periodic(cron="17 * * * *")
@app.task(
    name="careers.remove_finished_jobs",
    queueing_lock="careers.remove_finished_jobs",
    pass_context=True,
)
async def remove_finished_jobs(context: JobContext, timestamp: int) -> None:
    """Forget jobs that succeeded a day ago, or the table would grow every minute."""
    await remove_old_jobs(context, max_hours=FINISHED_JOBS_HOURS)
