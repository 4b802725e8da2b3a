"""The keys to one alert: signed, and naming nothing but a random number.

One opens its page, to confirm, change or end it. The other, which stands in a mail's header and
passes through the hands of mail programs, can do no more than end it. Neither grows old, because
ending must always work; deleting the alert makes both worthless.
"""

import base64
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import override

from applications.models import JobAlert

PAGE = "applications.alert"
END = "applications.alert.end"


def alert_key(alert: JobAlert, salt: str = PAGE) -> str:
    """Short, because mail programs may break or encode longer lines of a header."""
    number = base64.urlsafe_b64encode(alert.token.bytes).decode().rstrip("=")
    return Signer(salt=salt).sign(number)


def read_alert_key(key: str, salt: str = PAGE) -> UUID | None:
    """The token of the alert that a key was made for; None if it was not made here, or for this."""
    try:
        number = Signer(salt=salt).unsign(key)
    except BadSignature:
        return None
    return UUID(bytes=base64.urlsafe_b64decode(f"{number}=="))


def alert_path(alert: JobAlert, language: str | None = None) -> str:
    """Path of the page of an alert in this language (default: that of its mails)."""
    with override(language or alert.language):
        return reverse("applications:alert", kwargs={"key": alert_key(alert)})


def end_path(alert: JobAlert) -> str:
    """Path that ends an alert by one POST (RFC 8058)."""
    with override(alert.language):
        return reverse("applications:alert_end", kwargs={"key": alert_key(alert, END)})
