"""The key to a receipt page: signed, limited in time, and naming nothing but a reference."""

from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from applications.models import Application

SALT = "applications.receipt"
RECEIPT_DAYS = 30
MAX_AGE_SECONDS = RECEIPT_DAYS * 24 * 60 * 60


def make_token(application: Application) -> str:
    return signing.dumps(application.reference, salt=SALT)


def read_token(token: str) -> str | None:
    """The reference in a token; None if it was not made here or is older than RECEIPT_DAYS."""
    try:
        return str(signing.loads(token, salt=SALT, max_age=MAX_AGE_SECONDS))
    except signing.BadSignature:
        return None


def receipt_path(application: Application, language: str | None = None) -> str:
    """Path of the receipt page in this language (default: the applicant's)."""
    with override(language or application.language):
        return reverse("applications:receipt", kwargs={"token": make_token(application)})
