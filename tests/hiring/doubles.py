"""Two applications for one posting, and merging them."""

from django.utils import timezone

from applications.models import Application
from hiring.services.doubles import merge_applications
from tests.applications.factories import ApplicationFactory, hr_manager


def pair(**fields: object) -> tuple[Application, Application]:
    """The one that stays, and another for the same posting."""
    kept = ApplicationFactory(cv=False)
    return kept, ApplicationFactory(posting=kept.posting, **({"cv": False} | fields))


def merge(kept: Application, other: Application) -> Application:
    now = timezone.now()
    return merge_applications(kept=kept, other=other, actor=hr_manager(), now=now)
