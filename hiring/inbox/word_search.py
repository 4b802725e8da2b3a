"""Finding applications by what is typed into the search of the inbox: each word, wherever it stands.

Each place is a condition that an index answers, so that the database may put the answers of several
together, or walk through the newest ones where a word is in every second row.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, Q, QuerySet

from applications.models import Application
from hiring.inbox.scope import Scope
from hiring.models import Note

MAY_READ_DOCUMENTS = "applications.view_document"
MOST_IN_INDEX = 2_000
MAY_READ_NOTES = "hiring.view_note"
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
    """How a reference begins, in any letter case."""
    return Q(reference__startswith=word.upper())


def is_in_note(scope: Scope, word: str) -> Q:
    """What the staff wrote, for those who may read it."""
    if len(word) < SHORTEST_PART or not scope.user.has_perm(MAY_READ_NOTES):
        return Q(pk__in=[])
    return keys_of(Note.objects.filter(text__icontains=word).order_by().values("application"))


PLACES: list[Place] = [is_in_name, is_in_address, is_in_reference, is_in_note]
"""Where words are looked for. To add a place, append a function; see keys_of for other tables."""


def keys_of(found: QuerySet[Any, Any]) -> Q:
    """Applications whose keys a query of one column finds: read first, then looked up by an index."""
    keys = ArraySubquery(found)
    return Q(
        Func(
            F("pk"),
            keys,
            template="%(expressions)s)",
            arg_joiner=" = ANY(",
            output_field=BooleanField(),
        )
    )


def filter_by_words(
    applications: QuerySet[Application], scope: Scope, typed: str
) -> QuerySet[Application]:
    """Those in which every typed word is found, or whose word index has them."""
    everywhere = Q()
    for word in typed.split():
        everywhere &= find_word(scope, word)
    return applications.filter(everywhere | is_in_index(scope, typed))


def is_in_index(scope: Scope, typed: str) -> Q:
    """Messages, answers and documents, for those who may read all of these; the newest ones found."""
    if not scope.user.has_perm(MAY_READ_DOCUMENTS) or "@" in typed:
        return Q(pk__in=[])
    found = Application.objects.matching_words(typed).order_by("-pk")
    if scope.posting:
        found = found.filter(posting=scope.posting)
    return keys_of(found.values("pk")[:MOST_IN_INDEX])


def find_word(scope: Scope, word: str) -> Q:
    """Where it can stand; with an @ it is part of an address, and nothing else."""
    if "@" in word:
        return Q(email__icontains=word)
    condition = Q()
    for place in PLACES:
        condition |= place(scope, word)
    return condition
