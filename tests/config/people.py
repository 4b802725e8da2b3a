"""Staff for tests: members of a group, signed in where a browser of theirs is asked for."""

from django.contrib.auth.models import Group, User
from django.test import Client

PASSWORD = "Ein-langes-Wort-2026"


def person(name: str = "anna", *groups: str, **fields: object) -> User:
    """An active member of staff in these groups."""
    user = User.objects.create_user(name, password=PASSWORD, **{"is_staff": True, **fields})
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def hr_manager(name: str = "hanna") -> User:
    return person(name, "HR managers")


def team_member(name: str = "tom") -> User:
    return person(name, "Hiring team")


def browser(user: User | None = None, language: str = "en") -> Client:
    """A browser over HTTPS, signed in as this person."""
    client = Client(headers={"accept-language": language}, HTTP_HOST="localhost")
    client.defaults["wsgi.url_scheme"] = "https"
    if user is not None:
        client.force_login(user)
    return client
