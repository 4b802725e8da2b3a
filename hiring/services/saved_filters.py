"""Keeping what a person set up in the inbox: filters under a name, columns of the list."""

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from hiring.inbox.columns import COLUMNS
from hiring.inbox.query import InboxQuery
from hiring.models import InboxColumns, SavedFilter

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def save_filter(*, query: InboxQuery, name: str) -> SavedFilter:
    """Keep a list under a name. Raises ValidationError for a name that is empty, long or taken."""
    saved = SavedFilter(user=query.scope.user, name=name, query=query.address(page=""))
    return keep_checked(saved)


@transaction.atomic
def rename_filter(*, saved: SavedFilter, name: str) -> SavedFilter:
    """Raises ValidationError for a name that is empty, long or taken."""
    saved.name = name
    return keep_checked(saved)


def keep_checked(saved: SavedFilter) -> SavedFilter:
    """A second click may take the name after it was found free; it is refused like any that is taken."""
    saved.full_clean()
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError:
        saved.full_clean()
        raise
    return saved


def delete_filter(*, saved: SavedFilter) -> None:
    saved.delete()


def choose_columns(*, user: "User", names: list[str]) -> None:
    """Keep which columns the person wants; unknown ones are left out."""
    known = [column.name for column in COLUMNS if column.name in names]
    InboxColumns.objects.update_or_create(user=user, defaults={"names": known})
