"""Loads the whole demo: people, postings, applications."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from applications.demo.applicants import load_applications
from applications.demo.content import demo_folder
from applications.demo.days import Days
from applications.demo.people import load_organisation, load_staff
from applications.demo.postings import change_drafts, close_postings, load_postings
from careers.models import Posting


class DemoMissingError(Exception):
    """The folder demo/ is not part of this installation."""


@dataclass(frozen=True)
class Loaded:
    """What load_demo put in place."""

    postings: int
    applications: int
    logins: list[str]
    """User names that can now sign in."""


@transaction.atomic
def load_demo(*, now: datetime, password: str) -> Loaded | None:
    """Put the whole demo in place, or change nothing and return None if there are postings.

    `now` is aware; every date of the demo counts from its day. `password` is that of every login
    made. Raises DemoMissingError without the folder demo/. Sends no mail.
    """
    if Posting.objects.exists():
        return None
    if not demo_folder().is_dir():
        raise DemoMissingError
    days = Days(now)
    load_organisation()
    logins = load_staff(password)
    actor = get_user_model().objects.get(username="hr")
    postings = load_postings(days, actor)
    applications = load_applications(days, postings, actor)
    close_postings(days, postings, actor)
    change_drafts(days, postings)
    return Loaded(len(postings), applications, logins)
