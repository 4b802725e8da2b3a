"""Who works at the demo's organisation, where, and how they sign in."""

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from applications.demo.content import Row, read_tables
from careers.models import Contact, Department, Location, TextBlock


def load_organisation() -> None:
    """Text blocks, departments, locations and contacts; existing ones are kept as they are."""
    for row in read_tables("text_blocks")["text_blocks"]:
        block = {key: value.strip() for key, value in row.items()}
        TextBlock.objects.get_or_create(slug=block.pop("slug"), defaults=block)
    people = read_tables("departments")
    for row in people["departments"]:
        about = TextBlock.objects.get(slug=row.pop("about"))
        Department.objects.get_or_create(slug=row.pop("slug"), defaults={**row, "about": about})
    for row in people["locations"]:
        Location.objects.get_or_create(slug=row.pop("slug"), defaults=row)
    for row in people["contacts"]:
        Contact.objects.get_or_create(name=row.pop("name"), defaults=row)


def load_staff(password: str) -> list[str]:
    """Makes the demo's logins with this password; the names of those that are new."""
    hashed = make_password(password)
    rows = read_tables("departments")["staff"]
    return [row["username"] for row in rows if make_login(row, hashed)]


def make_login(row: Row, hashed_password: str) -> bool:
    """Whether the account is new; one that exists keeps its rights and password."""
    user, created = get_user_model().objects.get_or_create(
        username=row["username"],
        defaults={
            "first_name": row["first_name"],
            "last_name": row["last_name"],
            "email": f"{row['username']}@example.org",
            "password": hashed_password,
            "is_staff": True,
            "is_superuser": row["superuser"],
        },
    )
    if created:
        user.groups.set([Group.objects.get(name=name) for name in row["groups"]])
    return created
