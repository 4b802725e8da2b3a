"""Finding applications by what is typed into the search of the inbox.

Each word must be found somewhere. Each place is a query of its own that an index answers, and the
keys of all of them are put together: one condition with "or" would read every row.
"""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from applications.models import Application
from hiring.inbox.scope import Scope

SHORTEST_PART = 3
"""Of fewer letters an index of trigrams knows only the beginnings of words."""

type Place = Callable[[Scope, str], QuerySet[Application]]


def find_in_name(scope: Scope, word: str) -> QuerySet[Application]:
    """Parts of a name; of very short words only beginnings."""
    if len(word) >= SHORTEST_PART:
        return scope.applications.filter(name__icontains=word)
    return scope.applications.filter(Q(name__istartswith=word) | Q(name__icontains=f" {word}"))


def find_in_address(scope: Scope, word: str) -> QuerySet[Application]:
    """Any part of an address if there is an @ in it, else how it begins: providers are no names."""
    if "@" in word:
        return scope.applications.filter(email__icontains=word)
    return scope.applications.filter(email__istartswith=word)


def find_in_reference(scope: Scope, word: str) -> QuerySet[Application]:
    return scope.applications.filter(reference__startswith=word.upper())


PLACES: list[Place] = [find_in_name, find_in_address, find_in_reference]
"""Where words are looked for; add a function here, and it is asked for each word."""


def filter_by_words(
    applications: QuerySet[Application], scope: Scope, typed: str
) -> QuerySet[Application]:
    """Those in which every typed word is found, wherever."""
    for word in typed.split():
        first, *others = (place(scope, word).values("pk") for place in PLACES)
        applications = applications.filter(pk__in=first.union(*others))
    return applications
