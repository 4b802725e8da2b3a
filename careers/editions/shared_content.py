"""What postings share besides text blocks: department, locations and contacts, as the public sees them.

An edition keeps a digest of each, so that a later change is known as not yet public, whoever made it.
"""

from collections.abc import Iterator
from hashlib import md5
from typing import Any

from django.db.models import CharField, Model, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import MD5, Cast, Coalesce, Concat
from modeltranslation.translator import translator

from careers.languages import localized_columns
from careers.models import Contact, Department, Location, Posting

SHOWN: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "department": (Department, ("name", "funding_notice")),
    "location": (Location, ("name", "street", "postal_code", "locality", "region", "country")),
    "contact": (Contact, ("name", "role", "email", "phone")),
}
"""The models, and the fields that the public sees of each."""


def shared_digests(posting: Posting) -> dict[str, str]:
    """A digest of each row, by model and key, such as {"contact-7": "…"}.

    Asks the database nothing when department, locations and contacts are prefetched.
    """
    return {f"{name}-{row.pk}": row_digest(row, name) for name, row in shared_rows(posting)}


def shared_rows(posting: Posting) -> Iterator[tuple[str, Model]]:
    yield "department", posting.department
    for location in posting.locations.all():
        yield "location", location
    for contact in posting.contacts.all():
        yield "contact", contact


def row_digest(row: Model, name: str) -> str:
    """In hexadecimal; it tells a change and keeps no secret."""
    values = (getattr(row, each) or "" for each in shown_columns(name))
    return md5("\n".join(values).encode(), usedforsecurity=False).hexdigest()


def shown_columns(name: str) -> Iterator[str]:
    """The columns of SHOWN, of translated fields those of every language."""
    model, fields = SHOWN[name]
    translated = translator.get_options_for_model(model).all_fields
    for field in fields:
        if field in translated:
            yield from localized_columns(field)
        else:
            yield field


def rows_with_digests(name: str) -> "QuerySet[Any]":
    """For each posting of an outer query its rows of a model, with `key` and `digest` as above.

    A plain queryset: those of modeltranslation look for a language of their own.
    """
    model, _fields = SHOWN[name]
    empty, line_end = (Value(each, TextField()) for each in ("", "\n"))
    words = [Coalesce(Cast(each, TextField()), empty) for each in shown_columns(name)]
    lines = [part for word in words for part in (line_end, word)][1:]
    key = Concat(Value(f"{name}-"), Cast("pk", CharField()))
    own: QuerySet[Any] = QuerySet(model).filter(postings=OuterRef("pk"))
    rows: QuerySet[Any] = own.annotate(key=key, digest=MD5(Concat(*lines)))
    return rows
