"""How often a scan is tried again."""

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from applications.documents.virus_scan.clamd import ScannerUnavailable


class UntilTheScannerIsBack(BaseRetryStrategy):
    """After 1, 2, 3, 4, 5, 5 … minutes, without an end, also while the storage is away.

    Other faults are left to catch_up_scans.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if not isinstance(exception, ScannerUnavailable | OSError):
            return None
        return RetryDecision(retry_in={"minutes": min(job.attempts + 1, 5)})
