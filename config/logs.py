"""What the log says, without the keys that stand in addresses, and without whom mail goes to."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

from config.request_ids import REQUEST_ID

# Both begin at the start of a word only: else a long one would take the square of its length.
# Signed values of django.core.signing: the value, mostly a time, and 43 letters of a signature. What a mail program
# takes along behind a link goes with them.
KEY = re.compile(
    r"(?<![\w.-])[\w.-]+(?:(?::|%3A)[\w-]{6})?(?::|%3A)[\w-]{43,}", re.ASCII | re.IGNORECASE
)
# Links to a new password: the account, the time and 32 digits (django.contrib.auth.tokens).
RESET_KEY = re.compile(r"(?<![\w.-])[0-9a-z]{1,13}-[0-9a-z]{6,13}-[0-9a-f]{32}[\w-]*", re.ASCII)
# What stands behind the fixed part of a mailed link, up to the end of the line: links arrive cut off or broken by blanks,
# and a half key is a key to guess. The end is kept where it is one of ours ("document/").
LINK = re.compile(
    r"(?<!applications)(/(?:application|application-draft|application-address|job-alert|preview"
    r"|bewerbung|bewerbungsentwurf|bewerbung-adresse|stellen-abo|vorschau"
    r"|staff/invitation|staff/password/new)/)(?=[^\s/])[^\n]*?((?:/(?-i:[a-z-]{1,20})){0,2}/?)$",
    re.IGNORECASE | re.MULTILINE,
)
E_MAIL = re.compile(r"(?<![\w.!#$%&*+/=?^`{|}~-])[\w.!#$%&*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")

# What PostgreSQL adds to a refusal: the whole row, with names and letters, over any number of lines.
DETAIL = re.compile(
    r"^(DETAIL|LINE \d+|CONTEXT):.*?(?=\n\n(?:The above exception was|During handling of)|\Z)",
    re.MULTILINE | re.DOTALL,
)


class DiscreetFormatter(logging.Formatter):
    """Leaves out what others say: the faults of mail servers and databases quote e-mail addresses.

    Django names the path of each request that it refuses; some open all that somebody sent.
    """

    def format(self, record: logging.LogRecord) -> str:
        return leave_out(super().format(record))


class JsonFormatter(logging.Formatter):
    """The same as one object a line, which programs read: what was said, when, by whom, in which request."""

    def format(self, record: logging.LogRecord) -> str:
        facts = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": leave_out(record.getMessage()),
            "request_id": REQUEST_ID.get(),
            "exception": leave_out(self.formatException(record.exc_info))
            if record.exc_info
            else "",
        }
        return json.dumps(
            {name: value for name, value in facts.items() if value}, ensure_ascii=False
        )


def leave_out(text: str) -> str:
    text = LINK.sub(r"\1(key)\2", DETAIL.sub(r"\1: (left out)", text))
    text = RESET_KEY.sub("(key)", KEY.sub("(key)", text))
    return E_MAIL.sub("(e-mail)", text)


# procrastinate would say several lines a minute about its periodic tasks.
QUIET = (
    "pikepdf",
    *(f"procrastinate.{part}" for part in ("blueprints", "jobs", "periodic", "worker")),
)


# Anybody can send any host name; the answer is 400, and Django would write a traceback for each.
NO_FAULT_OF_OURS = "django.security.DisallowedHost"


FORMATTERS: dict[str, dict[str, Any]] = {
    "text": {
        "()": "config.logs.DiscreetFormatter",
        "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
    },
    "json": {"()": "config.logs.JsonFormatter"},
}


def build_logging(level: str, form: str = "text") -> dict[str, Any]:
    """The settings of logging: everything to standard error, from this level on, as FORMATTERS has it."""
    levels = dict.fromkeys(QUIET, "WARNING") | {NO_FAULT_OF_OURS: "CRITICAL"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": FORMATTERS[form]},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "loggers": {name: {"level": own} for name, own in levels.items()},
        "root": {"handlers": ["console"], "level": level},
    }
