"""What the log says, without the keys that stand in addresses."""

import logging
import re

# Signed values of django.core.signing: the value, mostly a time, and 43 letters of a signature.
KEY = re.compile(
    r"[\w.-]+(?:(?::|%3A)[\w-]{6})?(?::|%3A)[\w-]{43}(?![\w-])", re.ASCII | re.IGNORECASE
)


class KeylessFormatter(logging.Formatter):
    """Django logs the address of each request that it refuses; some open all that somebody sent."""

    def format(self, record: logging.LogRecord) -> str:
        return KEY.sub("(key)", super().format(record))
