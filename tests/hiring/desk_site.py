"""The page of an application as tests use it: its addresses, and two members of one hiring team."""

from django.contrib.auth.models import User
from django.urls import reverse

from applications.models import Application
from careers.models import Posting
from hiring.models import Criterion
from tests.applications.factories import ApplicationFactory, team_member
from tests.careers.factories import published


def action_path(name: str, application: Application, *more: int) -> str:
    """Of the page itself ("change") or one of its buttons."""
    return reverse(f"admin:applications_application_{name}", args=[application.pk, *more])


def one_posting(count: int) -> tuple[Posting, list[Application]]:
    """A posting with so many applications, named A, B, C …, the first sent first."""
    posting = published()
    names = "ABCDEFGHIJ"[:count]
    made = [
        ApplicationFactory(
            posting=posting, name=name, submitted_at=f"2026-11-{number:02}T10:00Z", cv=False
        )
        for number, name in enumerate(names, start=1)
    ]
    return posting, made


def colleague(application: Application, name: str) -> User:
    """On the hiring team, with a name and an address to write to."""
    user = team_member(application)
    user.username, user.email = name, f"{name}@example.org"
    user.save()
    return user


def criteria(posting: Posting, *names: str) -> list[Criterion]:
    return [
        Criterion.objects.create(posting=posting, name_de=name, name_en=name, position=position)
        for position, name in enumerate(names)
    ]
