"""Writing notes for colleagues, and telling those whom they mention."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from procrastinate.contrib.django import app

from applications.models import Application
from applications.services.locking import lock_application
from hiring.models import Mention, Note
from hiring.reviews.colleagues import find_readers

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TELL = "hiring.tell_mentioned"
"""The job of hiring.tasks, by name."""


@transaction.atomic
def write_note(
    *,
    application: Application,
    text: str,
    mentioned: Iterable["User"],
    actor: "User",
    now: datetime,
) -> Note:
    """Keep a note; each colleague mentioned gets a mail with a link and no word of it.

    Who may not see the application is left out, whatever was sent. Raises ValidationError for a
    text that is empty, and ApplicationGone.
    """
    locked = lock_application(application)
    note = Note(application=locked, text=text, by=actor, at=now)
    note.full_clean(exclude=["by"])
    note.save()
    keys = {user.pk for user in mentioned} - {actor.pk}
    for user in find_readers(locked).filter(pk__in=keys):
        mention = Mention.objects.create(note=note, user=user)
        job = app.configure_task(TELL)
        job.defer(application_id=locked.pk, mention_id=mention.pk)
    return note
