"""The key to one application: signed, limited in time, revocable, and naming nothing but a reference."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from applications.models import Application

SALT = "applications.link"
DAY_SECONDS = 24 * 60 * 60


def application_token(application: Application) -> str:
    """A key that opens this application until it is too old or the links are made invalid."""
    return signing.dumps([application.reference, application.link_version], salt=SALT)


def read_application_token(token: str) -> Application | None:
    """The application that a key opens, with its posting and edition.

    None if the key was not made here, is older than settings.APPLICATION_LINK_DAYS, was made
    invalid since (link_version), or if the application is gone: nobody is told which.
    """
    try:
        age = settings.APPLICATION_LINK_DAYS * DAY_SECONDS
        reference, version = signing.loads(token, salt=SALT, max_age=age)
    except signing.BadSignature:
        return None
    found = Application.objects.select_related("posting", "edition")
    return found.filter(reference=reference, link_version=version).first()


def application_path(application: Application, language: str | None = None) -> str:
    """Path of the applicant's own page in this language (default: the applicant's)."""
    with override(language or application.language):
        return reverse("applications:status", kwargs={"token": application_token(application)})
