"""What an object storage says when it does not do what it is asked, as the file system says it: OSErrors."""

import errno
from collections.abc import Callable
from time import monotonic
from typing import Any

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionClosedError,
    EndpointConnectionError,
    HTTPClientError,
)

MISSING = {"NoSuchKey", "NotFound", "404"}
FULL = {"QuotaExceeded", "InsufficientStorage", "XMinioStorageFull"}
FOR_THE_MOMENT = {429, 500, 502, 503, 504}
"""Status codes of an answer after which the same may be asked again at once."""
PAUSE = 0.1


class NoAnswer(OSError):
    """Nobody answered, or not in time."""


def to_os_error(error: Exception) -> OSError | None:
    """FileNotFoundError for what is not there, else one that config.errors tells as passing; None for no fault of the storage."""
    if isinstance(error, ClientError):
        code = error.response.get("Error", {}).get("Code", "")
        if code in MISSING:
            return FileNotFoundError(errno.ENOENT, "There is no such object")
        number = (
            errno.ENOSPC if code in FULL else errno.ESTALE if code == "NoSuchBucket" else errno.EIO
        )
        return OSError(number, f"The object storage answered {code}")
    if isinstance(error, HTTPClientError | TimeoutError):
        return NoAnswer(errno.EIO, f"The object storage does not answer: {type(error).__name__}")
    if isinstance(error, BotoCoreError):
        return OSError(errno.EIO, f"The object storage cannot be asked: {type(error).__name__}")
    return None


def retry_what_is_refused(tries: int) -> Callable[..., float | None]:
    """A handler of botocore that has an answer such as 503, or a connection that closed at once, tried again.

    Never one that nobody answers in time, for which a thread has waited long enough.
    """

    def needs_retry(
        *, attempts: int, response: Any = None, caught_exception: Any = None, **_others: Any
    ) -> float | None:
        is_refused = response is not None and response[0].status_code in FOR_THE_MOMENT
        is_closed = isinstance(caught_exception, ConnectionClosedError | EndpointConnectionError)
        return PAUSE * attempts if (is_refused or is_closed) and attempts < tries else None

    return needs_retry


class Patience:
    """After nobody has answered, others do not wait as well: they are refused at once for as long as one has waited."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.silent_until = 0.0

    def note(self, fault: OSError) -> None:
        if isinstance(fault, NoAnswer):
            self.silent_until = monotonic() + self.seconds

    def refuse_while_silent(self) -> None:
        if monotonic() < self.silent_until:
            raise OSError(errno.EIO, "The object storage did not answer a moment ago")
