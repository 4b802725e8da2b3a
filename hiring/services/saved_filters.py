"""Keeping what a person set up in the inbox: filters under a name, columns of the list."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from applications.search_words import build_name_query
from hiring.inbox.columns import COLUMNS
from hiring.inbox.query import InboxQuery
from hiring.models import InboxColumns, SavedFilter

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SHORTEST_NAME = 3
"""Letters of a search that can name somebody."""


@transaction.atomic
def save_filter(*, query: InboxQuery, name: str) -> SavedFilter:
    """Keep a list under a name.

    Raises ValidationError for a name that is empty, long or taken, and for a search that names an
    applicant: the filter would still tell of somebody who was erased.
    """
    if names_somebody(query):
        sentence = _(
            "A saved filter outlives the applications, so it cannot hold the name, address or "
            "reference of anybody. Search for something else than “%(words)s”, or leave the search out."
        )
        raise ValidationError(sentence % {"words": query.words})
    saved = SavedFilter(user=query.scope.user, name=name, query=query.address(page=""))
    return keep_checked(saved)


@transaction.atomic
def rename_filter(*, saved: SavedFilter, name: str) -> SavedFilter:
    """Raises ValidationError for a name that is empty, long or taken."""
    saved.name = name
    return keep_checked(saved)


def names_somebody(query: InboxQuery) -> bool:
    """Whether a word of the search stands in a name, an address or a reference of the person's applications.

    In any spelling by which the search finds it: "Muessig" names Müßig.
    """
    found = Q(pk__in=[])
    for word in query.words.split():
        if len(word) >= SHORTEST_NAME:
            found |= Q(name__icontains=word) | Q(email__icontains=word) | Q(reference__iexact=word)
    named = build_name_query(query.words, shortest=SHORTEST_NAME)
    if named is not None:
        found |= Q(words__vector=named)
    return query.scope.applications.filter(found).exists()


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
