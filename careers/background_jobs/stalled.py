"""Jobs whose worker died hard are taken up again.

A worker that is killed, or whose machine goes down, leaves its jobs "doing" for ever. Workers write
a heartbeat every ten seconds, also while a job is slow; one that has none is dead.
https://procrastinate.readthedocs.io/en/stable/howto/production/retry_stalled_jobs.html
"""

import logging
from datetime import UTC, datetime

from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

SECONDS_WITHOUT_HEARTBEAT = 45
"""With the minute between two looks, and CLAIM_TIME of mails: on its way again within two minutes."""
MOST_ATTEMPTS = 100
"""A job that kills each worker it gets must end some time; a mail is tried 60 times at most."""

logger = logging.getLogger(__name__)


async def retry_stalled_jobs(manager: JobManager) -> int:
    """Have the jobs of dead workers done again; returns how many. Those of live workers are left."""
    stalled = await manager.get_stalled_jobs(seconds_since_heartbeat=SECONDS_WITHOUT_HEARTBEAT)
    return sum([await retry_stalled_job(manager, job) for job in stalled])


async def retry_stalled_job(manager: JobManager, job: Job) -> bool:
    """False if the job has ended since, was tried too often, or waits a second time anyway."""
    try:
        if job.attempts >= MOST_ATTEMPTS:
            logger.error("Job %s (%s) ended its worker too often.", job.id, job.task_name)
            await manager.finish_job(job, Status.FAILED, delete_job=False)
            return False
        await manager.retry_job(job, retry_at=datetime.now(UTC))
    except UniqueViolation:  # a periodic job, and the next of its kind waits already
        await manager.finish_job(job, Status.ABORTED, delete_job=False)
        return False
    except ConnectorException:
        logger.info("Job %s (%s) has ended meanwhile.", job.id, job.task_name)
        return False
    logger.warning("Job %s (%s) of a dead worker is tried again.", job.id, job.task_name)
    return True
