"""What the log says, without the keys that stand in addresses, and without whom mail goes to."""

import logging
import re

# Both begin at the start of a word only: else a long one would take the square of its length.
# Signed values of django.core.signing: the value, mostly a time, and 43 letters of a signature.
KEY = re.compile(
    r"(?<![\w.-])[\w.-]+(?:(?::|%3A)[\w-]{6})?(?::|%3A)[\w-]{43}(?![\w-])", re.ASCII | re.IGNORECASE
)


E_MAIL = re.compile(r"(?<![\w.!#$%&*+/=?^`{|}~-])[\w.!#$%&*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")


class DiscreetFormatter(logging.Formatter):
    """Leaves out what others say: the faults of mail servers and databases quote e-mail addresses.

    Django names the path of each request that it refuses; some open all that somebody sent.
    """

    def format(self, record: logging.LogRecord) -> str:
        return E_MAIL.sub("(e-mail)", KEY.sub("(key)", super().format(record)))
