"""Bring the database up to date and fill an empty one with the demo; prints what the person should know."""

import io
import tomllib

import django
from django.conf import settings
from django.core.management import call_command, get_commands


def main() -> None:
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    from careers.models import Posting

    if "load_demo" in get_commands() and not Posting.objects.exists():
        call_command("load_demo", stdout=io.StringIO())
    for line in list_demo_logins():
        print(line)


def list_demo_logins() -> list[str]:
    """Return the demo's logins that exist here, with their groups."""
    from django.contrib.auth import get_user_model

    path = settings.BASE_DIR / "demo" / "departments.toml"
    staff = (
        tomllib.loads(path.read_text(encoding="utf-8")).get("staff", []) if path.exists() else []
    )
    names = {row["username"]: ", ".join(row["groups"]) or "everything" for row in staff}
    found = get_user_model().objects.filter(username__in=names, is_active=True)
    existing = set(found.values_list("username", flat=True))
    rows = [f"    {name:<8} {rights}" for name, rights in names.items() if name in existing]
    return [f"  Demo logins, password of each: {settings.DEMO_PASSWORD}", *rows] if rows else []


if __name__ == "__main__":
    main()
