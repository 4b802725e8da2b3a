"""`revoke_links`: makes the links of applicants worthless that may have come into wrong hands."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from applications.models import Application
from applications.services.follow_up import revoke_links
from applications.services.locking import ApplicationGone


class Command(BaseCommand):
    help = (
        "Makes every link worthless that was mailed for these applications or given to a browser. "
        "Applicants get a new one where an old one leads to. Links of drafts, job alerts, previews "
        "and invitations, and all sessions, end with SECRET_KEY: see docs/runbooks.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference", nargs="*", help="Of an application, such as 7KQ4-M2XP.")
        parser.add_argument(
            "--posting", type=int, help="All applications for this posting, by its number."
        )
        parser.add_argument("--all", action="store_true", help="All applications.")
        parser.add_argument(
            "--by", required=True, help="Whose deed it is in the history: a user name."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        actor = get_user_model().objects.filter(username=options["by"], is_active=True).first()
        if actor is None:
            raise CommandError(f"Nobody who is active has the user name {options['by']}.")
        chosen = choose(options["reference"], options["posting"], everything=options["all"])
        done = sum(revoke(application, actor) for application in chosen)
        self.stdout.write(f"The links of {done} applications are worthless now.")


def choose(references: list[str], posting: int | None, *, everything: bool) -> list[Application]:
    """Exactly one way of naming them; a reference that there is not ends the command before anything is done."""
    if [bool(references), posting is not None, everything].count(True) != 1:
        raise CommandError("Name references, --posting or --all, and only one of them.")
    rows = Application.objects.order_by("pk")
    if everything:
        return [*rows]
    if posting is not None:
        return [*rows.filter(posting__public_id=posting)]
    found = {one.reference: one for one in rows.filter(reference__in=references)}
    missing = [name for name in references if name not in found]
    if missing:
        raise CommandError(f"There are no such applications: {', '.join(missing)}.")
    return [*found.values()]


def revoke(application: Application, actor: User) -> bool:
    """Whether it was still there."""
    try:
        revoke_links(application=application, now=timezone.now(), actor=actor)
    except ApplicationGone:
        return False
    return True
