"""Finding applications by what is typed into the search of the inbox: each word, wherever it stands.

Each place is a condition that an index answers, so that the database may put the answers of several
together, or walk through the newest ones where a word is in every second row.
"""

from collections.abc import Callable

from django.db.models import OrderBy, OuterRef, Q, QuerySet, Subquery

from applications.models import Application, ApplicationWords, MergedApplication
from applications.models.application import SEE_EVERY_APPLICATION, visible_to
from applications.search_words import build_word_queries, rank_words
from hiring.inbox.key_lists import keys_of, one_of_keys
from hiring.inbox.scope import MOST_COUNTED, Scope
from hiring.models import Note
from hiring.rights import MAY_DOWNLOAD, MAY_READ_NOTES

MOST_IN_INDEX = MOST_COUNTED + 1
"""Over all postings the newest ones that have the words, one more than are counted; of one posting all."""
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
    """How a reference begins, in any letter case, also that of one that was merged into it."""
    start = {"reference__startswith": word.upper()}
    merged = MergedApplication.objects.filter(**start).order_by().values("application")
    return Q(**start) | keys_of(merged)


def is_in_note(scope: Scope, word: str) -> Q:
    """What the staff wrote, for those who may read it."""
    if len(word) < SHORTEST_PART or not scope.user.has_perm(MAY_READ_NOTES):
        return Q(pk__in=[])
    return keys_of(Note.objects.filter(text__icontains=word).order_by().values("application"))


PLACES: list[Place] = [is_in_name, is_in_address, is_in_reference, is_in_note]
"""Where words are looked for. To add a place, append a function; see keys_of for other tables."""


def filter_by_words(
    applications: QuerySet[Application], scope: Scope, typed: str
) -> QuerySet[Application]:
    """Those in which every typed word is found, or whose word index has them."""
    everywhere = Q()
    for word in typed.split():
        everywhere &= find_word(scope, word)
    return applications.filter(everywhere | is_in_index(scope, typed))


def is_in_index(scope: Scope, typed: str) -> Q:
    """Messages, answers and documents, for those who may read all of these; the newest ones found.

    For a hiring team the newest of its own: what others wrote does not push these out.

    The keys are read first: a condition of so many keys is looked up quickly where they are known
    when the query is planned, and slowly where they come out of a part of it.
    """
    queries = build_word_queries(typed)
    if queries is None or "@" in typed or not scope.user.has_perm(MAY_DOWNLOAD):
        return Q(pk__in=[])
    found = ApplicationWords.objects.filter(vector=queries[0]).order_by("-application_id")
    if not scope.user.has_perm(SEE_EVERY_APPLICATION):
        found = found.filter(visible_to(scope.user, application="application__"))
    found = (
        found.filter(application__posting=scope.posting) if scope.posting else found[:MOST_IN_INDEX]
    )
    return one_of_keys(found.values_list("application_id", flat=True))


def rank_by_words(typed: str) -> list[OrderBy]:
    """Best first, by name and reference before message and answers; what has no word in the index last.

    Addresses are looked for beside the index, which ranks none of them. The rank of each is looked
    up by its key: joined, the whole index would be read for the few that were found.
    """
    queries = build_word_queries(typed)
    if queries is None or "@" in typed:
        return []
    ranks = ApplicationWords.objects.filter(application=OuterRef("pk")).values(
        rank=rank_words("lead", queries[1])
    )
    return [Subquery(ranks).desc(nulls_last=True)]


def find_word(scope: Scope, word: str) -> Q:
    """Where it can stand; with an @ it is part of an address, and nothing else."""
    if "@" in word:
        return Q(email__icontains=word)
    condition = Q()
    for place in PLACES:
        condition |= place(scope, word)
    return condition
