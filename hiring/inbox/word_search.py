"""Finding applications by what is typed into the search of the inbox: each word, wherever it stands.

Each place is a condition that an index answers, so that the database may put the answers of several
together, or walk through the newest ones where a word is in every second row.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigAutoField, Func, Q, QuerySet

from applications.models import Application
from applications.models.reference import REFERENCE_LETTERS
from hiring.inbox.scope import Scope

SHORTEST_PART = 3
"""Of fewer letters an index of trigrams knows only the beginnings of words."""

type Place = Callable[[Scope, str], Q]


def is_in_name(scope: Scope, word: str) -> Q:
    """Parts of a name; of very short words only beginnings."""
    if len(word) >= SHORTEST_PART:
        return Q(name__icontains=word)
    return Q(name__istartswith=word) | Q(name__icontains=f" {word}")


def is_in_address(scope: Scope, word: str) -> Q:
    """How an address begins: a part of it would find everybody of one provider."""
    return Q(email__istartswith=word)


def is_in_reference(scope: Scope, word: str) -> Q:
    """How a reference begins, if it can be one at all."""
    letters = word.upper()
    return (
        Q(reference__startswith=letters)
        if set(letters) <= {*REFERENCE_LETTERS, "-"}
        else Q(pk__in=[])
    )


PLACES: list[Place] = [is_in_name, is_in_address, is_in_reference]
"""Where words are looked for. To add a place, append a function; see keys_of for other tables."""


def keys_of(found: QuerySet[Any, Any]) -> Q:
    """Applications whose keys a query of one column finds: read first, then looked up by an index."""
    keys = Func(ArraySubquery(found), function="ANY", output_field=BigAutoField())
    return Q(pk=keys)


def filter_by_words(
    applications: QuerySet[Application], scope: Scope, typed: str
) -> QuerySet[Application]:
    """Those in which every typed word is found."""
    for word in typed.split():
        applications = applications.filter(find_word(scope, word))
    return applications


def find_word(scope: Scope, word: str) -> Q:
    """Where it can stand; with an @ it is part of an address, and nothing else."""
    if "@" in word:
        return Q(email__icontains=word)
    condition = Q()
    for place in PLACES:
        condition |= place(scope, word)
    return condition
